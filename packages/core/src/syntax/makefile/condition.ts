import type { Condition } from "./ast.js";
import type { Line } from "./line.js";
import { isBlank } from "./line.js";
import { nextToken, skipReference } from "./scan.js";

export type ConditionKeyword = Condition["kind"];

export function isConditionKeyword(word: string): word is ConditionKeyword {
  return word === "ifeq" || word === "ifneq" || word === "ifdef" || word === "ifndef";
}

export interface ParsedCondition {
  readonly condition: Condition | "invalid";
  /** offset after the condition */
  readonly end: number;
  /** text after the condition, which make reports and skips */
  readonly extra: boolean;
}

/** The arguments of `ifeq`, … from `from` on. Source: read.c, conditional_line. */
export function parseCondition(kind: ConditionKeyword, line: Line, from: number): ParsedCondition {
  const { text } = line;
  const at = nextToken(text, from);
  if (kind === "ifdef" || kind === "ifndef") {
    const end = trimmedEnd(text, at);
    // one name, which may be computed: "$(call name, x)" is one although it has blanks
    const first = endOfName(text, at);
    if (first === at || first < end) return { condition: "invalid", end, extra: false };
    return { condition: { kind, name: line.slice(at, end) }, end, extra: false };
  }
  const invalid: ParsedCondition = { condition: "invalid", end: trimmedEnd(text, at), extra: false };
  const left = text[at] === "(" ? untilComma(text, at + 1) : quoted(text, at);
  if (left === null) return invalid;
  const next = text[at] === "(" ? left.next : nextToken(text, left.next);
  const right = text[at] === "(" || text[next] === ")" ? untilParenthesis(text, nextToken(text, next)) : quoted(text, next);
  if (right === null) return invalid;
  return {
    condition: { kind, left: line.slice(left.start, left.end), right: line.slice(right.start, right.end) },
    end: right.next,
    extra: nextToken(text, right.next) < text.length,
  };
}

interface Argument {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

function untilComma(text: string, start: number): Argument | null {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")") depth--;
    else if (text[at] === "," && depth <= 0) {
      let end = at;
      while (end > start && isBlank(text[end - 1])) end--;
      return { start, end, next: at + 1 };
    }
  }
  return null;
}

function untilParenthesis(text: string, start: number): Argument | null {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")") {
      if (depth <= 0) return { start, end: at, next: at + 1 };
      depth--;
    }
  }
  return null;
}

function quoted(text: string, at: number): Argument | null {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return null;
  const end = text.indexOf(quote, at + 1);
  return end === -1 ? null : { start: at + 1, end, next: end + 1 };
}

function endOfName(text: string, at: number): number {
  while (at < text.length && !/\s/.test(text[at] as string)) at = text[at] === "$" ? skipReference(text, at) : at + 1;
  return at;
}

function trimmedEnd(text: string, from: number): number {
  let end = text.length;
  while (end > from && /\s/.test(text[end - 1] as string)) end--;
  return Math.max(from, end);
}

