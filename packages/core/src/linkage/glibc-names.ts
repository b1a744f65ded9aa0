/** Which versions of glibc the names in C code can ask for. */
import type { CNames } from "../syntax/c/index.js";
import { compareDotted } from "../text/index.js";
import { glibcSymbols } from "./glibc-symbols.generated.js";

/** data/facts/glibc-symbols.json without what only people read. */
export interface GlibcSymbols {
  readonly source: string;
  /** names by version, separated by blanks */
  readonly versions: Readonly<Record<string, string>>;
}

/** The oldest builder for which the table of symbols decides: what came before 2.34 is not in it. */
export const FIRST_DECIDED = "2.34";

/**
 * Functions of headers that call functions with other names, inline. Sources: glibc, stdlib/stdlib.h and stdlib/bits/stdlib-float.h; libstdc++,
 * bits/basic_string.h.
 */
const INLINE_CALLS: ReadonlyMap<string, readonly string[]> = new Map([
  ["strtol", ["atoi", "atol", "stoi", "stol"]],
  ["strtoll", ["atoll", "stoll"]],
  ["strtoul", ["stoul"]],
  ["strtoull", ["stoull"]],
]);

export interface NewestName {
  readonly version: string;
  readonly name: string;
}

/**
 * The newest symbol version, up to that of the builder's glibc, that any of the names may become, with the name; null when none is newer than
 * {@link FIRST_DECIDED}. Undefined when the builder's glibc is not one that the table covers.
 *
 * @param builder version of glibc, "2.36"
 */
export function newestGlibcName(files: readonly CNames[], builder: string): NewestName | null | undefined {
  const versions = Object.entries(glibcSymbols().versions).sort(([a], [b]) => compareDotted(b, a));
  const [newest] = versions;
  if (newest === undefined || compareDotted(builder, newest[0]) > 0 || compareDotted(builder, FIRST_DECIDED) < 0) return undefined;
  for (const [version, names] of versions) {
    if (compareDotted(version, builder) > 0) continue;
    for (const name of names.split(" ")) {
      const spelled = spellings(name).find((spelling) => files.some((file) => mayRefer(file, spelling)));
      if (spelled !== undefined) return { version, name: spelled };
    }
  }
  return null;
}

/** How source code says the name: headers turn `strtol` into `__isoc23_strtol`, `strlcpy` into `__strlcpy_chk`. */
function spellings(name: string): readonly string[] {
  const plain = /^__(?:isoc\d+_(.+)|(.+)_chk)$/.exec(name);
  const written = plain?.[1] ?? plain?.[2] ?? name;
  return [...new Set([name, written, ...(INLINE_CALLS.get(written) ?? [])])];
}

/** By a word of its own, or put together by `##`: of two words where both are free, of anything between what is written where not. */
function mayRefer({ words, pastes }: CNames, name: string): boolean {
  return words.has(name) || pastes.some(({ prefix, suffix }) => (prefix === null && suffix === null ? isTwoWords(name, words) : name.startsWith(prefix ?? "") && name.endsWith(suffix ?? "")));
}

function isTwoWords(name: string, words: ReadonlySet<string>): boolean {
  for (let at = 1; at < name.length; at++) if (words.has(name.slice(0, at)) && words.has(name.slice(at))) return true;
  return false;
}
