/** Patterns of `case`, `${x#p}` and file names. A pattern is text in which a backslash quotes the next character. Source: POSIX.1-2024, 2.14. */
import type { Piece, Traced } from "../../../text/index.js";
import { equals, literalOf, variants } from "../../../text/index.js";
import type { Answer } from "../state.js";

/** The pattern that matches a text and nothing else. */
export function quotePattern(text: Traced): Traced {
  return { pieces: text.pieces.map(quotePiece) };
}

function quotePiece(piece: Piece): Piece {
  switch (piece.kind) {
    case "literal":
      return { ...piece, text: quoteCharacters(piece.text) };
    case "oneOf":
      return { ...piece, alternatives: piece.alternatives.map(({ value, when }) => ({ value: quotePattern(value), when })) };
    case "unknown":
      return piece;
  }
}

export function quoteCharacters(text: string): string {
  return text.replace(/[\\*?[\]!^-]/g, "\\$&");
}

/** Whether a text holds characters that match others; a bracket that is not closed does not. */
export function isPattern(pattern: string): boolean {
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") at++;
    else if (character === "*" || character === "?" || (character === "[" && readBracket(pattern, at + 1) !== null)) return true;
  }
  return false;
}

/** The only text that a pattern without active characters matches. */
export function unquotePattern(pattern: string): string {
  return pattern.replace(/\\([\s\S])/g, "$1");
}

export function matchesPattern(text: Traced, pattern: Traced): Answer {
  const [texts, patterns] = [variants(text), variants(pattern)];
  if (texts === null || patterns === null) return "maybe";
  const answers = new Set(texts.flatMap((subject) => patterns.map((each) => matchOne(subject.value, literalOf(each.value)))));
  return answers.size === 1 ? ([...answers][0] as Answer) : "maybe";
}

function matchOne(text: Traced, pattern: string | null): Answer {
  if (pattern === null) return "maybe";
  if (/^\*+$/.test(pattern)) return "yes";
  const subject = literalOf(text);
  if (subject !== null) return patternExpression(pattern).test(subject) ? "yes" : "no";
  if (!isPattern(pattern)) return equals(text, unquotePattern(pattern));
  const start = /^(?:[^\\*?[]|\\[\s\S])*/.exec(pattern)?.[0] ?? "";
  return couldStart(text, unquotePattern(start)) ? "maybe" : "no";
}

/** Whether a text that is not known may start with another; false only when its own literal start says so. */
function couldStart(text: Traced, start: string): boolean {
  const [first] = text.pieces;
  const known = first?.kind === "literal" ? first.text : "";
  return start.startsWith(known) || known.startsWith(start);
}

const expressions = new Map<string, RegExp>();

/** An expression that matches a whole text. */
export function patternExpression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) return known;
  const expression = new RegExp(`^(?:${expressionSource(pattern)})$`, "su");
  if (expressions.size > 1000) expressions.clear();
  expressions.set(pattern, expression);
  return expression;
}

function expressionSource(pattern: string): string {
  let source = "";
  for (let at = 0; at < pattern.length; ) {
    const character = String.fromCodePoint(pattern.codePointAt(at)!);
    at += character.length;
    if (character === "*") source += ".*";
    else if (character === "?") source += ".";
    else if (character === "\\" && at < pattern.length) {
      const quoted = String.fromCodePoint(pattern.codePointAt(at)!);
      at += quoted.length;
      source += escapeForExpression(quoted);
    } else if (character === "[") {
      const bracket = readBracket(pattern, at);
      source += bracket?.source ?? "\\[";
      at = bracket?.end ?? at;
    } else source += escapeForExpression(character);
  }
  return source;
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: "a-zA-Z0-9", alpha: "a-zA-Z", blank: " \\t", cntrl: "\\x00-\\x1f\\x7f", digit: "0-9", graph: "\\x21-\\x7e", lower: "a-z", print: "\\x20-\\x7e",
  punct: "!-\\/:-@\\[-`\\{-~", space: " \\t\\n\\r\\f\\v", upper: "A-Z", xdigit: "0-9A-Fa-f",
};

/** A bracket expression whose opening bracket lies before `start`; null when it is not closed and so is text. */
function readBracket(pattern: string, start: number): { readonly source: string; readonly end: number } | null {
  let at = start;
  const negated = pattern[at] === "!" || pattern[at] === "^";
  if (negated) at++;
  let content = "";
  for (let isFirst = true; at < pattern.length; isFirst = false) {
    const character = String.fromCodePoint(pattern.codePointAt(at)!);
    if (character === "]" && !isFirst) return { source: content === "" ? "(?!)" : `[${negated ? "^" : ""}${content}]`, end: at + 1 };
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at, at + 16));
    if (named !== null) {
      content += CLASSES[named[1]!] ?? "";
      at += named[0].length;
      continue;
    }
    at += character.length;
    if (character === "\\" && at < pattern.length) {
      const quoted = String.fromCodePoint(pattern.codePointAt(at)!);
      content += escapeInBracket(quoted);
      at += quoted.length;
    } else if (character === "-" && !isFirst && pattern[at] !== "]") content += "-";
    else content += escapeInBracket(character);
  }
  return null;
}

function escapeForExpression(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
}

function escapeInBracket(character: string): string {
  return character.replace(/[\\\]^[-]/, "\\$&");
}

export interface Removal {
  readonly side: "prefix" | "suffix";
  readonly longest: boolean;
}

/** `${text#pattern}` and its kin. */
export function removePattern(text: string, pattern: string, { side, longest }: Removal): string {
  if (!isPattern(pattern)) {
    const fixed = unquotePattern(pattern);
    if (side === "prefix") return text.startsWith(fixed) ? text.slice(fixed.length) : text;
    return fixed !== "" && text.endsWith(fixed) ? text.slice(0, -fixed.length) : text;
  }
  const expression = patternExpression(pattern);
  const lengths = Array.from({ length: text.length + 1 }, (_, i) => (longest ? text.length - i : i));
  for (const length of lengths) {
    const candidate = side === "prefix" ? text.slice(0, length) : text.slice(text.length - length);
    if (expression.test(candidate)) return side === "prefix" ? text.slice(length) : text.slice(0, text.length - length);
  }
  return text;
}

/** `${text/pattern/replacement}` and its kin; the longest match is replaced. */
export function replacePattern(text: string, pattern: string, replacement: string, where: "first" | "all" | "prefix" | "suffix"): string {
  if (pattern === "") return where === "prefix" ? replacement + text : where === "suffix" ? text + replacement : text;
  const expression = patternExpression(pattern);
  const longestAt = (at: number): number => {
    for (let end = text.length; end >= at; end--) if (expression.test(text.slice(at, end))) return end;
    return -1;
  };
  if (where === "suffix") {
    for (let at = 0; at <= text.length; at++) if (expression.test(text.slice(at))) return text.slice(0, at) + replacement;
    return text;
  }
  let result = "";
  let at = 0;
  while (at < text.length) {
    const end = longestAt(at);
    if (end > at) {
      result += replacement;
      at = end;
      if (where !== "all") break;
    } else {
      if (where === "prefix") break;
      result += text[at]!;
      at++;
    }
  }
  return result + text.slice(at);
}

/** Text beyond which patterns are not tried at every offset. */
export const MATCHED_LENGTH = 2000;
