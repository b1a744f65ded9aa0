/** What recipes see of the variables. Source: GNU make 4.3, variable.c (target_environment); facts q1–q5. */
import type { Traced } from "../../text/index.js";
import { literal } from "../../text/index.js";
import type { Variable as EnvironmentVariable } from "../environment.js";
import { Environment } from "../environment.js";
import { valueOfFound } from "./expand.js";
import type { Make } from "./make.js";
import type { Found, Scope } from "./scope.js";
import type { Answer } from "./values.js";
import { choose } from "./values.js";
import type { Definition } from "./variable.js";
import { isExportable } from "./variable.js";
import type { Way } from "./world.js";
import { both } from "./world.js";

/** The environment of a recipe in a scope; `level` is the MAKELEVEL of this make. */
export function recipeEnvironment(make: Make, scope: Scope, level: number): Environment {
  const { open } = make.run.environment;
  const found = new Map<string, EnvironmentVariable>();
  for (const name of exportedNames(make, scope)) {
    const ways = exportedWays(make, scope, name);
    const visible = ways.filter((way) => way.value !== null);
    if (visible.length === 0) continue; // the value of another one has redefined it
    const values = make.world.either(visible.map(({ when, value }) => ({ when, run: () => exportedValue(make, name, value as Found) })));
    found.set(name, { value: choose(values), set: visible.length === ways.length ? "yes" : "maybe", exported: true });
  }
  const shell = make.run.environment.getExported("SHELL");
  if (shell !== null && !found.has("SHELL")) found.set("SHELL", shell);
  found.set("MAKELEVEL", { value: literal(String(level + 1)), set: "yes", exported: true });
  if (open === null) return Environment.of(found);
  // what the makefile keeps from recipes is unset for certain
  const hidden = [...make.variables.entries()].map(([name]) => name).filter((name) => name !== "SHELL" && !found.has(name));
  return Environment.of(found, open).unsetAll([...hidden, ...make.run.environment.unsetNames()].filter((name) => !found.has(name)));
}

/** Names of which some definition may be exported. */
function exportedNames(make: Make, scope: Scope): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at: Scope | null = scope; at !== null; at = at.next) {
    for (const [name, variable] of at.entries()) {
      if (name !== "MAKELEVEL" && variable.some(({ value }) => value !== null && isExported(make, name, value) !== "no")) names.add(name);
    }
  }
  return names;
}

/** What is exported under a name in each way; null where nothing is. A scope whose variable is not exported hides none that is. */
function exportedWays(make: Make, from: Scope, name: string): readonly Way<Found | null>[] {
  for (let scope: Scope | null = from; scope !== null; scope = scope.next) {
    const here = scope;
    const variable = scope.get(name);
    if (variable === undefined) continue;
    const answers = variable.map(({ value }) => (value === null ? "no" : isExported(make, name, value)));
    if (answers.every((answer) => answer === "no")) continue;
    return variable.flatMap(({ when, value }, i): readonly Way<Found | null>[] => {
      const outer = (): readonly Way<Found | null>[] => (here.next === null ? [{ when, value: null }] : exportedWays(make, here.next, name).map((way) => ({ when: both(when, way.when), value: way.value })));
      if (answers[i] === "no") return outer();
      const own = { when, value: { definition: value as Definition, scope: here } };
      return answers[i] === "yes" ? [own] : [own, ...outer()];
    });
  }
  return [{ when: "", value: null }];
}

/** Whether recipes see a definition. */
export function isExported(make: Make, name: string, definition: Definition): Answer {
  let { exported } = definition;
  if (definition.perTarget && exported === "default") {
    const global = make.globalVariable(name).map((way) => way.value?.exported ?? "default");
    if (new Set(global).size > 1) return "maybe";
    exported = global[0] ?? "default";
  }
  switch (exported) {
    case "yes":
      return "yes";
    case "no":
      return "no";
    case "if set":
      return definition.origin === "default" ? "no" : "yes";
    case "default":
      if (definition.origin === "default" || definition.origin === "automatic" || !isExportable(name)) return "no";
      return definition.origin === "command line" || definition.origin === "environment" || definition.origin === "environment override" ? "yes" : make.is("export all");
  }
}

/** What came from the environment goes back unchanged, dollars and all. */
function exportedValue(make: Make, name: string, found: Found): Traced {
  const { flavor, origin, value } = found.definition;
  if (flavor === "recursive" && (origin === "environment" || origin === "environment override")) return value;
  return valueOfFound(make, name, found);
}
