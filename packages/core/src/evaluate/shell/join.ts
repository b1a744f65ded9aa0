/** Where two ways of a script meet. */
import type { Traced, Word } from "../../text/index.js";
import { oneOf, unknownText } from "../../text/index.js";
import type { Environment, Variable } from "../environment.js";
import { outputForBoth } from "./printed.js";
import { type Answer, type Assumption, type FunctionBinding, type Options, type SavedVariable, saveVariable, type State } from "./state.js";

/** The state of which it is only known that it is one of two; each with the condition that leads to it, for people. */
export function joinStates(left: State, right: State, whenLeft: string, whenRight: string): State {
  if (left === right) return left;
  const [a, b] = [withoutAssumptions(left, right), withoutAssumptions(right, left)];
  const text = (x: Traced, y: Traced): Traced => joinTexts(x, y, whenLeft, whenRight);
  const { variables, exportedMaybe } = joinVariables(a, b, text);
  return {
    variables,
    exportedMaybe,
    areExportsForgotten: a.areExportsForgotten || b.areExportsForgotten,
    exportMarks: a.exportMarks === b.exportMarks ? a.exportMarks : new Set([...a.exportMarks].filter((name) => b.exportMarks.has(name))),
    arrays: a.arrays === b.arrays ? a.arrays : joinArrays(a.arrays, b.arrays, text),
    assumptions: a.assumptions === b.assumptions ? a.assumptions : new Map([...a.assumptions].filter(([name, assumption]) => b.assumptions.get(name) === assumption)),
    assigned: a.assigned === b.assigned ? a.assigned : new Map([...a.assigned].filter(([name, assignment]) => b.assigned.get(name) === assignment)),
    functions: joinFunctions(a.functions, b.functions),
    positional: a.positional === b.positional ? a.positional : joinWordLists(a.positional, b.positional, text),
    directory: a.directory === b.directory ? a.directory : null,
    previousDirectory: a.previousDirectory === b.previousDirectory ? a.previousDirectory : null,
    directoryStack: sameTexts(a.directoryStack, b.directoryStack) ? a.directoryStack : null,
    options: joinOptions(a.options, b.options),
    status: text(a.status, b.status),
    output: joinOutput(a.output, b.output, text),
    isOutputLost: a.isOutputLost || b.isOutputLost,
    frames: joinFrames(a, b, text),
  };
}

export function joinTexts(x: Traced, y: Traced, whenX: string, whenY: string): Traced {
  return x === y
    ? x
    : oneOf([
        { value: x, when: whenX },
        { value: y, when: whenY },
      ]);
}

/** What a condition told of a variable holds no more where the other way did not have it. */
function withoutAssumptions(state: State, other: State): State {
  if (state.assumptions === other.assumptions) return state;
  let { variables } = state;
  const assumptions = new Map(state.assumptions);
  for (const [name, innermost] of state.assumptions) {
    const shared = other.assumptions.get(name) ?? null;
    let assumption: Assumption | null = innermost;
    while (assumption !== null && assumption !== shared && variables.get(name)?.value === assumption.assumed) {
      const { original } = assumption;
      variables = variables.set(name, original.value, original.exported, original.set);
      assumption = assumption.outer;
    }
    if (assumption === null || assumption !== shared) assumptions.delete(name);
    else assumptions.set(name, assumption);
  }
  return { ...state, variables, assumptions };
}

type JoinText = (x: Traced, y: Traced) => Traced;

function joinVariables(a: State, b: State, text: JoinText): { readonly variables: Environment; readonly exportedMaybe: ReadonlySet<string> } {
  if (a.variables === b.variables && a.exportedMaybe === b.exportedMaybe && a.exportMarks === b.exportMarks) return a;
  const exportedMaybe = new Set([...a.exportedMaybe, ...b.exportedMaybe]);
  // What the open one does not list may be set in the other way too.
  const base = a.variables.open === null ? b.variables : a.variables;
  let variables = base;
  for (const name of a.variables.namesBeside(b.variables)) {
    const [x, y] = [a.variables.get(name), b.variables.get(name)];
    const joined = joinVariable(x, y, text);
    if (joined === null) variables = variables.unset(name);
    else if (joined !== base.get(name)) variables = variables.set(name, joined.value, joined.exported, joined.set);
    if (x !== null && y !== null && x.exported !== y.exported) exportedMaybe.add(name);
  }
  // A mark of one way only: `export A`, set later.
  for (const name of new Set([...a.exportMarks, ...b.exportMarks])) {
    if (!isExportedForSure(a, name) || !isExportedForSure(b, name)) exportedMaybe.add(name);
  }
  return { variables, exportedMaybe };
}

function isExportedForSure({ exportMarks, exportedMaybe, variables }: State, name: string): boolean {
  const variable = variables.get(name);
  return exportMarks.has(name) || (variable?.exported === true && variable.set === "yes" && !exportedMaybe.has(name));
}

function joinVariable(x: Variable | null, y: Variable | null, text: JoinText): Variable | null {
  if (x === y) return x;
  if (x === null || y === null) {
    const only = (x ?? y) as Variable;
    return { ...only, set: "maybe" };
  }
  const value = text(x.value, y.value);
  const set = x.set === "yes" && y.set === "yes" ? "yes" : "maybe";
  const exported = x.exported || y.exported;
  return value === x.value && set === x.set && exported === x.exported ? x : { value, set, exported };
}

function joinArrays(a: State["arrays"], b: State["arrays"], text: JoinText): State["arrays"] {
  const arrays = new Map<string, readonly Word[]>();
  for (const name of new Set([...a.keys(), ...b.keys()])) arrays.set(name, joinWordLists(a.get(name) ?? [], b.get(name) ?? [], text));
  return arrays;
}

/** Lists of one length meet word by word; others have an unknown number of words. */
export function joinWordLists(a: readonly Word[], b: readonly Word[], text: JoinText): readonly Word[] {
  if (a.length === b.length) {
    return a.map((word, i) => {
      const other = b[i] ?? word;
      if (word === other) return word;
      return { kind: word.kind === "gap" || other.kind === "gap" ? "gap" : "word", value: text(word.value, other.value) };
    });
  }
  return [{ kind: "gap", value: unknownText({ code: "alternatives", text: "lists of several lengths", at: null }) }];
}

function joinFunctions(a: State["functions"], b: State["functions"]): State["functions"] {
  if (a === b) return a;
  const functions = new Map<string, FunctionBinding>();
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [x, y] = [a.get(name), b.get(name)];
    const definitions = [...new Set([...(x?.definitions ?? []), ...(y?.definitions ?? [])])];
    functions.set(name, { definitions, set: x?.set === "yes" && y?.set === "yes" ? "yes" : "maybe" });
  }
  return functions;
}

function joinOptions(a: Options, b: Options): Options {
  if (a === b) return a;
  const answer = (x: Answer, y: Answer): Answer => (x === y ? x : "maybe");
  return {
    errexit: answer(a.errexit, b.errexit),
    nounset: answer(a.nounset, b.nounset),
    pipefail: answer(a.pipefail, b.pipefail),
    allexport: answer(a.allexport, b.allexport),
    noglob: answer(a.noglob, b.noglob),
    nullglob: answer(a.nullglob, b.nullglob),
  };
}

/** What both printed before they parted stays as it is. */
function joinOutput(a: readonly Traced[], b: readonly Traced[], text: JoinText): readonly Traced[] {
  if (a === b) return a;
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  const both = outputForBoth(a, b);
  if (both !== null) return both;
  const rest = (chunks: readonly Traced[]): Traced => ({ pieces: chunks.slice(common).flatMap((chunk) => chunk.pieces) });
  return [...a.slice(0, common), text(rest(a), rest(b))];
}

function joinFrames(a: State, b: State, text: JoinText): State["frames"] {
  if (a.frames === b.frames) return a.frames;
  return a.frames.map((frame, i) => {
    const other = b.frames[i];
    if (frame === other || other === undefined) return frame;
    // A variable that is local in one of the ways only is, in the other, what it is there.
    const saved = new Map<string, SavedVariable>();
    for (const name of new Set([...frame.keys(), ...other.keys()])) {
      const [x, y] = [frame.get(name) ?? saveVariable(a, name), other.get(name) ?? saveVariable(b, name)];
      saved.set(name, {
        variable: joinVariable(x.variable, y.variable, text),
        exportedMaybe: x.exportedMaybe || y.exportedMaybe || (x.variable !== null && y.variable !== null && x.variable.exported !== y.variable.exported),
        array: x.array === null && y.array === null ? null : joinWordLists(x.array ?? [], y.array ?? [], text),
      });
    }
    return saved;
  });
}

function sameTexts(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a === b || (a !== null && b !== null && a.length === b.length && a.every((text, i) => text === b[i]));
}
