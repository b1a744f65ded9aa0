/** What a step of loading gives: a value, go's error, or the reason why neither is known. */
import type { Reason } from "../text/index.js";
import type { LoadFailure } from "./model.js";

export interface Failed {
  readonly kind: "failure";
  readonly failure: LoadFailure;
}

export type Attempt<T> = { readonly kind: "ok"; readonly value: T } | Failed | { readonly kind: "unknown"; readonly reason: Reason };

export function ok<T>(value: T): Attempt<T> {
  return { kind: "ok", value };
}

export function failure(text: string, fact = "", at: LoadFailure["at"] = null): Failed {
  return { kind: "failure", failure: { text, fact, at } };
}

export function unknown(reason: Reason): Attempt<never> {
  return { kind: "unknown", reason };
}
