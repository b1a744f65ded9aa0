/** Assignments. Source: GNU make 4.3, variable.c (do_variable_definition), read.c (record_target_var). */
import type { Assignment, AssignmentOperator } from "../../syntax/makefile/index.js";
import type { Origin, Traced } from "../../text/index.js";
import { EMPTY, literalOf, originOf, unknownText } from "../../text/index.js";
import { bounded, expand, isTooLong, MAX_APPENDED } from "./expand.js";
import { foldNewlines, shellOutput } from "./functions/shell.js";
import type { Make } from "./make.js";
import { parsePattern } from "./pattern.js";
import type { FileName } from "./rules.js";
import type { Scope } from "./scope.js";
import { find } from "./scope.js";
import { appended, couldBe, nonEmpty, shown, whereNonEmpty } from "./values.js";
import type { Definition, Variable, VariableOrigin } from "./variable.js";
import { always, definition, isStronger, simplified, UNDEFINED } from "./variable.js";
import { both, MakeStop } from "./world.js";

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
    if (old?.origin === "command line" && made.operator === "+=") noteIgnored(make, known, made, old);
    const defined = old !== null && isStronger(old.origin, made.origin) ? always(old) : next(old);
    return made.export ? defined.map(({ when, value }) => ({ when, value: value && { ...value, exported: "yes" } })) : defined;
  });
}

/** Fact q3: what the command line gives is not added to. */
function noteIgnored(make: Make, name: string, { origin, value, at }: NewValue, given: Definition): void {
  if (origin === "file" && at !== null && !make.world.undecided) make.ignoredAppends.push({ name, value, at, given: given.at });
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
function successor(make: Make, made: NewValue): (old: Definition | null) => Variable {
  let expanded: Traced | null = null;
  const immediate = (): Traced => (expanded ??= expand(make, made.value));
  // `X += $(X)` doubles
  const joined = (old: Traced, added: Traced): Traced => (isTooLong(old) ? old : bounded(appended(old, added), made.value, MAX_APPENDED));
  const fresh = (flavor: Definition["flavor"], value: Traced, old: Definition | null): Definition =>
    definition(flavor, made.origin, value, { at: made.at, written: originOf(made.value), exported: old?.exported ?? "default", private: made.private || (old?.private ?? false), perTarget: old?.perTarget ?? false });
  switch (made.operator) {
    case "=":
      return (old) => always(fresh("recursive", made.value, old));
    case ":=":
    case "::=":
    case ":::=":
      // `:::=` keeps dollars so that a later expansion gives them back: here that is the same as simple
      return (old) => always(fresh("simple", immediate(), old));
    case "?=":
      return (old) => always(old ?? fresh("recursive", made.value, old));
    case "!=": {
      let output: Traced | null = null;
      return (old) => always(fresh("recursive", (output ??= foldNewlines(shellOutput(make, immediate(), made.at))), old));
    }
    case "+=":
      return (old) => {
        if (old === null) return always(fresh("recursive", made.value, old));
        const added = old.flavor === "recursive" ? made.value : immediate();
        const answer = nonEmpty(added);
        if (answer === "no") return always(old);
        const after = { ...fresh(old.flavor, joined(old.value, added), old), append: old.append };
        // nothing added is nothing changed: not even where the variable comes from
        if (answer === "yes" || old.origin === made.origin) return always(after);
        return [
          { when: `${shown(added)} is not empty`, value: { ...after, value: joined(old.value, whereNonEmpty(added)) } },
          { when: `${shown(added)} is empty`, value: old },
        ];
      };
  }
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
  const next = expanded === null ? successor(make, made) : (): Variable => always(definition("simple", made.origin, expanded, { at: made.at, written: originOf(made.value), private: made.private }));
  const appends = made.operator === "+=";
  const ways =
    made.operator === "?="
      ? find(scope, name).flatMap(({ when, value }) => under(when, value === null ? next(null) : value.scope === scope ? always(value.definition) : UNDEFINED))
      : (own ?? UNDEFINED).flatMap(({ when, value }) => {
          if (value !== null && isStronger(value.origin, made.origin)) return [{ when, value }];
          return under(when, next(value)).map((way) => (appends && value === null ? { ...way, value: way.value && { ...way.value, append: true } } : way));
        });
  const global = make.globalVariable(name);
  return simplified(
    ways.flatMap(({ when, value }) => (value === null ? [{ when, value }] : under(when, perTarget(value, global, made)))),
    name,
  );
}

function under(when: string, variable: Variable): Variable {
  return variable.map((way) => ({ when: both(when, way.when), value: way.value }));
}

/** What the command line (or `-e`) says goes before the target, in each way that has it. Source: read.c, record_target_var. */
function perTarget(own: Definition, global: Variable, made: NewValue): Variable {
  const marked: Definition = { ...own, perTarget: true, private: made.private, exported: made.export ? "yes" : "default" };
  return global.map(({ when, value: stronger }) => {
    const wins = own.origin !== "override" && stronger !== null && (stronger.origin === "command line" || stronger.origin === "environment override");
    return { when, value: wins ? { ...marked, value: stronger.value, origin: stronger.origin, flavor: stronger.flavor, append: false } : marked };
  });
}

/** `undefine NAME` */
export function undefine(make: Make, name: Traced, origin: VariableOrigin): void {
  const known = literalOf(name)?.trim();
  if (known === "") throw new MakeStop("empty variable name", originOf(name));
  if (known !== undefined) make.redefine(known, (old) => (old !== null && isStronger(old.origin, origin) ? always(old) : UNDEFINED));
}

/** `export NAMES`, `unexport NAMES`; without names everything. */
export function exportNames(make: Make, names: Traced, exported: boolean, at: Origin | null): void {
  for (const name of literalOf(names)?.split(/\s+/).filter((word) => word !== "") ?? []) {
    make.redefine(name, (old) => always({ ...(old ?? definition("simple", "file", EMPTY, { at })), exported: exported ? "yes" : "no" }));
  }
}
