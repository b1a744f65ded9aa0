/** Parameters that expand to nothing are noted with why: the word that they are part of does not tell. */
import type * as ast from "../../syntax/shell/ast.js";
import type { Origin, Traced } from "../../text/index.js";
import { isEmpty } from "../../text/index.js";
import type { EmptyCause, LostValue } from "../empty-references.js";
import { type Context, placeOf, shown } from "./context.js";
import type { Expander } from "./expand/expander.js";
import type { Value } from "./expand/lookup.js";

/** Notes a parameter that is unset or empty, unless an operator gives it another value. */
export function noteEmptyParameter(expander: Expander, part: ast.Parameter, { words, text, set }: Value): void {
  const { context } = expander;
  const { operator, name } = part;
  const isKept = operator === null || ["remove", "replace", "substring", "case"].includes(operator.kind);
  if (!isKept || part.length || part.indirect || words !== null || set === "maybe" || !isEmpty(text)) return;
  const at = placeOf(context, part.range);
  if (at === null) return;
  const cause: EmptyCause = set === "yes" ? { kind: "value", written: context.shell.machine.emptyReferences.assignmentOf(name) } : { kind: "undefined", lost: lostValue(expander, name) };
  context.shell.machine.emptyReferences.note({ text: shown(context, part.range), name, at, cause });
}

function lostValue({ state, context, prefixes }: Expander, name: string): LostValue | null {
  const prefix = prefixes.find((assignment) => assignment.name === name);
  const at = prefix === undefined ? null : placeOf(context, prefix.range);
  // fact r1b: the words are expanded before the assignment takes effect
  if (at !== null) return { at, lostIn: "words" };
  const assigned = state.assigned.get(name);
  if (assigned !== undefined) return { at: assigned.at, lostIn: assigned.endedWith ?? assigned.lostIn };
  const hidden = context.shell.make?.hidden(name) ?? null;
  return hidden === null ? null : { at: hidden, lostIn: "make" };
}

/** Notes a command substitution that gives nothing. */
export function noteEmptySubstitution(output: Traced, at: Origin | null, text: string, { shell }: Context): void {
  if (isEmpty(output) && at !== null) shell.machine.emptyReferences.note({ text, name: "", at, cause: { kind: "value", written: at } });
}

/** Notes an assignment of nothing, with the text of its value. */
export function noteEmptyAssignment(name: string, value: Traced, at: Origin | null, { shell }: Context): void {
  if (isEmpty(value) && at !== null) shell.machine.emptyReferences.noteAssignment(name, at);
}
