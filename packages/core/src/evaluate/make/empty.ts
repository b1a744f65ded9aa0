/** References that expand to nothing are noted with why: the value that they are part of does not tell. */
import type { Origin, Traced } from "../../text/index.js";
import { carrier, isEmpty, literalOf, originOf } from "../../text/index.js";
import type { EmptyCause } from "../empty-references.js";
import { isExported } from "./exports.js";
import type { Make } from "./make.js";
import type { Found, Scope } from "./scope.js";
import { find } from "./scope.js";
import type { Way } from "./world.js";

/** Notes `reference` when its value is empty. `name` is the variable; null for a function. */
export function noteEmpty(make: Make, name: Traced | null, value: Traced, reference: Traced): Traced {
  if (!isEmpty(value)) return value;
  const at = originOf(reference);
  const known = name === null ? null : literalOf(name);
  if (at === null || (name !== null && known === null)) return value;
  const cause: EmptyCause = known === null ? { kind: "value", written: at } : causeOf(make, known.replace(/:.*/s, ""));
  make.machine.emptyReferences.note({ text: carrier(reference), name: known ?? "", at, cause });
  return value;
}

function causeOf(make: Make, name: string): EmptyCause {
  const found = make.find(name);
  const definition = found.find((way) => way.value !== null)?.value?.definition;
  if (definition !== undefined) {
    const inherited = definition.origin === "environment" || definition.origin === "environment override";
    return { kind: "value", written: inherited ? make.machine.emptyReferences.assignmentOf(name) : definition.written };
  }
  const assigned = make.run.lost.find((assignment) => assignment.name === name);
  if (assigned !== undefined) return { kind: "undefined", lost: { at: assigned.at, lostIn: assigned.endedWith ?? assigned.lostIn } };
  const hidden = make.run.caller?.hidden(name) ?? null;
  return { kind: "undefined", lost: hidden === null ? null : { at: hidden, lostIn: "make" } };
}

/** Where a variable that is not exported is defined, of this make or of one that started it. */
export function hiddenVariable(make: Make, scope: Scope, name: string): Origin | null {
  const defined = find(scope, name).filter((way): way is Way<Found> => way.value !== null);
  if (defined.some(({ value }) => isExported(make, name, value.definition) !== "no")) return null;
  return defined.find(({ value }) => value.definition.at !== null)?.value.definition.at ?? make.run.caller?.hidden(name) ?? null;
}
