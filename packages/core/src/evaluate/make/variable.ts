/** Variables of make. Source: GNU make 4.3, src/variable.c. */
import type { Origin, Traced } from "../../text/index.js";
import { literalOf, MAX_ALTERNATIVES, unknownText } from "../../text/index.js";
import type { Way } from "./world.js";
import { both } from "./world.js";

/** As `$(origin)` tells it, the strongest last. */
export const ORIGINS = ["default", "environment", "file", "environment override", "command line", "override", "automatic"] as const;
export type VariableOrigin = (typeof ORIGINS)[number];

/** Whether recipes see a variable. "if set": unless it only has its default value (MAKEFILES). */
export type Export = "default" | "yes" | "no" | "if set";

export interface Definition {
  readonly flavor: "recursive" | "simple";
  readonly origin: VariableOrigin;
  /** as written when recursive, expanded when simple */
  readonly value: Traced;
  readonly exported: Export;
  /** `target: X += …`: the value is appended to the one of the next scope when it is expanded */
  readonly append: boolean;
  /** not seen by the prerequisites of the target */
  readonly private: boolean;
  readonly perTarget: boolean;
  /** where the name is written; null for what no file defines */
  readonly at: Origin | null;
  /** the text that gives the value; null when there is none */
  readonly written: Origin | null;
}

/** What a variable is in each way; null where it is not defined. Never empty. */
export type Variable = readonly Way<Definition | null>[];

export const UNDEFINED: Variable = [{ when: "", value: null }];

export function always(definition: Definition): Variable {
  return [{ when: "", value: definition }];
}

export function definition(flavor: Definition["flavor"], origin: VariableOrigin, value: Traced, more: Partial<Definition> = {}): Definition {
  return { flavor, origin, value, exported: "default", append: false, private: false, perTarget: false, at: null, written: null, ...more };
}

export function isStronger(a: VariableOrigin, b: VariableOrigin): boolean {
  return ORIGINS.indexOf(a) > ORIGINS.indexOf(b);
}

/** The variable after several ways. */
export function joinVariables(ways: readonly Way<Variable | undefined>[], name: string): Variable {
  const distinct: Way<Definition | null>[] = [];
  // conditions are put together for what is kept only
  for (const { when, value } of ways) for (const inner of value ?? UNDEFINED) if (!has(distinct, inner.value)) distinct.push({ when: both(when, inner.when), value: inner.value });
  return bounded(distinct, name);
}

/** Equal definitions count once; too many become one that is not known. */
export function simplified(variable: Variable, name: string): Variable {
  const distinct: Way<Definition | null>[] = [];
  for (const way of variable) if (!has(distinct, way.value)) distinct.push(way);
  return bounded(distinct, name);
}

function has(ways: Variable, value: Definition | null): boolean {
  return ways.some((way) => sameDefinition(way.value, value));
}

function bounded(distinct: Variable, name: string): Variable {
  const [first] = distinct;
  if (first !== undefined && distinct.length === 1) return first.when === "" ? distinct : [{ when: "", value: first.value }];
  if (distinct.length <= MAX_ALTERNATIVES) return distinct;
  const defined = distinct.flatMap((way) => way.value ?? []);
  // one that recipes see, when some do: its value is not known in any case
  const some = (defined.find((way) => way.exported === "yes") ?? defined[0]) as Definition;
  const value = unknownText({ code: "limit", text: `more than ${MAX_ALTERNATIVES} values of ${name}`, at: some.at });
  return always({ ...some, flavor: "simple", value });
}

function sameDefinition(a: Definition | null, b: Definition | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  const text = literalOf(a.value);
  return (
    a.flavor === b.flavor &&
    a.origin === b.origin &&
    a.exported === b.exported &&
    a.append === b.append &&
    a.private === b.private &&
    (a.value === b.value || (text !== null && text === literalOf(b.value)))
  );
}

/** Names that make exports without being asked by name: letters, digits and `_`. */
export function isExportable(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
