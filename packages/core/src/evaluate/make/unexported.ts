/** Variables of go that the makefiles set and that recipes do not see (facts q1–q3, q5). */
import { carrier } from "../../text/index.js";
import type { Environment } from "../environment.js";
import { GO_VARIABLES, type LostAssignment } from "../lost.js";
import { isExported } from "./exports.js";
import { valueOfFound } from "./expand.js";
import type { Make } from "./make.js";
import type { Scope } from "./scope.js";
import { find } from "./scope.js";

/** The definitions that hold in a scope and that `environment`, which is what its recipes see, has not. */
export function unexportedAssignments(make: Make, scope: Scope, environment: Environment): readonly LostAssignment[] {
  return [...GO_VARIABLES].flatMap((name): readonly LostAssignment[] => {
    const [way, ...others] = find(scope, name);
    const definition = way?.value?.definition;
    if (way?.value == null || definition === undefined || others.length > 0 || definition.at === null) return [];
    if (definition.origin !== "file" && definition.origin !== "override") return [];
    if (isExported(make, name, definition) !== "no" || environment.getExported(name) !== null) return [];
    const { value } = way;
    const lostIn = definition.origin === "override" && make.givenNames.has(name) ? "override" : "make";
    return [{ name, value: make.within(scope, () => valueOfFound(make, name, value)), at: definition.at, lostIn, command: "", isRead: isRead(make, name) }];
  });
}

/** Whether something in the makefiles refers to the variable: it may be meant for that. */
function isRead(make: Make, name: string): boolean {
  const reference = new RegExp(String.raw`\$(?:\(${name}[:)]|\{${name}[:}])`);
  const texts = [
    ...[...make.targets.entries()].flatMap(([, { entries }]) => entries.flatMap(({ recipe }) => recipe?.lines ?? [])).map(({ text }) => text),
    ...(make.patternRules.get("") ?? []).flatMap(({ recipe }) => recipe?.lines ?? []).map(({ text }) => text),
    ...[...make.variables.entries()].flatMap(([, variable]) => variable.flatMap(({ value }) => (value?.flavor === "recursive" ? [value.value] : []))),
  ];
  return texts.some((text) => reference.test(carrier(text)));
}
