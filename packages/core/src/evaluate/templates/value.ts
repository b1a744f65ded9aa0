import { ANY_SHAPE, literalOf, shapeOf, type Reason, type Shape, type Traced } from "../../text/index.js";

/** What a pipeline gives. Numbers are text. */
export type Value =
  | { readonly kind: "text"; readonly text: Traced }
  | { readonly kind: "truth"; readonly value: boolean }
  /** what has fields: `.Env` */
  | { readonly kind: "map"; get(name: string): Value | null }
  /** neither text nor truth need be known */
  | { readonly kind: "unknown"; readonly reason: Reason; readonly shape: Shape };

export const UNKNOWN: Value = { kind: "unknown", reason: { code: "not-understood", text: "a value of a template", at: null }, shape: ANY_SHAPE };

export function textValue(text: Traced): Value {
  return { kind: "text", text };
}

export function unknownValue(text: string, shape: Shape = ANY_SHAPE, code: Reason["code"] = "caller"): Value {
  return { kind: "unknown", reason: { code, text, at: null }, shape };
}

/** Whether a condition holds; null when that is not known. Text holds when it is not empty. */
export function truthOf(value: Value): boolean | null {
  if (value.kind === "truth") return value.value;
  if (value.kind !== "text") return null;
  const text = literalOf(value.text);
  if (text !== null) return text !== "";
  return shapeOf(value.text).mayBeEmpty ? null : true;
}

export function stringOf(value: Value | undefined): string | null {
  if (value?.kind === "truth") return String(value.value);
  return value?.kind === "text" ? literalOf(value.text) : null;
}
