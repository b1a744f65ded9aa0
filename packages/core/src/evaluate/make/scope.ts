/** Where variables are looked up: innermost first, the global set last. Source: GNU make 4.3, variable.c (lookup_variable). */
import type { Definition, Variable } from "./variable.js";
import type { Way } from "./world.js";
import { both } from "./world.js";

export interface Scope {
  get(name: string): Variable | undefined;
  entries(): Iterable<readonly [string, Variable]>;
  readonly next: Scope | null;
  /** the next scope is of the target that this one is a prerequisite of: its private variables are not seen */
  readonly nextIsParent: boolean;
}

/** A definition and the scope in which it was found. */
export interface Found {
  readonly definition: Definition;
  readonly scope: Scope;
}

/** What a name is in each way; null where it is not defined. Never empty. `parent`: whether `from` belongs to a target above. */
export function find(from: Scope | null, name: string, parent = false): readonly Way<Found | null>[] {
  for (let scope = from; scope !== null; scope = scope.next) {
    const here = scope;
    const hidden = parent;
    const visible = (definition: Definition | null): definition is Definition => definition !== null && !(hidden && definition.private);
    parent ||= scope.nextIsParent;
    const variable = scope.get(name);
    if (variable?.some((way) => visible(way.value)) !== true) continue;
    return variable.flatMap(({ when, value }): readonly Way<Found | null>[] => {
      if (visible(value)) return [{ when, value: { definition: value, scope: here } }];
      return find(here.next, name, parent).map((outer) => ({ when: both(when, outer.when), value: outer.value }));
    });
  }
  return [{ when: "", value: null }];
}

/** A scope of fixed variables: arguments of `$(call)`, automatic variables. */
export function localScope(variables: ReadonlyMap<string, Variable>, next: Scope | null): Scope {
  return { get: (name) => variables.get(name), entries: () => variables, next, nextIsParent: false };
}
