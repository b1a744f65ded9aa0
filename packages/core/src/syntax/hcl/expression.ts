import type { Expression, ObjectEntry } from "./ast.js";
import type { Scanner } from "./scanner.js";
import { readHeredoc, readQuoted } from "./template.js";

/** Expressions inside of each other that one file may have. */
const MAX_NESTING = 100;

/** Binary operators by how they bind, loosest first. Source: hclsyntax/expression_ops.go. */
const LEVELS: readonly (readonly string[])[] = [["||"], ["&&"], ["==", "!="], [">=", "<=", ">", "<"], ["+", "-"], ["*", "/", "%"]];

export function readExpression(scanner: Scanner, nesting = 0): Expression {
  scanner.skip();
  const start = scanner.at;
  if (nesting > MAX_NESTING) {
    scanner.problem("expressions nested too deeply");
    scanner.at = scanner.end;
    return { kind: "not-understood", what: "expressions nested too deeply", range: [start, scanner.at] };
  }
  const condition = readBinary(scanner, 0, nesting + 1);
  if (!scanner.take("?")) return condition;
  const then = readExpression(scanner, nesting + 1);
  if (!scanner.take(":")) return missing(scanner, "`:` of a conditional", start);
  const otherwise = readExpression(scanner, nesting + 1);
  return { kind: "conditional", condition, then, otherwise, range: [start, scanner.at] };
}

function readBinary(scanner: Scanner, level: number, nesting: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return readUnary(scanner, nesting);
  scanner.skip();
  const start = scanner.at;
  let left = readBinary(scanner, level + 1, nesting);
  for (;;) {
    const operator = operators.find((candidate) => scanner.looksAt(candidate));
    if (operator === undefined) return left;
    scanner.at += operator.length;
    const right = readBinary(scanner, level + 1, nesting);
    left = { kind: "binary", operator, left, right, range: [start, scanner.at] };
  }
}

function readUnary(scanner: Scanner, nesting: number): Expression {
  scanner.skip();
  const start = scanner.at;
  const operator = scanner.take("!") ? "!" : scanner.take("-") ? "-" : null;
  if (operator === null) return readPostfix(scanner, nesting);
  if (nesting > MAX_NESTING) return missing(scanner, "less nesting", start);
  const operand = readUnary(scanner, nesting + 1);
  return { kind: "unary", operator, operand, range: [start, scanner.at] };
}

function readPostfix(scanner: Scanner, nesting: number): Expression {
  scanner.skip();
  const start = scanner.at;
  let value = readPrimary(scanner, nesting);
  for (;;) {
    const next = scanner.text[scanner.at];
    if (scanner.done || (next !== "." && next !== "[") || scanner.text.startsWith("...", scanner.at)) return value;
    scanner.at++;
    if (next === ".") {
      const keyStart = scanner.at;
      const name = scanner.take("*") ? null : (scanner.identifier() ?? scanner.number());
      if (name === null) value = { kind: "not-understood", what: "a splat", range: [start, scanner.at] };
      else value = { kind: "get", from: value, key: text(name, [keyStart, scanner.at]), range: [start, scanner.at] };
      continue;
    }
    const key = scanner.inBrackets(() => (scanner.take("*") ? null : readExpression(scanner, nesting + 1)));
    const closed = scanner.inBrackets(() => scanner.take("]"));
    if (!closed) return missing(scanner, "`]`", start);
    value = key === null ? { kind: "not-understood", what: "a splat", range: [start, scanner.at] } : { kind: "get", from: value, key, range: [start, scanner.at] };
  }
}

function readPrimary(scanner: Scanner, nesting: number): Expression {
  scanner.skip();
  const start = scanner.at;
  const read = (inner: Scanner): Expression => readExpression(inner, nesting + 1);
  const c = scanner.done ? "" : scanner.text[scanner.at];
  if (c === '"') return readQuoted(scanner, read);
  if (c === "<") return readHeredoc(scanner, read) ?? missing(scanner, "an expression", start);
  if (c === "(") {
    scanner.at++;
    const inner = scanner.inBrackets(() => {
      const expression = readExpression(scanner, nesting + 1);
      return scanner.take(")") ? expression : missing(scanner, "`)`", start);
    });
    return inner;
  }
  if (c === "[") return readList(scanner, nesting);
  if (c === "{") return readObject(scanner, nesting);
  const digits = scanner.number();
  if (digits !== null) return { kind: "literal", value: Number(digits), range: [start, scanner.at] };
  const name = scanner.identifier();
  if (name === null) return missing(scanner, "an expression", start);
  const range = [start, scanner.at] as const;
  if (name === "true" || name === "false") return { kind: "literal", value: name === "true", range };
  if (name === "null") return { kind: "literal", value: null, range };
  if (scanner.text[scanner.at] !== "(") return { kind: "variable", name, range };
  scanner.at++;
  const { items, spread } = readItems(scanner, ")", nesting);
  return { kind: "call", name, args: items, spread, range: [start, scanner.at] };
}

function readList(scanner: Scanner, nesting: number): Expression {
  const start = scanner.at++;
  if (startsFor(scanner)) return skipFor(scanner, "]", start);
  const { items } = readItems(scanner, "]", nesting);
  return { kind: "list", items, range: [start, scanner.at] };
}

/** Expressions with commas between them, up to and with the closing bracket. */
function readItems(scanner: Scanner, close: string, nesting: number): { readonly items: readonly Expression[]; readonly spread: boolean } {
  const items: Expression[] = [];
  let spread = false;
  scanner.inBrackets(() => {
    while (!scanner.take(close)) {
      const before = scanner.at;
      items.push(readExpression(scanner, nesting + 1));
      spread ||= scanner.take("...");
      if (scanner.take(",")) continue;
      if (scanner.take(close)) return;
      scanner.problem(`\`${close}\` is missing`);
      if (scanner.at === before || scanner.done) return;
    }
  });
  return { items, spread };
}

function readObject(scanner: Scanner, nesting: number): Expression {
  const start = scanner.at++;
  if (startsFor(scanner)) return skipFor(scanner, "}", start);
  const entries: ObjectEntry[] = [];
  scanner.inBrackets(() => {
    while (!scanner.take("}")) {
      const before = scanner.at;
      const key = readKey(scanner, nesting);
      if (!scanner.take("=") && !scanner.take(":")) {
        scanner.problem("`=` is missing");
        if (scanner.at === before) scanner.at++;
        if (scanner.done) return;
        continue;
      }
      // An entry ends with its line, so a newline is none of its value's blanks; the scanner reads it as one all the same, which no valid file shows.
      entries.push({ key, value: readExpression(scanner, nesting + 1) });
      scanner.take(",");
      if (scanner.done) {
        scanner.problem("`}` is missing");
        return;
      }
    }
  });
  return { kind: "object", entries, range: [start, scanner.at] };
}

/** A bare name is its own text. */
function readKey(scanner: Scanner, nesting: number): Expression {
  scanner.skip();
  const start = scanner.at;
  const name = scanner.identifier();
  if (name === null) return readExpression(scanner, nesting + 1);
  return text(name, [start, scanner.at]);
}

function startsFor(scanner: Scanner): boolean {
  return scanner.inBrackets(() => scanner.looksAt("for ") || scanner.looksAt("for\t"));
}

function skipFor(scanner: Scanner, close: string, start: number): Expression {
  const open = close === "]" ? "[" : "{";
  for (let depth = 1; !scanner.done && depth > 0; ) {
    const c = scanner.text[scanner.at];
    if (c === '"') {
      readQuoted(scanner, readExpression);
      continue;
    }
    if (c === open) depth++;
    if (c === close) depth--;
    scanner.at++;
  }
  return { kind: "not-understood", what: "a for expression", range: [start, scanner.at] };
}

function text(value: string, range: readonly [number, number]): Expression {
  return { kind: "template", parts: [{ kind: "text", text: value, range }], range };
}

function missing(scanner: Scanner, what: string, start: number): Expression {
  scanner.problem(`${what} is missing`);
  return { kind: "not-understood", what: "a syntax error", range: [start, scanner.at] };
}
