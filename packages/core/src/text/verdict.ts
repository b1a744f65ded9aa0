import type { Origin } from "./origin.js";

/** Why something is not known. The list is closed: the CLI counts unknowns by code, and the JSON schema enumerates them. */
export type UnknownCode =
  /** given by whoever starts the build (build argument without default, undefined make variable at an entry that no file calls) */
  | "caller"
  /** output of a program that is never run here */
  | "command-output"
  /** several possibilities that disagree */
  | "alternatives"
  /** an image that the facts do not describe, or not with enough confidence */
  | "image"
  /** a Go module without sources and without module facts */
  | "module"
  /** Go packages that could not be found or read */
  | "package"
  /** a file that exists or not depending on something not understood, or that is generated during the build */
  | "file"
  /** a command, language or construct that is not understood */
  | "not-understood"
  /** a syntax error */
  | "syntax"
  /** a bound of limits.ts was reached */
  | "limit";

/** `text` is a phrase for people ("output of `git describe`"), without a final stop. */
export interface Reason {
  readonly code: UnknownCode;
  readonly text: string;
  readonly at: Origin | null;
}

/** One step of a chain of evidence. `fact` is a ground-truth id ("b4"), a fact file key ("img:debian:bookworm") or "" for what a file says itself. */
export interface Hop {
  readonly fact: string;
  readonly text: string;
  readonly at: Origin | null;
}

export type Evidence = readonly Hop[];

/** What is known, and why; or why it is not. Unknown is a value, never a default. */
export type Verdict<T> =
  | { readonly kind: "known"; readonly value: T; readonly evidence: Evidence }
  | { readonly kind: "unknown"; readonly reason: Reason; readonly evidence: Evidence };

export function known<T>(value: T, evidence: Evidence = []): Verdict<T> {
  return { kind: "known", value, evidence };
}

export function unknown<T = never>(reason: Reason, evidence: Evidence = []): Verdict<T> {
  return { kind: "unknown", reason, evidence };
}

/** Applies `f` to a known value and keeps the evidence of both; an unknown passes through. */
export function andThen<T, U>(verdict: Verdict<T>, f: (value: T) => Verdict<U>): Verdict<U> {
  if (verdict.kind === "unknown") return verdict;
  const next = f(verdict.value);
  return { ...next, evidence: [...verdict.evidence, ...next.evidence] };
}

/** The value when known, else `fallback`. For display only: a decision must look at the kind. */
export function valueOr<T, F>(verdict: Verdict<T>, fallback: F): T | F {
  return verdict.kind === "known" ? verdict.value : fallback;
}
