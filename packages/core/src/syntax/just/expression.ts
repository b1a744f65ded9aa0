/** Expressions of justfiles. Source: casey/just, GRAMMAR.md, "expression". */
import type { Comparison, Expression } from "./ast.js";
import type { Scanner } from "./scanner.js";

/** Expressions inside of each other. */
const MAX_NESTING = 64;

/** Null when none is next that is complete. */
export function parseExpression(scanner: Scanner, nesting = 0): Expression | null {
  if (nesting > MAX_NESTING) return null;
  const start = scanner.at;
  const left = parseSum(scanner, nesting);
  if (left === null || !(scanner.peek("&&") || scanner.peek("||"))) return left;
  scanner.at += 2;
  const right = parseExpression(scanner, nesting + 1);
  return right === null ? null : { kind: "not-understood", what: "`&&` and `||` of a justfile", at: scanner.since(start) };
}

function parseSum(scanner: Scanner, nesting: number): Expression | null {
  if (nesting > MAX_NESTING) return null;
  if (scanner.take("/")) {
    const right = parseSum(scanner, nesting + 1);
    return right === null ? null : { kind: "join", left: null, right };
  }
  const left = parseValue(scanner, nesting);
  if (left === null) return null;
  const operator = scanner.take("+") ? "concatenation" : scanner.take("/") ? "join" : null;
  if (operator === null) return left;
  const right = parseSum(scanner, nesting + 1);
  return right === null ? null : { kind: operator, left, right };
}

/** A value: what stands as the default of a parameter without parentheses. */
export function parseValue(scanner: Scanner, nesting = 0): Expression | null {
  scanner.skip();
  const start = scanner.at;
  const quoted = scanner.quoted();
  if (quoted !== null) {
    if (quoted.quote.startsWith("`")) return { kind: "backtick", text: quoted.text };
    return quoted.isPlain ? { kind: "string", text: quoted.text } : { kind: "not-understood", what: "a string with references", at: scanner.since(start) };
  }
  if (scanner.open("(")) {
    const inner = parseExpression(scanner, nesting + 1);
    return inner !== null && scanner.close(")") ? inner : null;
  }
  const name = scanner.name();
  if (name === "if") return parseConditional(scanner, nesting + 1, start);
  if (name === null) return null;
  if (!scanner.peek("(")) return { kind: "variable", name, at: { file: scanner.file, start, end: start + name.length } };
  const args = parseArguments(scanner, nesting);
  return args === null ? null : { kind: "call", name, args, at: scanner.since(start) };
}

function parseArguments(scanner: Scanner, nesting: number): readonly Expression[] | null {
  scanner.open("(");
  const args: Expression[] = [];
  while (!scanner.close(")")) {
    const start = scanner.at;
    const { left, operator } = parseCondition(scanner, nesting + 1) ?? {};
    if (left === undefined) return null;
    args.push(operator === null ? left : { kind: "not-understood", what: "a condition as an argument", at: scanner.since(start) });
    if (!scanner.take(",") && !scanner.peek(")")) return null;
  }
  return args;
}

function parseConditional(scanner: Scanner, nesting: number, start: number): Expression | null {
  const condition = nesting > MAX_NESTING ? null : parseCondition(scanner, nesting);
  const then = condition === null ? null : parseBraces(scanner, nesting);
  if (condition === null || then === null) return null;
  if (!scanner.take("else")) return { kind: "not-understood", what: "`if` without `else`", at: scanner.since(start) };
  const from = scanner.at;
  const otherwise = scanner.name() === "if" ? parseConditional(scanner, nesting + 1, from) : parseBraces(scanner, nesting, from);
  return otherwise === null ? null : { kind: "conditional", condition, then, otherwise };
}

function parseBraces(scanner: Scanner, nesting: number, from = scanner.at): Expression | null {
  scanner.at = from;
  const inner = scanner.open("{") ? parseExpression(scanner, nesting + 1) : null;
  return inner !== null && scanner.close("}") ? inner : null;
}

function parseCondition(scanner: Scanner, nesting: number): Comparison | null {
  const left = parseExpression(scanner, nesting);
  if (left === null) return null;
  const operator = (["==", "!=", "=~", "!~"] as const).find((token) => scanner.take(token)) ?? null;
  if (operator === null) return { operator, left, right: left };
  const right = parseExpression(scanner, nesting);
  return right === null ? null : { operator, left, right };
}
