import { literal, originOf } from "../../text/index.js";
import type { Traced } from "../../text/index.js";
import type { Argument } from "./ast.js";
import { concatAll } from "./logical-text.js";
import type { LogicalText } from "./logical-text.js";

/** What BuildKit makes of arguments that look like a JSON array. */
export type ExecForm =
  /** exec form */
  | { readonly kind: "strings"; readonly args: readonly Argument[] }
  /** a JSON array that holds something else than strings: an error */
  | { readonly kind: "not-strings" }
  /** no valid JSON, `["a",]` or `["a"] b`: shell form */
  | { readonly kind: "none" };

/**
 * Source: `parseJSON` in BuildKit's line_parsers.go. Go's encoding/json and JavaScript accept the same texts, except for numbers that a
 * float64 cannot hold, which Go rejects.
 */
export function readExecForm(line: LogicalText, start: number, end: number): ExecForm {
  if (line.text[start] !== "[") return { kind: "none" };
  const elements = parseArray(line.text.slice(start, end));
  if (elements === null) return { kind: "none" };
  if (!elements.every((element) => typeof element === "string")) return { kind: "not-strings" };
  const args: Argument[] = [];
  for (let at = line.text.indexOf('"', start); at !== -1 && at < end; at = line.text.indexOf('"', at)) {
    const close = closingQuote(line.text, at);
    args.push({ type: "Argument", range: line.rangeOf(at, close + 1), text: decode(line, at + 1, close) });
    at = close + 1;
  }
  return { kind: "strings", args };
}

function parseArray(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text, (_, element: unknown) => {
      if (element === Infinity || element === -Infinity) throw new SyntaxError("number out of range");
      return element;
    });
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function closingQuote(text: string, open: number): number {
  let at = open + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

/** The string between two quotation marks of valid JSON: verbatim runs keep exact origins, an escape has the origin of its whole sequence. */
function decode(line: LogicalText, start: number, end: number): Traced {
  const { text } = line;
  const parts: Traced[] = [];
  let at = start;
  while (at < end) {
    const backslash = text.indexOf("\\", at);
    const run = backslash === -1 ? end : Math.min(backslash, end);
    parts.push(line.slice(at, run));
    at = run;
    if (at === end) break;
    const length = text[at + 1] === "u" ? surrogatePairAt(text, at) : 2;
    const written = text.slice(at, at + length);
    const decoded = (JSON.parse(`"${written}"`) as string).replace(/\p{Surrogate}/gu, "\uFFFD");
    parts.push(literal(decoded, originOf(line.slice(at, at + length))));
    at += length;
  }
  return concatAll(parts);
}

/** Length of a `\u` escape: two of them when together they are one character, as Go reads them. */
function surrogatePairAt(text: string, at: number): number {
  return /^\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F]/.test(text.slice(at, at + 10)) ? 12 : 6;
}
