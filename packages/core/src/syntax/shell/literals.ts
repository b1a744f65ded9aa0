import type { Range } from "../../text/index.js";
import type { Escaped, Literal, Tilde, WordPart } from "./ast.js";
import type { Source } from "./source.js";

/** Where a run of text stands, which decides what a backslash quotes there. "operand": the word of `${x:-word}` inside of double quotes. */
export type Quoting = "none" | "double" | "operand" | "here-document";

const ESCAPABLE: Readonly<Record<Quoting, string | null>> = { none: null, double: '$`"\\', operand: '$`"\\}', "here-document": "$`\\" };

/** Takes a run of text without expansions apart: text as it stands, and characters behind a backslash. A backslash before a newline belongs to nothing. */
export function literals(source: Source, start: number, end: number, quoting: Quoting): readonly (Literal | Escaped)[] {
  const parts: (Literal | Escaped)[] = [];
  const escapable = ESCAPABLE[quoting];
  let from = start;
  for (let at = start; at < end; at++) {
    if (source.text[at] !== "\\" || at + 1 >= end) continue;
    const next = source.text[at + 1]!;
    if (next !== "\n" && escapable?.includes(next) === false) continue;
    parts.push(...verbatim(source, from, at));
    // A surrogate pair is one character.
    const length = /[\uD800-\uDBFF]/.test(next) ? 2 : 1;
    if (next !== "\n") parts.push({ kind: "escaped", range: source.range(at + 1, at + 1 + length), text: source.text.slice(at + 1, at + 1 + length) });
    at += length;
    from = at + 1;
  }
  parts.push(...verbatim(source, from, end));
  return parts;
}

export function verbatim(source: Source, start: number, end: number): readonly Literal[] {
  return source.runs(start, end).map(([from, to]) => ({ kind: "literal", range: source.range(from, to), text: source.text.slice(from, to) }));
}

/** As {@link literals} outside of quotes, with the tildes that a shell expands: at the start of the word, behind `name=`, and behind colons in an assigned value. */
export function unquoted(source: Source, start: number, end: number, word: Range, inAssignment: boolean): readonly WordPart[] {
  const { text } = source;
  const parts: WordPart[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    if (text[at] !== "~") continue;
    const isFirst = at === word[0];
    const isBehindName = !isFirst && at - word[0] < 256 && /^[A-Za-z_]\w*\+?=$/.test(text.slice(word[0], at));
    const isBehindColon = inAssignment && text[at - 1] === ":" && at > start;
    if (!isFirst && !isBehindName && !isBehindColon) continue;
    const tilde = tildeAt(source, at, end, word[1], inAssignment || isBehindName, !isFirst);
    if (tilde === null) continue;
    parts.push(...literals(source, from, at, "none"), tilde);
    from = at + 1 + tilde.user.length;
  }
  parts.push(...literals(source, from, end, "none"));
  return parts;
}

/** Null when a quote or an expansion follows before the slash: the tilde is text then. */
function tildeAt(source: Source, at: number, end: number, wordEnd: number, colonEnds: boolean, inAssignment: boolean): Tilde | null {
  const user = /^[\w.+-]*/.exec(source.text.slice(at + 1, Math.min(end, at + 65)))?.[0] ?? "";
  const after = at + 1 + user.length;
  const isWhole = after === wordEnd || (after < end && (source.text[after] === "/" || (colonEnds && source.text[after] === ":")));
  return isWhole ? { kind: "tilde", range: source.range(at, after), user, inAssignment } : null;
}
