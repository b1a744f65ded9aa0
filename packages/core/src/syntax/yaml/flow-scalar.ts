/** Plain and quoted scalars. Source: YAML 1.2.2, 7.3; as the library `yaml` reads them (compose/resolve-flow-scalar). */
import type { Runs } from "./runs.js";

/** Lines are joined: one newline is a blank, n newlines are n - 1. `''` is one quote when `quoted`. */
export function unfold(source: string, from: number, to: number, quoted: boolean, runs: Runs): void {
  let start = from;
  /** where the text before the fold ended, and the newlines since then */
  let textEnd = from;
  let newlines = 0;
  for (let isFirst = true; ; isFirst = false) {
    const newline = source.indexOf("\n", start);
    const isLast = newline === -1 || newline >= to;
    const lineEnd = isLast ? to : newline;
    const textStart = isFirst ? start : skipBlanks(source, start, lineEnd);
    const end = isLast ? lineEnd : trimEnd(source, textStart, lineEnd);
    if (textStart < end || isFirst || isLast) {
      if (newlines > 0) runs.decoded(newlines === 1 ? " " : "\n".repeat(newlines - 1), textEnd, textStart);
      emit(source, textStart, end, quoted, runs);
      textEnd = Math.max(end, textStart);
      newlines = 0;
    }
    if (isLast) return;
    newlines++;
    start = newline + 1;
  }
}

function emit(source: string, start: number, end: number, quoted: boolean, runs: Runs): void {
  let from = start;
  if (quoted) {
    for (let at = source.indexOf("''", from); at !== -1 && at + 1 < end; at = source.indexOf("''", from)) {
      runs.verbatim(from, at);
      runs.decoded("'", at, at + 2);
      from = at + 2;
    }
  }
  runs.verbatim(from, end);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0", a: "\x07", b: "\b", e: "\x1b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v",
  N: "\u0085", _: "\u00a0", L: "\u2028", P: "\u2029", " ": " ", '"': '"', "/": "/", "\\": "\\", "\t": "\t",
};

const CODE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** What stands between double quotes. */
export function unescape(source: string, from: number, to: number, runs: Runs): void {
  let at = from;
  while (at < to) {
    const character = source[at] ?? "";
    if (character === "\\") at = escape(source, at, to, runs);
    else if (character === " " || character === "\t" || character === "\n" || character === "\r") at = blanks(source, at, to, runs);
    else runs.verbatim(at, ++at);
  }
}

/** Blanks of one line stand for themselves, those around a newline are folded. */
function blanks(source: string, from: number, to: number, runs: Runs): number {
  let end = from;
  let newlines = 0;
  while (end < to && /[ \t\r\n]/.test(source[end] ?? "")) if (source[end++] === "\n") newlines++;
  if (newlines === 0) runs.verbatim(from, end);
  else runs.decoded(newlines === 1 ? " " : "\n".repeat(newlines - 1), from, end);
  return end;
}

function escape(source: string, from: number, to: number, runs: Runs): number {
  const next = source[from + 1] ?? "";
  const end = from + 2;
  if (next === "\n" || (next === "\r" && source[end] === "\n")) return skipBlanks(source, next === "\n" ? end : end + 1, to);
  const length = CODE_LENGTHS[next];
  const simple = ESCAPES[next];
  if (length === undefined) {
    if (simple === undefined) runs.verbatim(from, Math.min(end, to));
    else runs.decoded(simple, from, end);
    return end;
  }
  const digits = source.slice(end, Math.min(end + length, to));
  const code = digits.length === length && /^[0-9a-fA-F]+$/.test(digits) ? parseInt(digits, 16) : Number.NaN;
  if (code <= 0x10ffff) runs.decoded(String.fromCodePoint(code), from, end + length);
  else runs.verbatim(from, Math.min(end + length, to));
  return Math.min(end + length, to);
}

function skipBlanks(source: string, from: number, to: number): number {
  let at = from;
  while (at < to && (source[at] === " " || source[at] === "\t")) at++;
  return at;
}

function trimEnd(source: string, from: number, to: number): number {
  let end = to;
  if (end > from && source[end - 1] === "\r") end--;
  while (end > from && (source[end - 1] === " " || source[end - 1] === "\t")) end--;
  return end;
}
