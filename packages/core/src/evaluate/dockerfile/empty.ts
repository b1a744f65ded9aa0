/** Variables of instructions that have no value are noted with why: what is made of them does not tell. */
import { carrier, isEmpty, originOf, slice, type Traced } from "../../text/index.js";
import type { EmptyReferences } from "../empty-references.js";
import type { LostAssignment } from "../lost.js";
import type { Scope } from "./scope.js";

/** A plain reference: `$NAME`, `${NAME}`. */
const REFERENCE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

/** Notes the references of the text that gives a variable its value, and the variable itself when nothing is left of it. */
export function noteEmptyValue(name: string | null, written: Traced, value: Traced, { scope, lost, log }: { readonly scope: Pick<Scope, "lookup">; readonly lost: readonly LostAssignment[]; readonly log: EmptyReferences }): void {
  for (const match of carrier(written).matchAll(REFERENCE)) {
    const [text, braced, plain] = match;
    const at = originOf(slice(written, match.index, match.index + text.length));
    const referred = braced ?? plain ?? "";
    if (at === null || scope.lookup(referred) !== null) continue;
    const assigned = lost.find((assignment) => assignment.name === referred);
    log.note({ text, name: referred, at, cause: { kind: "undefined", lost: assigned === undefined ? null : { at: assigned.at, lostIn: assigned.endedWith ?? assigned.lostIn } } });
  }
  const at = originOf(written);
  if (name !== null && at !== null && isEmpty(value)) log.noteAssignment(name, at);
}
