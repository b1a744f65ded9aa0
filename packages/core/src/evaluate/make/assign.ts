/** Assignments. Source: GNU make 4.3, variable.c (do_variable_definition), read.c (record_target_var). */
import type { Assignment, AssignmentOperator } from "../../syntax/makefile/index.js";
import type { Origin, Traced } from "../../text/index.js";
import { concat, EMPTY, isEmpty, literal, literalOf, originOf, unknownText } from "../../text/index.js";
import { expand } from "./expand.js";
import { foldNewlines, shellOutput } from "./functions/shell.js";
import type { Make } from "./make.js";
import { parsePattern } from "./pattern.js";
import type { FileName } from "./rules.js";
import type { Scope } from "./scope.js";
import { find } from "./scope.js";
import { couldBe } from "./values.js";
import type { Definition, Variable, VariableOrigin } from "./variable.js";
import { definition, isStronger, simplified, UNDEFINED } from "./variable.js";
import { MakeStop } from "./world.js";

export interface NewValue {
  readonly operator: AssignmentOperator;
  /** as written */
  readonly value: Traced;
  readonly origin: VariableOrigin;
  readonly at: Origin | null;
  readonly export: boolean;
  readonly private: boolean;
}

export function newValue({ modifiers, operator, value, name }: Pick<Assignment, "modifiers" | "operator" | "value" | "name">): NewValue {
  const has = (modifier: string): boolean => modifiers.some(({ name: found }) => found === modifier);
  return { operator, value, origin: has("override") ? "override" : "file", at: originOf(name), export: has("export"), private: has("private") };
}

/** Assigns to a global variable whose name is expanded already. */
export function assign(make: Make, name: Traced, made: NewValue): void {
  const known = literalOf(name);
  if (known === "") throw new MakeStop("empty variable name", made.at);
  if (known === null) return assignSomewhere(make, name, made);
  const next = successor(make, made);
  make.redefine(known, (old) => {
    const defined = old !== null && isStronger(old.origin, made.origin) ? old : next(old);
    return defined !== null && made.export ? { ...defined, exported: "yes" } : defined;
  });
}

/** The name is not known: any variable that may be meant may have the value. */
function assignSomewhere(make: Make, name: Traced, made: NewValue): void {
  const text = unknownText({ code: "not-understood", text: "a variable whose name is not known is assigned", at: made.at });
  for (const [candidate, variable] of [...make.variables.entries()]) {
    if (!couldBe(name, candidate) || variable.every((way) => way.value === null || isStronger(way.value.origin, "file"))) continue;
    make.variables.set(candidate, simplified([...variable, { when: "its name was assigned", value: definition("simple", "file", text, { at: made.at }) }], candidate));
  }
}

/** What a definition becomes by the assignment; the value is expanded at most once. */
function successor(make: Make, made: NewValue): (old: Definition | null) => Definition | null {
  let expanded: Traced | null = null;
  const immediate = (): Traced => (expanded ??= expand(make, made.value));
  const fresh = (flavor: Definition["flavor"], value: Traced, old: Definition | null): Definition =>
    definition(flavor, made.origin, value, { at: made.at, exported: old?.exported ?? "default", private: made.private || (old?.private ?? false), perTarget: old?.perTarget ?? false });
  switch (made.operator) {
    case "=":
      return (old) => fresh("recursive", made.value, old);
    case ":=":
    case "::=":
      return (old) => fresh("simple", immediate(), old);
    case ":::=":
      // expanded now, and expanded again harmlessly: here that is the same as simple
      return (old) => fresh("simple", immediate(), old);
    case "?=":
      return (old) => old ?? fresh("recursive", made.value, old);
    case "!=": {
      const run = (): Traced => foldNewlines(shellOutput(make, immediate(), made.at));
      let output: Traced | null = null;
      return (old) => fresh("recursive", (output ??= run()), old);
    }
    case "+=":
      return (old) => {
        if (old === null) return fresh("recursive", made.value, old);
        const added = old.flavor === "recursive" ? made.value : immediate();
        if (isEmpty(added)) return old;
        return { ...fresh(old.flavor, appended(old.value, added), old), append: old.append };
      };
  }
}

function appended(old: Traced, added: Traced): Traced {
  return isEmpty(old) ? added : concat(old, literal(" "), added);
}

/** `target: NAME = value` */
export function assignForTarget(make: Make, targets: readonly FileName[], { name: written, ...rest }: Assignment): void {
  const made = newValue({ ...rest, name: written });
  for (const target of targets) {
    const pattern = parsePattern(target.text);
    if (pattern.suffix !== null) {
      const list = make.patternVariables.get("") ?? [];
      const expanded = made.operator === ":=" || made.operator === "::=" ? expand(make, made.value) : null;
      make.patternVariables.set("", [...list, { pattern, text: target.text, assignment: { name: written, ...rest }, expanded, when: [] }]);
      continue;
    }
    const before = make.targetVariables.get(target.key) ?? new Map<string, Variable>();
    const scope = targetScope(make, target.key, before);
    make.within(scope, () => {
      const name = literalOf(expand(make, written));
      if (name === "") throw new MakeStop("empty variable name", made.at);
      if (name !== null) make.targetVariables.set(target.key, new Map(before).set(name, inSet(make, scope, before.get(name), name, made)));
    });
  }
}

function targetScope(make: Make, key: string, before: ReadonlyMap<string, Variable>): Scope {
  return {
    get: (name) => (make.targetVariables.get(key) ?? before).get(name),
    entries: () => make.targetVariables.get(key) ?? before,
    next: make.global,
    nextIsParent: true,
  };
}

/** The variable of one target after an assignment; `expanded` when its value was expanded before. */
export function inSet(make: Make, scope: Scope, own: Variable | undefined, name: string, made: NewValue, expanded: Traced | null = null): Variable {
  const next = expanded === null ? successor(make, made) : (): Definition => definition("simple", made.origin, expanded, { at: made.at, private: made.private });
  const ways =
    made.operator === "?="
      ? find(scope, name).map(({ when, value }) => ({ when, value: value === null ? next(null) : value.scope === scope ? value.definition : null }))
      : (own ?? UNDEFINED).map(({ when, value }) => {
          const defined = value !== null && isStronger(value.origin, made.origin) ? value : next(value);
          return { when, value: defined === null || made.operator !== "+=" || value !== null ? defined : { ...defined, append: true } };
        });
  const global = make.globalVariable(name);
  const settled = ways.map(({ when, value }) => ({ when, value: value === null ? null : perTarget(value, global, made) }));
  return simplified(settled, name);
}

/** What the command line (or `-e`) says goes before the target. Source: read.c, record_target_var. */
function perTarget(own: Definition, global: Variable, made: NewValue): Definition {
  const marked: Definition = { ...own, perTarget: true, private: made.private, exported: made.export ? "yes" : "default" };
  const [only] = global;
  const stronger = global.length === 1 && only?.value !== undefined && only.value !== null && (only.value.origin === "command line" || only.value.origin === "environment override") ? only.value : null;
  if (stronger === null || own.origin === "override") return marked;
  return { ...marked, value: stronger.value, origin: stronger.origin, flavor: stronger.flavor, append: false };
}

/** `undefine NAME` */
export function undefine(make: Make, name: Traced, origin: VariableOrigin): void {
  const known = literalOf(name)?.trim();
  if (known === "") throw new MakeStop("empty variable name", originOf(name));
  if (known !== undefined) make.redefine(known, (old) => (old !== null && isStronger(old.origin, origin) ? old : null));
}

/** `export NAMES`, `unexport NAMES`; without names everything. */
export function exportNames(make: Make, names: Traced, exported: boolean, at: Origin | null): void {
  for (const name of literalOf(names)?.split(/\s+/).filter((word) => word !== "") ?? []) {
    make.redefine(name, (old) => ({ ...(old ?? definition("simple", "file", EMPTY, { at })), exported: exported ? "yes" : "no" }));
  }
}
