/** Expressions of bake files. Functions that are not here, and what is not known, give unknown values. */
import type { Expression } from "../../syntax/hcl/index.js";
import type { Origin, Range, Reason, Traced } from "../../text/index.js";
import { concat, literal, throughReference } from "../../text/index.js";
import { areEqual, booleanValue, eitherValue, literalText, NULL, numberValue, textOf, textValue, unknownIn, type Value } from "../values/index.js";
import { bakeFunction } from "./functions.js";

export interface Scope {
  readonly file: string;
  /** Null for a name that the file does not define. */
  variable(name: string): Value | null;
  /** A function that the file defines; null for others. */
  call(name: string, args: readonly Value[]): Value | null;
}

export function evaluate(node: Expression, scope: Scope): Value {
  const at = originIn(scope.file, node.range);
  switch (node.kind) {
    case "literal":
      if (node.value === null) return NULL;
      return typeof node.value === "number" ? { kind: "number", value: node.value, text: literal(String(node.value), at) } : { kind: "boolean", value: node.value, text: literal(String(node.value), at) };
    case "template":
      return template(node, scope, at);
    case "variable": {
      const value = scope.variable(node.name) ?? notKnown(`\`${node.name}\`, which the file does not define`, at);
      return through(value, node.name, at);
    }
    case "list":
      return { kind: "list", items: node.items.map((item) => evaluate(item, scope)) };
    case "object":
      return objectOf(node, scope, at);
    case "get":
      return member(evaluate(node.from, scope), evaluate(node.key, scope), at);
    case "call": {
      const args = node.args.map((argument) => evaluate(argument, scope));
      if (node.spread) return notKnown(`${node.name}(…)`, at);
      return scope.call(node.name, args) ?? bakeFunction(node.name, args) ?? unknownArgument(args) ?? notKnown(`${node.name}()`, at);
    }
    case "unary":
      return unary(node.operator, evaluate(node.operand, scope), at);
    case "binary":
      return binary(node.operator, evaluate(node.left, scope), evaluate(node.right, scope), at);
    case "conditional":
      return conditional(node, scope, at);
    case "not-understood":
      return notKnown(node.what, at);
  }
}

export function originIn(file: string, [start, end]: Range): Origin {
  return { file, start, end };
}

function notKnown(text: string, at: Origin): Value {
  return { kind: "unknown", reason: { code: "not-understood", text, at } };
}

/** A template that is one interpolation alone gives the value itself. Source: hclsyntax/spec.md, "Template Unwrapping". */
function template({ parts }: Extract<Expression, { kind: "template" }>, scope: Scope, at: Origin): Value {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && only.kind !== "text") return evaluate(only, scope);
  const texts: Traced[] = [];
  for (const part of parts) {
    if (part.kind === "text") {
      texts.push(literal(part.text, originIn(scope.file, part.range)));
      continue;
    }
    const text = textOf(evaluate(part, scope));
    if (text === null) return notKnown("a list in a text", at);
    texts.push(text);
  }
  return textValue(concat(...texts));
}

function through(value: Value, name: string, at: Origin): Value {
  return value.kind === "text" ? textValue(throughReference(value.text, name, at)) : value;
}

function objectOf(node: Extract<Expression, { kind: "object" }>, scope: Scope, at: Origin): Value {
  const entries = new Map<string, Value>();
  for (const { key, value } of node.entries) {
    const name = literalText(evaluate(key, scope));
    if (name === null) return notKnown("an object with a key that is not known", at);
    entries.set(name, evaluate(value, scope));
  }
  return { kind: "object", entries };
}

function member(from: Value, key: Value, at: Origin): Value {
  if (from.kind === "unknown") return from;
  const name = literalText(key);
  const found = name === null ? undefined : from.kind === "object" ? from.entries.get(name) : from.kind === "list" && /^\d+$/.test(name) ? from.items[Number(name)] : undefined;
  return found ?? notKnown("an element that is not there", at);
}

function unknownArgument(args: readonly Value[]): Value | null {
  const reason = args.map(unknownIn).find((why) => why !== null) ?? null;
  return reason === null ? null : { kind: "unknown", reason };
}

function unary(operator: "!" | "-", operand: Value, at: Origin): Value {
  if (operand.kind === "unknown") return operand;
  if (operator === "-") return operand.kind === "number" ? numberValue(-operand.value) : notKnown("a negative text", at);
  const truth = truthOf(operand);
  return truth === null ? notKnown("a condition", at) : booleanValue(!truth);
}

/** Null when it cannot be told. Texts "true" and "false" convert. */
function truthOf(value: Value): boolean | null {
  const text = literalText(value);
  return text === "true" ? true : text === "false" ? false : null;
}

function binary(operator: string, left: Value, right: Value, at: Origin): Value {
  if (operator === "==" || operator === "!=") {
    const same = areEqual(left, right);
    return same === null ? { kind: "unknown", reason: unknownIn(left) ?? unknownIn(right) ?? because(at) } : booleanValue(same === (operator === "=="));
  }
  if (operator === "&&" || operator === "||") {
    const [a, b] = [truthOf(left), truthOf(right)];
    const absorbing = operator === "||";
    if (a === absorbing || b === absorbing) return booleanValue(absorbing);
    return a === null || b === null ? { kind: "unknown", reason: unknownIn(left) ?? unknownIn(right) ?? because(at) } : booleanValue(!absorbing);
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === null || b === null) return { kind: "unknown", reason: unknownIn(left) ?? unknownIn(right) ?? because(at) };
  switch (operator) {
    case "+":
      return numberValue(a + b);
    case "-":
      return numberValue(a - b);
    case "*":
      return numberValue(a * b);
    case ">":
      return booleanValue(a > b);
    case "<":
      return booleanValue(a < b);
    case ">=":
      return booleanValue(a >= b);
    case "<=":
      return booleanValue(a <= b);
    default:
      return { kind: "unknown", reason: because(at) };
  }
}

function because(at: Origin): Reason {
  return { code: "not-understood", text: "an expression of a bake file", at };
}

function numberOf(value: Value): number | null {
  if (value.kind === "number") return value.value;
  const text = literalText(value);
  return text === null || !/^-?\d+(\.\d+)?$/.test(text) ? null : Number(text);
}

function conditional(node: Extract<Expression, { kind: "conditional" }>, scope: Scope, at: Origin): Value {
  const condition = evaluate(node.condition, scope);
  const truth = truthOf(condition);
  if (truth !== null) return evaluate(truth ? node.then : node.otherwise, scope);
  const then = evaluate(node.then, scope);
  return eitherValue(then, evaluate(node.otherwise, scope), "the condition holds", "the condition does not hold", unknownIn(condition) ?? because(at));
}
