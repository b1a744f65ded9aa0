/** GOFLAGS: flags for every go subcommand. Source: cmd/go/internal/base/goflags.go. */
import type { Hop, Traced, Word } from "../text/index.js";
import { carrier, literalOf, originOf, print, slice, splitBlanks } from "../text/index.js";
import type { FlagTable } from "./flag-tables.js";
import { ANY_GO_FLAG, isDefined } from "./flag-tables.js";
import { failAt, parseFlag } from "./flag-line.js";
import type { CommandFailure, FlagItem } from "./model.js";
import { splitQuoted } from "./quoted.js";
import { reasonOf } from "./traced-verdict.js";
import { releaseOf } from "./version.js";

export interface GoFlags {
  readonly items: readonly FlagItem[];
  readonly failure: CommandFailure | null;
}

/**
 * The flags of GOFLAGS that the subcommand knows; those of other subcommands are ignored (fact e6).
 *
 * Every word must be a whole flag, `-flag=value`. Since Go 1.20 words may be quoted as a whole (facts e3–e5); before, blanks split always.
 */
export function parseGoFlags(value: Traced, flags: FlagTable, goVersion: string | null, assume: (hop: Hop) => void): GoFlags {
  const minor = goVersion === null ? null : (releaseOf(goVersion)?.[1] ?? null);
  const { words, error, assumed } = minor !== null && minor < 20 ? { words: splitBlanks(value), error: null, assumed: [] } : splitQuoted(value);
  for (const part of assumed) assume({ fact: "e3", text: `${print(part)} holds no blanks`, at: originOf(part) });
  const fail = (text: string, at: Traced): GoFlags => ({ items: [], failure: failAt("flags", text, "e3", originOf(at)) });
  if (error !== null) return fail(`go: parsing $GOFLAGS: ${error}`, value);
  const items: FlagItem[] = [];
  const known = words.filter((word) => !isUnknown(word));
  for (const word of known) {
    const text = carrier(word.value);
    if (!/^--?[^-=]/.test(text)) return fail(`go: parsing $GOFLAGS: non-flag ${JSON.stringify(text)}`, word.value);
    const name = text.replace(/^--?/, "").replace(/=[^]*$/, "");
    if (isDefined(ANY_GO_FLAG.get(name), goVersion) === false) return fail(`go: parsing $GOFLAGS: unknown flag -${name}`, word.value);
  }
  for (const word of words) {
    if (isUnknown(word)) {
      items.push({ kind: "gap", reason: reasonOf(word.value) });
      continue;
    }
    const text = carrier(word.value);
    const name = text.replace(/^--?/, "").replace(/=[^]*$/, "");
    const definition = flags.get(name);
    if (definition === undefined || isDefined(definition, goVersion) === false) continue;
    const valueless = !text.includes("=") && definition.kind !== "bool" && definition.kind !== "buildvcs" && definition.kind !== "count";
    if (valueless) return fail(`go: flag needs an argument: -${name} (from $GOFLAGS)`, word.value);
    const step = parseFlag([word], 0, { flags, goVersion, source: "GOFLAGS", assume });
    if (step.kind === "failure") return fail(`go: ${fromGoFlags(step.text)}`, word.value);
    if (step.kind === "flag" || step.kind === "gap") items.push(step.item);
  }
  return { items, failure: null };
}

/** The errors of the command line in the words that GOFLAGS has for them. */
function fromGoFlags(text: string): string {
  return text.replace(/^(invalid (?:boolean )?value .*?) for (?:flag )?(-[\w.-]+): /s, "$1 for flag $2 (from $GOFLAGS): ");
}

/** Whether the name of the flag is not known. */
function isUnknown(word: Word): boolean {
  const text = carrier(word.value);
  const equals = text.indexOf("=");
  const name = slice(word.value, 0, equals < 0 ? undefined : equals);
  return literalOf(name) === null;
}
