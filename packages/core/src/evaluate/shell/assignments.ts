/** Which assignments a command does not see. */
import type { Origin, Traced, Word } from "../../text/index.js";
import { literalOf } from "../../text/index.js";
import { isIndifferent, type LeftAssignment, type LostAssignment } from "../lost.js";
import type { Shell } from "./context.js";
import type { State } from "./state.js";

/** Remembers `name=value`; `command` is the one that it is a prefix of, "" for one that lasts. */
export function noteAssignment(state: State, name: string, value: Traced, at: Origin | null, command = ""): State {
  if (at === null) return state;
  const assignment: LostAssignment = { name, value, at, lostIn: command === "" ? "shell" : "prefix", command };
  return { ...state, assigned: new Map(state.assigned).set(name, assignment) };
}

/** Assignments before a command that it does not see and that nothing has used. */
export function lostAssignments(state: State, shell: Shell): readonly LostAssignment[] {
  if (state.assigned.size === 0) return [];
  return [...state.assigned.values()].filter((assignment) => !isSeen(assignment, state) && !shell.used.has(assignment));
}

/** Behind a command that saw exported variables and may have had a use for them, they are not lost when the shell ends. */
export function afterCommand(state: State, words: readonly Word[]): State {
  if (state.assigned.size === 0 || isIndifferent(words.slice(0, 2).map((word) => (word.kind === "word" ? literalOf(word.value) : null)))) return state;
  const assigned = new Map([...state.assigned].filter(([, assignment]) => !isSeen(assignment, state)));
  return assigned.size === state.assigned.size ? state : { ...state, assigned };
}

/** What is lost for whatever comes after the shell. */
export function leftAssignments(end: State, shell: Shell): readonly LeftAssignment[] {
  return [...end.assigned.values()].filter((assignment) => !shell.used.has(assignment)).map((assignment) => ({ assignment, exported: isSeen(assignment, end) }));
}

function isSeen({ name, lostIn }: LostAssignment, { variables, exportedMaybe }: State): boolean {
  return lostIn === "shell" && (variables.get(name)?.exported === true || exportedMaybe.has(name));
}
