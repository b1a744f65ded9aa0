/** What a shell knows at one moment. Immutable: ways that the script may go share what they have in common. */
import type * as ast from "../../syntax/shell/ast.js";
import { LIMITS } from "../../limits.js";
import type { Reason, Traced, Word } from "../../text/index.js";
import { EMPTY, literal, literalOf, originOf, shapeOf, unknownText, width } from "../../text/index.js";
import { Environment, type Variable } from "../environment.js";
import type { LostAssignment } from "../lost.js";

export type Answer = "yes" | "no" | "maybe";

/** A text that was parsed: ranges of its tree address it. */
export interface Source {
  readonly text: Traced;
  /** what `$BASH_SOURCE` says; null for scripts that are no file */
  readonly file: string | null;
}

export interface FunctionValue {
  readonly body: ast.Command;
  readonly source: Source;
}

/** What a name may be when it is called: several definitions when branches disagree; `set` is "maybe" when it may be no function at all. */
export interface FunctionBinding {
  readonly definitions: readonly FunctionValue[];
  readonly set: "yes" | "maybe";
}

export interface Options {
  readonly errexit: Answer;
  readonly nounset: Answer;
  readonly pipefail: Answer;
  readonly allexport: Answer;
  readonly noglob: Answer;
  readonly nullglob: Answer;
}

/** What a variable was before a condition told more about it; it is that again where the ways meet. */
export interface Assumption {
  readonly original: Variable;
  readonly assumed: Traced;
  /** of a condition around this one */
  readonly outer: Assumption | null;
}

export interface State {
  /** of the shell, exported or not */
  readonly variables: Environment;
  /** variables that are exported in some of the ways only */
  readonly exportedMaybe: ReadonlySet<string>;
  /** variables that are not listed may have been set by the shell too, so that they are not exported */
  readonly areExportsForgotten: boolean;
  /** variables that will be exported when they are set: `export A` before `A=1` */
  readonly exportMarks: ReadonlySet<string>;
  /** bash arrays by name: elements in order, a gap where some are not known */
  readonly arrays: ReadonlyMap<string, readonly Word[]>;
  readonly assumptions: ReadonlyMap<string, Assumption>;
  /** by name: the last assignment, of this shell and of those before it */
  readonly assigned: ReadonlyMap<string, LostAssignment>;
  readonly functions: ReadonlyMap<string, FunctionBinding>;
  /** `$1` first */
  readonly positional: readonly Word[];
  /** absolute; null when not known */
  readonly directory: string | null;
  /** `$OLDPWD`; "" when it is not set, null when not known */
  readonly previousDirectory: string | null;
  /** pushd; null when not known */
  readonly directoryStack: readonly string[] | null;
  readonly options: Options;
  /** `$?` */
  readonly status: Traced;
  /** standard output so far, of this shell or substitution */
  readonly output: readonly Traced[];
  /** `exec > file` sent standard output elsewhere */
  readonly isOutputLost: boolean;
  /** for each function that is running: what its local variables were outside of it */
  readonly frames: readonly SavedVariables[];
}

export interface SavedVariable {
  /** null when it was not set */
  readonly variable: Variable | null;
  readonly exportedMaybe: boolean;
  readonly array: readonly Word[] | null;
}

export type SavedVariables = ReadonlyMap<string, SavedVariable>;

const OFF: Options = { errexit: "no", nounset: "no", pipefail: "no", allexport: "no", noglob: "no", nullglob: "no" };

export function initialState(environment: Environment, directory: string | null, positional: readonly Word[], lost: readonly LostAssignment[] = []): State {
  return {
    variables: environment,
    exportedMaybe: new Set(),
    areExportsForgotten: false,
    exportMarks: new Set(),
    arrays: new Map(),
    assumptions: new Map(),
    assigned: new Map(lost.map((assignment) => [assignment.name, assignment])),
    functions: new Map(),
    positional,
    directory,
    previousDirectory: previousDirectory(environment),
    directoryStack: [],
    options: OFF,
    status: literal("0"),
    output: [],
    isOutputLost: false,
    frames: [],
  };
}

function previousDirectory(environment: Environment): string | null {
  const variable = environment.get("OLDPWD");
  if (variable === null) return "";
  return variable.set === "yes" ? literalOf(variable.value) : null;
}

export function setVariable(state: State, name: string, value: Traced, exported: boolean | "as before" = "as before"): State {
  const answer = exported === "as before" ? exportOf(state, name) : exported ? "yes" : "no";
  return {
    ...state,
    variables: state.variables.set(name, bounded(value), answer !== "no"),
    exportedMaybe: changed(state.exportedMaybe, name, answer === "maybe"),
    arrays: without(state.arrays, name),
  };
}

/** Whether a variable that is set now is exported. One that is set and exported in some of the ways only was marked in those. */
function exportOf(state: State, name: string): Answer {
  const { allexport } = state.options;
  const before = state.variables.get(name);
  if (allexport === "yes") return "yes";
  if (state.exportedMaybe.has(name)) return "maybe";
  if (state.exportMarks.has(name) || (before?.exported === true && before.set === "yes")) return "yes";
  return before?.exported === true ? "maybe" : allexport;
}

export function unsetVariable(state: State, name: string): State {
  return {
    ...state,
    variables: state.variables.unset(name),
    exportedMaybe: changed(state.exportedMaybe, name, false),
    exportMarks: changed(state.exportMarks, name, false),
    arrays: without(state.arrays, name),
    assigned: without(state.assigned, name),
  };
}

export function setArray(state: State, name: string, words: readonly Word[]): State {
  const cleared = setVariable(state, name, words[0]?.value ?? EMPTY);
  return { ...cleared, arrays: new Map(cleared.arrays).set(name, words) };
}

export function saveVariable(state: State, name: string): SavedVariable {
  return { variable: state.variables.get(name), exportedMaybe: state.exportedMaybe.has(name), array: state.arrays.get(name) ?? null };
}

export function restoreVariables(state: State, saved: SavedVariables): State {
  let next = state;
  for (const [name, { variable, exportedMaybe, array }] of saved) {
    const arrays = array === null ? without(next.arrays, name) : new Map(next.arrays).set(name, array);
    const variables = variable === null ? next.variables.unset(name) : next.variables.set(name, variable.value, variable.exported, variable.set);
    next = { ...next, variables, exportedMaybe: changed(next.exportedMaybe, name, exportedMaybe), arrays };
  }
  return next;
}

/** Marks a variable for export, or takes the mark away; a name that is not set stays unset. */
export function markExported(state: State, name: string, exported: boolean): State {
  const variable = state.variables.get(name);
  const marked: State = { ...state, exportMarks: changed(state.exportMarks, name, exported), exportedMaybe: changed(state.exportedMaybe, name, false) };
  return variable === null ? marked : { ...marked, variables: state.variables.set(name, variable.value, exported, variable.set) };
}

export function directoryText(directory: string | null, text: string): Traced {
  return directory === null ? unknownText({ code: "not-understood", text, at: null }, { mayBeEmpty: false, mayHaveBlanks: true }) : literal(directory);
}

const environments = new WeakMap<State, Environment>();

/** What a command that is started now sees. */
export function exportedEnvironment(state: State): Environment {
  const known = environments.get(state);
  if (known !== undefined) return known;
  let environment = state.variables.exported();
  for (const name of state.exportedMaybe) {
    const variable = state.variables.get(name);
    if (variable?.exported === true) environment = environment.set(name, variable.value, true, "maybe");
  }
  // every shell exports PWD from its start, whether somebody set it or not
  environment = environment.set("PWD", directoryText(state.directory, "the working directory"), true);
  environments.set(state, environment);
  return environment;
}

/** After something that may have changed anything in the shell: only the file system of the machine is as it was. */
export function forget(state: State, reason: Reason): State {
  return {
    ...forgetVariables(state, reason),
    functions: new Map([...state.functions].map(([name, binding]) => [name, { ...binding, set: "maybe" }])),
    directory: null,
    previousDirectory: null,
    directoryStack: null,
    status: unknownText(reason, { mayBeEmpty: false, mayHaveBlanks: false }),
  };
}

/** Variables are not known any more: any name may be set, to anything, and exported. */
export function forgetVariables(state: State, reason: Reason): State {
  return { ...state, variables: Environment.of([], reason), exportedMaybe: new Set(), areExportsForgotten: true, arrays: new Map(), assumptions: new Map() };
}

/** The variable may have any value, or none; `mayBeExported` where something may export it. */
export function forgetVariable(state: State, name: string, reason: Reason, mayBeExported: boolean): State {
  const before = state.variables.get(name);
  const [piece, ...others] = before?.value.pieces ?? [];
  // What is not known at all says better where it comes from than what made it forgotten.
  const isAny = others.length === 0 && piece?.kind === "unknown" && piece.shape.mayBeEmpty && piece.shape.mayHaveBlanks;
  const value = isAny && before !== null ? before.value : unknownText(reason);
  const wasExported = before?.exported === true;
  return {
    ...state,
    variables: state.variables.unset(name).set(name, value, wasExported || mayBeExported, "maybe"),
    exportedMaybe: changed(state.exportedMaybe, name, state.exportedMaybe.has(name) || (mayBeExported && !wasExported)),
    arrays: without(state.arrays, name),
  };
}

/** Appends to standard output. */
export function print(state: State, text: Traced): State {
  return text.pieces.length === 0 || state.isOutputLost ? state : { ...state, output: [...state.output, text] };
}

/** Pieces of one value: a value that doubles again and again has more of them than characters that matter. */
const MAX_PIECES = 4096;

function bounded(value: Traced): Traced {
  if (value.pieces.length <= MAX_PIECES && width(value) <= LIMITS.valueLength) return value;
  return unknownText({ code: "limit", text: `limit: a value of more than ${LIMITS.valueLength} characters or ${MAX_PIECES} pieces`, at: originOf(value) }, shapeOf(value));
}

function changed(set: ReadonlySet<string>, name: string, member: boolean): ReadonlySet<string> {
  if (set.has(name) === member) return set;
  const copy = new Set(set);
  if (member) copy.add(name);
  else copy.delete(name);
  return copy;
}

function without<T>(map: ReadonlyMap<string, T>, name: string): ReadonlyMap<string, T> {
  if (!map.has(name)) return map;
  const copy = new Map(map);
  copy.delete(name);
  return copy;
}
