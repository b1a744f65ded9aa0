/** Values of `${{ }}`. What a run alone decides is not known. Source: GitHub documentation, "Evaluate expressions in workflows and actions". */
import { parseExpression, type Expression } from "../../syntax/actions/index.js";
import type { Origin, Reason, Traced } from "../../text/index.js";
import { carrier, concat, lift, literal, originOf, slice, throughReference } from "../../text/index.js";
import { booleanValue, eitherValue, literalText, NULL, numberValue, textOf, textValue, unknownIn, type Value } from "../values/index.js";

/** What names stand for: a context that is not known gives unknown values by their names. */
export type Contexts = (name: string) => Value;

/** A text that is one expression. */
const WHOLE = /^\s*\$\{\{((?:[^'}]|'[^']*'|\}(?!\}))*)\}\}\s*$/;

/** Text with expressions in it; one that is a single expression gives its value. */
export function expandTemplate(text: Traced, contexts: Contexts): Value {
  const written = carrier(text);
  if (!written.includes("${{")) return textValue(text);
  const whole = WHOLE.exec(written);
  if (whole !== null) return through(expressionValue(whole[1] ?? "", contexts, originOf(text)), text);
  const parts: Traced[] = [];
  let at = 0;
  for (const match of written.matchAll(/\$\{\{((?:[^'}]|'[^']*'|\}(?!\}))*)\}\}/g)) {
    const reference = slice(text, match.index, match.index + match[0].length);
    const value = textOf(through(expressionValue(match[1] ?? "", contexts, originOf(reference)), reference));
    parts.push(slice(text, at, match.index), value ?? literal("Object"));
    at = match.index + match[0].length;
  }
  return textValue(concat(...parts, slice(text, at)));
}

/** The text of a template; lists and objects have none that is used. */
export function expandText(text: Traced, contexts: Contexts): Traced {
  return textOf(expandTemplate(text, contexts)) ?? literal("Object");
}

/** An `if:`, which needs no braces. Null when the run decides. */
export function conditionOf(text: Traced, contexts: Contexts): boolean | null {
  const written = carrier(text);
  const expression = WHOLE.exec(written)?.[1] ?? (written.includes("${{") ? null : written);
  if (expression === null) return truthOf(expandTemplate(text, contexts));
  const node = parseExpression(expression);
  const truth = node === null ? null : holds(node, contexts, originOf(text));
  return typeof truth === "boolean" ? truth : null;
}

/** One side that is known may decide: whatever the run says, `x && false` does not hold. A reason when the run decides. */
function holds(node: Expression, contexts: Contexts, at: Origin | null): boolean | Reason {
  if (node.kind === "not") {
    const operand = holds(node.operand, contexts, at);
    return typeof operand === "boolean" ? !operand : operand;
  }
  if (node.kind !== "binary" || (node.operator !== "&&" && node.operator !== "||")) {
    const value = evaluate(node, contexts, at);
    return truthOf(value) ?? unknownIn(value) ?? notKnown(at);
  }
  const decides = node.operator === "||";
  const [left, right] = [holds(node.left, contexts, at), holds(node.right, contexts, at)];
  if (left === decides || right === decides) return decides;
  if (typeof left !== "boolean") return left;
  return typeof right === "boolean" ? !decides : right;
}

function through(value: Value, reference: Traced): Value {
  const at = originOf(reference);
  return value.kind === "text" && at !== null ? textValue(throughReference(value.text, carrier(reference).trim(), at)) : value;
}

function expressionValue(written: string, contexts: Contexts, at: Origin | null): Value {
  const node = parseExpression(written);
  return node === null ? { kind: "unknown", reason: { code: "syntax", text: `\${{${written}}}`, at } } : evaluate(node, contexts, at);
}

function evaluate(node: Expression, contexts: Contexts, at: Origin | null): Value {
  switch (node.kind) {
    case "literal":
      if (node.value === null) return NULL;
      if (typeof node.value === "number") return numberValue(node.value);
      return typeof node.value === "boolean" ? booleanValue(node.value) : textValue(literal(node.value));
    case "context":
      return placed(contexts(node.name), at);
    case "get":
      return member(evaluate(node.from, contexts, at), evaluate(node.key, contexts, at));
    case "filter": {
      const from = evaluate(node.from, contexts, at);
      return from.kind === "object" ? { kind: "list", items: [...from.entries.values()] } : from;
    }
    case "call":
      return call(node.name, node.args.map((argument) => evaluate(argument, contexts, at)), at);
    case "not": {
      const truth = holds(node.operand, contexts, at);
      return typeof truth === "boolean" ? booleanValue(!truth) : { kind: "unknown", reason: truth };
    }
    case "binary":
      return binary(node, contexts, at);
  }
}

function placed(value: Value, at: Origin | null): Value {
  return value.kind === "unknown" ? { ...value, reason: { ...value.reason, at } } : value;
}

function notKnown(at: Origin | null): Reason {
  return { code: "caller", text: "an expression whose value the run decides", at };
}

/** Names are compared without case. What is not there is null. */
function member(from: Value, key: Value): Value {
  const name = literalText(key);
  if (from.kind === "unknown") return name === null ? from : { ...from, reason: { ...from.reason, text: `${from.reason.text}.${name}` } };
  if (key.kind === "unknown") return key;
  if (name === null) return NULL;
  if (from.kind === "list") return from.items[Number(name)] ?? NULL;
  if (from.kind !== "object") return NULL;
  return from.entries.get(name) ?? [...from.entries].find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1] ?? unlisted(from.entries.get("*"), name);
}

/** A context of which only a part is known. */
function unlisted(rest: Value | undefined, name: string): Value {
  return rest?.kind === "unknown" ? { ...rest, reason: { ...rest.reason, text: `${rest.reason.text}.${name}` } } : NULL;
}

/** Null when the run decides. */
export function truthOf(value: Value): boolean | null {
  if (value.kind === "null") return false;
  if (value.kind === "list" || value.kind === "object") return true;
  if (value.kind === "boolean") return value.value;
  if (value.kind === "number") return value.value !== 0;
  const text = literalText(value);
  return text === null ? null : text !== "";
}

function binary({ operator, left, right }: Extract<Expression, { kind: "binary" }>, contexts: Contexts, at: Origin | null): Value {
  if (operator === "&&") return conjunction(left, right, contexts, at).value;
  if (operator === "||") {
    const { value: a, chosen } = left.kind === "binary" && left.operator === "&&" ? conjunction(left.left, left.right, contexts, at) : { value: evaluate(left, contexts, at), chosen: null };
    const truth = truthOf(a);
    if (truth !== null) return truth ? a : evaluate(right, contexts, at);
    const b = evaluate(right, contexts, at);
    const reason = unknownIn(a) ?? notKnown(at);
    // `condition && 'x' || 'y'` is one of the two.
    if (chosen !== null && truthOf(chosen) === true) return eitherValue(chosen, b, reason.text, `not ${reason.text}`, reason);
    return eitherValue(a, b, `${reason.text} is set`, `${reason.text} is not set`, reason);
  }
  const a = evaluate(left, contexts, at);
  const b = evaluate(right, contexts, at);
  const reason = unknownIn(a) ?? unknownIn(b);
  if (reason !== null) return { kind: "unknown", reason };
  if (operator === "==" || operator === "!=") return booleanValue(areEqual(a, b) === (operator === "=="));
  const [x, y] = [numberOf(a), numberOf(b)];
  return booleanValue(operator === "<" ? x < y : operator === "<=" ? x <= y : operator === ">" ? x > y : x >= y);
}

/** `chosen` is what it gives when its condition, of which the run decides, holds; null when that is known. Each side is evaluated once: such expressions nest. */
function conjunction(left: Expression, right: Expression, contexts: Contexts, at: Origin | null): { readonly value: Value; readonly chosen: Value | null } {
  const a = evaluate(left, contexts, at);
  const truth = truthOf(a);
  if (truth === false) return { value: a, chosen: null };
  const b = evaluate(right, contexts, at);
  return truth === true ? { value: b, chosen: null } : { value: { kind: "unknown", reason: unknownIn(a) ?? notKnown(at) }, chosen: b };
}

/** Loose, as in the documentation: texts without case, different types as numbers. */
function areEqual(a: Value, b: Value): boolean {
  if (a.kind === "text" && b.kind === "text") return literalText(a)?.toLowerCase() === literalText(b)?.toLowerCase();
  return numberOf(a) === numberOf(b);
}

function numberOf(value: Value): number {
  if (value.kind === "null") return 0;
  if (value.kind === "boolean") return value.value ? 1 : 0;
  const text = literalText(value);
  return text === null ? Number.NaN : Number(text);
}

function call(name: string, args: readonly Value[], at: Origin | null): Value {
  const [first = NULL, second = NULL] = args;
  const reason = args.map(unknownIn).find((why) => why !== null) ?? null;
  switch (name.toLowerCase()) {
    case "success":
    case "always":
      return booleanValue(true);
    case "failure":
    case "cancelled":
      return booleanValue(false);
    case "format":
      return formatted(args, at);
    case "fromjson":
      return reason === null ? parsed(literalText(first), at) : { kind: "unknown", reason };
    case "hashfiles":
    case "tojson":
      return { kind: "unknown", reason: { code: "caller", text: `${name}()`, at } };
  }
  if (reason !== null) return { kind: "unknown", reason };
  const [text, part] = [literalText(first)?.toLowerCase() ?? "", literalText(second)?.toLowerCase() ?? ""];
  switch (name.toLowerCase()) {
    case "contains":
      return booleanValue(first.kind === "list" ? first.items.some((item) => areEqual(item, second)) : text.includes(part));
    case "startswith":
      return booleanValue(text.startsWith(part));
    case "endswith":
      return booleanValue(text.endsWith(part));
    case "join":
      return first.kind === "list" ? textValue(literal(first.items.map((item) => literalText(item) ?? "").join(args.length > 1 ? (literalText(second) ?? "") : ","))) : first;
    default:
      return { kind: "unknown", reason: { code: "not-understood", text: `${name}()`, at } };
  }
}

function formatted([pattern = NULL, ...values]: readonly Value[], at: Origin | null): Value {
  const texts = [pattern, ...values].map(textOf);
  if (texts.some((text) => text === null)) return { kind: "unknown", reason: notKnown(at) };
  const replace = (format = "", ...parts: readonly string[]): string =>
    format.replace(/\{\{|\}\}|\{(\d+)\}/g, (match, index: string | undefined) => (index === undefined ? match.slice(1) : (parts[Number(index)] ?? "")));
  const format = literalText(pattern);
  if (format === null) return textValue(lift(replace, texts.filter((text) => text !== null)));
  // Piece by piece, so that what is not known stays where it is.
  const parts = format.split(/(\{\{|\}\}|\{\d+\})/).map((part) => {
    const index = /^\{(\d+)\}$/.exec(part)?.[1];
    return index === undefined ? literal(part === "{{" || part === "}}" ? part.slice(1) : part) : (texts[Number(index) + 1] ?? literal(""));
  });
  return textValue(concat(...parts));
}

function parsed(text: string | null, at: Origin | null): Value {
  try {
    return ofJson(JSON.parse(text ?? ""));
  } catch {
    return { kind: "unknown", reason: { code: "syntax", text: "fromJSON() of what is no JSON", at } };
  }
}

function ofJson(value: unknown): Value {
  if (Array.isArray(value)) return { kind: "list", items: value.map(ofJson) };
  switch (typeof value) {
    case "string":
      return textValue(literal(value));
    case "number":
      return numberValue(value);
    case "boolean":
      return booleanValue(value);
    default:
      return typeof value === "object" && value !== null ? { kind: "object", entries: new Map(Object.entries(value).map(([key, entry]) => [key, ofJson(entry)])) } : NULL;
  }
}
