/** The variables that a target sees. Source: GNU make 4.3, variable.c (initialize_file_variables). */
import { carrier, EMPTY, literalOf } from "../../text/index.js";
import { inSet, newValue } from "./assign.js";
import { expand } from "./expand.js";
import type { Make } from "./make.js";
import { matchPattern } from "./pattern.js";
import type { FileName, PatternVariable } from "./rules.js";
import type { Scope } from "./scope.js";
import type { Variable } from "./variable.js";
import { joinVariables } from "./variable.js";

/** Its own variables, then those of patterns that match its name, then what the target that needs it sees. */
export function targetScope(make: Make, name: FileName, parent: Scope): Scope {
  return {
    get: (variable) => make.targetVariables.get(name.key)?.get(variable),
    entries: () => make.targetVariables.get(name.key) ?? [],
    next: patternScope(make, name, parent),
    nextIsParent: false,
  };
}

/** The most specific pattern is applied last. */
function patternScope(make: Make, name: FileName, parent: Scope): Scope {
  const matching = (make.patternVariables.get("") ?? [])
    .map((variable) => ({ variable, match: matchPattern(variable.pattern, name.text) }))
    .filter(({ match }) => match.answer === "yes")
    .map(({ variable, match }) => ({ variable, stem: carrier(match.stem ?? EMPTY).length }))
    .sort((a, b) => b.stem - a.stem);
  const variables = new Map<string, Variable>();
  const scope: Scope = { get: (variable) => variables.get(variable), entries: () => variables, next: parent, nextIsParent: true };
  for (const { variable } of matching) make.within(scope, () => apply(make, scope, variables, variable));
  return scope;
}

function apply(make: Make, scope: Scope, variables: Map<string, Variable>, { assignment, expanded, when }: PatternVariable): void {
  const name = literalOf(expand(make, assignment.name));
  if (name === null) return;
  const before = variables.get(name);
  const after = inSet(make, scope, before, name, newValue(assignment), expanded);
  variables.set(name, when.length === 0 ? after : joinVariables([{ when: when.join(", "), value: after }, { when: "", value: before }], name));
}
