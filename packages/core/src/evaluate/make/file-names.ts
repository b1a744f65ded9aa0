/** Lists of file names: targets, prerequisites, includes. Source: GNU make 4.3, read.c (parse_file_seq). */
import type { Traced } from "../../text/index.js";
import { carrier, concat, literal, literalOf, originOf, slice, unknownText } from "../../text/index.js";
import type { GlobResult } from "./glob.js";
import { glob, hasWildcard } from "./glob.js";
import type { Make } from "./make.js";
import { valueOf } from "./expand.js";
import type { FileName } from "./rules.js";
import { keyOf } from "./values.js";
import type { GuardedWord } from "./words.js";
import { guardedWords } from "./words.js";

export interface NameOptions {
  /** wildcards are replaced by the files that match */
  readonly glob?: boolean;
}

/** The names in an expanded text: `./` removed, wildcards and `~` replaced. */
export function fileNames(make: Make, text: Traced, options: NameOptions = {}): readonly FileName[] {
  return wordsOf(text).flatMap((item) => {
    const value = item.kind === "word" ? withHome(make, withoutDot(item.value)) : item.value;
    const name = literalOf(value);
    if (name === null || options.glob === false || !hasWildcard(name)) return [fileName(value, item.kind, item.when)];
    return globbed(glob(make.machine.files, make.run.directory, name), value, item.when);
  });
}

export function fileName(text: Traced, kind: FileName["kind"] = "word", when: readonly string[] = []): FileName {
  return { kind, key: keyOf(text), text, when };
}

function globbed({ names, unknown }: GlobResult, pattern: Traced, when: readonly string[]): readonly FileName[] {
  const at = originOf(pattern);
  const found = names.map((name) => fileName(literal(name, at), "word", when));
  if (unknown !== null) return [...found, fileName(unknownText(unknown), "gap", when)];
  return found.length > 0 ? found : [fileName(pattern, "word", when)];
}

/** Words, where a backslash may quote a blank. */
function wordsOf(text: Traced): readonly GuardedWord[] {
  const source = carrier(text);
  if (!/\\[ \t]/.test(source)) return guardedWords(text);
  const words: GuardedWord[] = [];
  const parts = source.matchAll(/(?:\\[^]|[^\s\\])+/g);
  for (const { index, 0: found } of parts) {
    const pieces: Traced[] = [];
    let start = index;
    for (const { index: slash } of found.matchAll(/\\(?=[ \t])/g)) {
      pieces.push(slice(text, start, index + slash));
      start = index + slash + 1;
    }
    words.push({ kind: "word", value: concat(...pieces, slice(text, start, index + found.length)), when: [] });
  }
  return words;
}

function withoutDot(name: Traced): Traced {
  const found = /^(?:\.\/+)+(?=[^])/.exec(carrier(name))?.[0];
  return found === undefined ? name : slice(name, found.length);
}

function withHome(make: Make, name: Traced): Traced {
  const text = carrier(name);
  if (text !== "~" && !text.startsWith("~/")) return name;
  const home = valueOf(make, "HOME");
  return home.pieces.length === 0 ? name : concat(home, slice(name, 1));
}
