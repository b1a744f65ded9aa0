/**
 * References and function calls in a text of a Makefile. Source: GNU make 4.3, src/expand.c (variable_expand_string) and src/function.c
 * (handle_function).
 */
import type { Traced } from "../../text/index.js";
import { carrier, slice, width } from "../../text/index.js";
import { Cutter } from "./cutter.js";
import type { FunctionName } from "./functions.js";
import { FUNCTIONS, isFunctionName } from "./functions.js";

/** A text and its parts in order. Concatenated, the parts' texts are the text. */
export interface Expression {
  readonly text: Traced;
  readonly parts: readonly Part[];
}

export type Part = TextPart | DollarPart | Reference | FunctionCall | UnterminatedPart;

export interface TextPart {
  readonly kind: "text";
  readonly text: Traced;
}

/** `$$`, or `$` at the end: one dollar */
export interface DollarPart {
  readonly kind: "dollar";
  readonly text: Traced;
}

/** `$(NAME)`, `${NAME}`, `$x`, `$(NAME:.c=.o)` */
export interface Reference {
  readonly kind: "reference";
  readonly text: Traced;
  /** everything between the parentheses: make expands it first and looks for the `:` and `=` of a substitution afterwards */
  readonly inner: Expression;
  /** the name as it is written */
  readonly name: Expression;
  /** as it is written; null without */
  readonly substitution: { readonly from: Expression; readonly to: Expression } | null;
}

/** `$(filter %.go,$(SRC))` */
export interface FunctionCall {
  readonly kind: "call";
  readonly text: Traced;
  readonly name: FunctionName;
  /** as many as the function has; the last one keeps further commas */
  readonly args: readonly Expression[];
}

/** `$(` without its end: make stops here when it expands the text */
export interface UnterminatedPart {
  readonly kind: "unterminated";
  readonly text: Traced;
}

/** References nested deeper than this are read as unterminated. */
const MAX_DEPTH = 100;

const parsed = new WeakMap<Traced, Expression>();

/** Never throws. The same text gives the same object. */
export function parseExpression(text: Traced): Expression {
  const found = parsed.get(text);
  if (found !== undefined) return found;
  const expression = parse(text, 0);
  parsed.set(text, expression);
  return expression;
}

function parse(text: Traced, depth: number): Expression {
  const source = carrier(text);
  const cutter = new Cutter(text);
  const parts: Part[] = [];
  let plain = 0;
  for (let at = source.indexOf("$"); at !== -1; at = source.indexOf("$", plain)) {
    if (at > plain) parts.push({ kind: "text", text: cutter.cut(plain, at) });
    const { part, end } = referenceAt(cutter, source, at, depth);
    parts.push(part);
    plain = end;
  }
  if (plain < source.length) parts.push({ kind: "text", text: plain === 0 ? text : cutter.cut(plain) });
  return { text, parts };
}

function referenceAt(text: Cutter, source: string, at: number, depth: number): { readonly part: Part; readonly end: number } {
  const next = source[at + 1];
  if (next === undefined || next === "$") return { part: { kind: "dollar", text: text.cut(at, at + 2) }, end: Math.min(source.length, at + 2) };
  if (next !== "(" && next !== "{") {
    const end = at + 1 + String.fromCodePoint(source.codePointAt(at + 1) as number).length;
    const whole = text.cut(at, end);
    const inner = text.cut(at + 1, end);
    const name: Expression = { text: inner, parts: [{ kind: "text", text: inner }] };
    return { part: { kind: "reference", text: whole, inner: name, name, substitution: null }, end };
  }
  const close = next === "(" ? ")" : "}";
  const word = /^[\w.-]+(?=\s|$)/.exec(source.slice(at + 2, at + 2 + LONGEST_NAME + 1))?.[0];
  const call = word !== undefined && isFunctionName(word) ? word : null;
  const end = depth > MAX_DEPTH ? -1 : endOfReference(source, at + 1, next, close, call !== null);
  if (end === -1) return { part: { kind: "unterminated", text: text.cut(at) }, end: source.length };
  const whole = text.cut(at, end + 1);
  if (call !== null) return { part: { kind: "call", text: whole, name: call, args: callArguments(text, source, call, at + 2 + call.length, end, next, close, depth) }, end: end + 1 };
  const inner = parse(text.cut(at + 2, end), depth + 1);
  return { part: { kind: "reference", text: whole, inner, ...splitSubstitution(inner, depth) }, end: end + 1 };
}

/** The offset of the parenthesis that ends it, or -1. Without a reference inside, the first one ends a name, nested or not. */
function endOfReference(source: string, open: number, opening: string, closing: string, isCall: boolean): number {
  if (isCall) return matching(source, open, opening, closing);
  const first = source.indexOf(closing, open + 1);
  return first === -1 || !source.slice(open + 1, first).includes("$") ? first : matching(source, open, opening, closing);
}

const LONGEST_NAME = Math.max(...Object.keys(FUNCTIONS).map((name) => name.length)) + 1;

/** The offset of the parenthesis that closes the one at `open`, or -1. */
function matching(source: string, open: number, opening: string, closing: string): number {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    if (source[at] === opening) depth++;
    else if (source[at] === closing && --depth === 0) return at;
  }
  return -1;
}

function callArguments(text: Cutter, source: string, name: FunctionName, from: number, end: number, open: string, close: string, depth: number): readonly Expression[] {
  let start = from;
  while (start < end && /\s/.test(source[start] as string)) start++;
  const { max } = FUNCTIONS[name];
  const args: Expression[] = [];
  for (let at = start; at <= end; ) {
    const comma = args.length + 1 === max ? -1 : nextComma(source, at, end, open, close);
    const stop = comma === -1 ? end : comma;
    args.push(parse(text.cut(at, stop), depth + 1));
    at = stop + 1;
  }
  return args;
}

function nextComma(source: string, from: number, end: number, open: string, close: string): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    const character = source[at];
    if (character === open) depth++;
    else if (character === close) {
      if (--depth < 0) return -1;
    } else if (character === "," && depth === 0) return at;
  }
  return -1;
}

/** `NAME:from=to` where it is written like that. */
function splitSubstitution(inner: Expression, depth: number): Pick<Reference, "name" | "substitution"> {
  const colon = writtenOffset(inner, ":", 0);
  const equals = colon === -1 ? -1 : writtenOffset(inner, "=", colon + 1);
  if (equals === -1) return { name: inner, substitution: null };
  const part = (start: number, end: number): Expression => parse(slice(inner.text, start, end), depth + 1);
  return {
    name: part(0, colon),
    substitution: { from: part(colon + 1, equals), to: part(equals + 1, width(inner.text)) },
  };
}

/** The offset of a character in the plain text parts of an expression, or -1. */
function writtenOffset(expression: Expression, character: string, from: number): number {
  let at = 0;
  for (const part of expression.parts) {
    const text = carrier(part.text);
    if (part.kind === "text") {
      const found = text.indexOf(character, Math.max(0, from - at));
      if (found !== -1) return at + found;
    }
    at += text.length;
  }
  return -1;
}
