/** Values of expressions in files of settings: HCL of bake, `${{ }}` of workflows, interpolation of compose files. */
import type { Reason, Traced } from "../../text/index.js";
import { EMPTY, equals, firstUnknown, literal, literalOf, oneOf, unknownText, type Shape } from "../../text/index.js";

export type Value =
  | { readonly kind: "text"; readonly text: Traced }
  | { readonly kind: "number"; readonly value: number; readonly text: Traced }
  | { readonly kind: "boolean"; readonly value: boolean; readonly text: Traced }
  | { readonly kind: "null" }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "object"; readonly entries: ReadonlyMap<string, Value> }
  | { readonly kind: "unknown"; readonly reason: Reason; readonly shape?: Shape };

export const NULL: Value = { kind: "null" };

export function textValue(text: Traced): Value {
  return { kind: "text", text };
}

export function booleanValue(value: boolean): Value {
  return { kind: "boolean", value, text: literal(String(value)) };
}

export function numberValue(value: number): Value {
  return { kind: "number", value, text: literal(String(value)) };
}

/** The value as text; null for what has none (lists, objects), and the empty text for null. */
export function textOf(value: Value): Traced | null {
  switch (value.kind) {
    case "null":
      return EMPTY;
    case "unknown":
      return unknownText(value.reason, value.shape);
    case "list":
    case "object":
      return null;
    default:
      return value.text;
  }
}

/** The literal text; null when it is not known, or none. */
export function literalText(value: Value | undefined): string | null {
  const text = value === undefined || value.kind === "null" ? null : textOf(value);
  return text === null ? null : literalOf(text);
}

/** Why a value is not known; null when it is. */
export function unknownIn(value: Value): Reason | null {
  switch (value.kind) {
    case "unknown":
      return value.reason;
    case "list":
      return value.items.map(unknownIn).find((reason) => reason !== null) ?? null;
    case "object":
      return [...value.entries.values()].map(unknownIn).find((reason) => reason !== null) ?? null;
    case "null":
      return null;
    default:
      return firstUnknown(value.text);
  }
}

/** One of two values: equal ones are that value, texts become alternatives, and what cannot be joined is not known. */
export function eitherValue(left: Value, right: Value, whenLeft: string, whenRight: string, reason: Reason): Value {
  if (JSON.stringify(plain(left)) === JSON.stringify(plain(right))) return left;
  const [a, b] = [textOf(left), textOf(right)];
  if (a === null || b === null || left.kind === "null" || right.kind === "null") return { kind: "unknown", reason };
  return textValue(oneOf([{ value: a, when: whenLeft }, { value: b, when: whenRight }]));
}

/** Null when it cannot be told. Values of different types are not equal. */
export function areEqual(left: Value, right: Value): boolean | null {
  if (left.kind === "null" || right.kind === "null") return left.kind === "unknown" || right.kind === "unknown" ? null : left.kind === right.kind;
  const [a, b] = [textOf(left), textOf(right)];
  if (a === null || b === null) return null;
  const text = literalOf(b);
  const answer = text !== null ? equals(a, text) : literalOf(a) !== null ? equals(b, literalOf(a) ?? "") : "maybe";
  return answer === "maybe" ? null : answer === "yes" && (left.kind === right.kind || left.kind === "unknown" || right.kind === "unknown");
}

/** Without places, for comparison. */
function plain(value: Value): unknown {
  switch (value.kind) {
    case "list":
      return value.items.map(plain);
    case "object":
      return [...value.entries].map(([key, entry]) => [key, plain(entry)]);
    case "null":
      return null;
    case "unknown":
      return { unknown: value.reason.text };
    default:
      return [value.kind, literalOf(value.text) ?? value.text];
  }
}
