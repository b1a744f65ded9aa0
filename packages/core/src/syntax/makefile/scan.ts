/** Finding things in a line of a Makefile: words, references, unquoted characters, assignments. */
import type { Range } from "../../text/index.js";
import type { AssignmentOperator, Modifier } from "./ast.js";
import type { Line } from "./line.js";
import { isBlank, trailingBackslashes } from "./line.js";

/** The offset after the reference that starts with the `$` at `at`. An unterminated one reaches to the end. */
export function skipReference(text: string, at: number): number {
  const open = text[at + 1];
  if (open !== "(" && open !== "{") return Math.min(text.length, at + 2);
  const close = open === "(" ? ")" : "}";
  let depth = 0;
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close && --depth === 0) return i + 1;
  }
  return text.length;
}

/**
 * The first of `characters` that is neither in a reference nor quoted by a backslash, or -1; and the backslashes that make removes on the way
 * (half of those before such a character). Source: read.c, find_map_unquote.
 */
export function findUnquoted(text: string, characters: string, from = 0): { readonly at: number; readonly gaps: readonly Range[] } {
  const gaps: Range[] = [];
  for (let at = from; at < text.length; ) {
    const character = text[at] as string;
    if (character === "$") {
      at = skipReference(text, at);
      continue;
    }
    if (characters.includes(character)) {
      const slashes = trailingBackslashes(text, from, at);
      if (slashes > 0) gaps.push([at - slashes, at - (slashes >> 1)]);
      if (slashes % 2 === 0) return { at, gaps };
    }
    at++;
  }
  return { at: -1, gaps };
}

/** The offset of the next character that is not white space. */
export function nextToken(text: string, at: number): number {
  while (at < text.length && /\s/.test(text[at] as string)) at++;
  return at;
}

/** The offset of the next white space. */
export function endOfToken(text: string, at: number): number {
  while (at < text.length && !/\s/.test(text[at] as string)) at++;
  return at;
}

export interface Definition {
  readonly name: Range;
  readonly operator: AssignmentOperator;
  readonly operatorRange: Range;
  /** where the value starts, blanks skipped */
  readonly value: number;
}

/** The assignment at `from`, or null. Source: variable.c, parse_variable_definition; `:::=` as in GNU make 4.4. */
export function parseDefinition(text: string, from: number): Definition | null {
  const start = nextToken(text, from);
  let nameEnd = -1;
  let at = start;
  const found = (operator: AssignmentOperator, length: number): Definition => ({
    name: [start, nameEnd === -1 ? at : nameEnd],
    operator,
    operatorRange: [at, at + length],
    value: nextToken(text, at + length),
  });
  while (at < text.length) {
    if (text[at] === "#") return null;
    if (text[at] === "$") {
      at = skipReference(text, at);
      continue;
    }
    if (isBlank(text[at])) {
      nameEnd = at;
      at = nextToken(text, at);
    }
    const rest = text.slice(at, at + 4);
    if (rest.startsWith("=")) return found("=", 1);
    for (const operator of [":=", "+=", "?=", "!=", "::=", ":::="] as const) {
      if (rest.startsWith(operator)) return found(operator, operator.length);
    }
    if (rest.startsWith(":") || nameEnd !== -1) return null;
    at++;
  }
  return null;
}

export interface AssignmentHead {
  readonly modifiers: readonly Modifier[];
  readonly kind: "assignment" | "define" | "undefine";
  /** where the definition starts, after the modifiers (and after `define`) */
  readonly at: number;
}

/** Modifiers and what they modify; null when the line is no assignment. Source: read.c, parse_var_assignment. */
export function parseAssignmentHead(line: Line, from: number): AssignmentHead | null {
  const { text } = line;
  const modifiers: Modifier[] = [];
  let at = nextToken(text, from);
  while (at < text.length) {
    if (parseDefinition(text, at) !== null) return { modifiers, kind: "assignment", at };
    const end = endOfToken(text, at);
    const word = text.slice(at, end);
    switch (word) {
      case "export":
      case "override":
      case "private":
        modifiers.push({ type: "Modifier", name: word, range: line.range(at, end) });
        break;
      case "define":
      case "undefine":
        return { modifiers, kind: word, at: nextToken(text, end) };
      default:
        return null;
    }
    at = nextToken(text, end);
  }
  return null;
}
