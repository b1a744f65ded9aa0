/** Builtins that set variables and their attributes. */
import type { Reason, Traced, Word } from "../../../text/index.js";
import { carrier, concat, EMPTY, firstUnknown, slice, unknownText, WORD_SHAPE } from "../../../text/index.js";
import { noteAssignment } from "../assignments.js";
import { noteEmptyAssignment } from "../empty.js";
import { type Context, placeOf } from "../context.js";
import { Expander } from "../expand/expander.js";
import { either, failure, type Outcome, success } from "../outcome.js";
import { forgetVariables, markExported, saveVariable, type SavedVariables, setArray, setVariable, type State, unsetVariable } from "../state.js";
import { afterOptions, argument, type BuiltinCall, type Builtins, hasGap, regular, special } from "./builtin.js";

interface Attributes {
  /** null: as it is */
  readonly exported: boolean | null;
  readonly local: boolean;
}

/** `name`, `name=value`, `name+=value`; null for a word that is none of them. */
function read(value: Traced): { readonly name: string; readonly value: Traced | null; readonly append: boolean } | null {
  const text = carrier(value);
  const match = /^([A-Za-z_]\w*)(?:(\+?)=)?/.exec(text);
  if (match === null) return null;
  const isAssignment = match[0].endsWith("=");
  if (!isAssignment && match[0].length !== text.length) return null;
  return { name: match[1]!, value: isAssignment ? slice(value, match[0].length) : null, append: match[2] === "+" };
}

function declare(call: BuiltinCall, words: readonly Word[], attributes: Attributes, before: State, context: Context): State {
  if (hasGap(words)) return forgetVariables(before, reasonOf(call, words));
  let state = before;
  for (const [i, word] of words.entries()) {
    const found = read(word.value);
    if (found === null) {
      if (firstUnknown(word.value) !== null) state = forgetVariables(state, reasonOf(call, words));
      continue;
    }
    if (attributes.local) state = makeLocal(state, found.name, found.value === null, context);
    const array = call.nodes[call.nodes.length - words.length + i]?.parts.find((part) => part.kind === "array");
    if (array !== undefined) {
      const expander = new Expander(context, state);
      const elements = expander.words(array.elements);
      state = setArray(expander.state, found.name, elements);
    } else if (found.value !== null) {
      const old = found.append ? (state.variables.get(found.name)?.value ?? EMPTY) : EMPTY;
      state = setVariable(state, found.name, concat(old, found.value));
      const node = call.nodes[call.nodes.length - words.length + i];
      if (node !== undefined) noteEmptyAssignment(found.name, concat(old, found.value), placeOf(context, node.range), context);
      if (node !== undefined && !found.append) state = noteAssignment(state, found.name, found.value, placeOf(context, node.range));
    }
    if (attributes.exported !== null) state = markExported(state, found.name, attributes.exported);
  }
  return state;
}

/** Remembers what the variable is outside of the function. A local variable without a value is unset in bash, and what it was in dash and busybox. */
function makeLocal(state: State, name: string, withoutValue: boolean, context: Context): State {
  const frame = state.frames.at(-1);
  if (frame === undefined) return state;
  const saved: SavedVariables = frame.has(name) ? frame : new Map(frame).set(name, saveVariable(state, name));
  const entered: State = { ...state, frames: [...state.frames.slice(0, -1), saved] };
  return withoutValue && context.shell.dialect === "bash" && !frame.has(name) ? unsetVariable(entered, name) : entered;
}

function unset(call: BuiltinCall, state: State): State {
  const { options, rest } = afterOptions(call.args);
  if (hasGap(rest)) return options.includes("f") ? state : forgetVariables(state, reasonOf(call, rest));
  let next = state;
  for (let i = 0; i < rest.length; i++) {
    const name = argument(rest, i);
    if (name === null) next = forgetVariables(next, reasonOf(call, rest));
    else if (options.includes("f") || (!options.includes("v") && next.variables.get(name) === null && next.functions.has(name))) {
      next = { ...next, functions: new Map([...next.functions].filter(([key]) => key !== name)) };
    } else if (/^[A-Za-z_]\w*$/.test(name)) next = unsetVariable(next, name);
    else next = setArray(next, /^\w*/.exec(name)?.[0] ?? "", [{ kind: "gap", value: unknownText(reasonOf(call, rest)) }]);
  }
  return next;
}

/** A line of input is not known. */
function readLine(call: BuiltinCall, state: State): Outcome {
  const { options, values, rest } = afterOptions(call.args, "pdntNua");
  if (hasGap(rest)) return either(forgetVariables(state, reasonOf(call, rest)));
  const reason: Reason = { code: "command-output", text: "a line of standard input", at: call.place };
  const array = values.get("a");
  let next = array === undefined ? state : setArray(state, carrier(array), [{ kind: "gap", value: unknownText(reason) }]);
  const names = rest.map((_, i) => argument(rest, i)).filter((name) => name !== null);
  for (const name of names.length > 0 ? names : ["REPLY"]) {
    if (!options.includes("a")) next = setVariable(next, name, unknownText(reason));
  }
  return either(next);
}

function readArray(call: BuiltinCall, state: State): Outcome {
  const { rest } = afterOptions(call.args, "dnOsuCc");
  const value = unknownText({ code: "command-output", text: "lines of standard input", at: call.place });
  return success(setArray(state, argument(rest, 0) ?? "MAPFILE", [{ kind: "gap", value }]));
}

function reasonOf(call: BuiltinCall, words: readonly Word[]): Reason {
  const reason = words.map((word) => firstUnknown(word.value)).find((found) => found !== null);
  return { code: reason?.code ?? "not-understood", text: `\`${call.hop.text}\` sets variables that are not known`, at: call.place };
}

function declareLocal(call: BuiltinCall, state: State, context: Context): Outcome {
  const { options, rest } = afterOptions(call.args);
  const attributes = { exported: options.includes("x") ? true : null, local: state.frames.length > 0 && !options.includes("g") };
  if (options.includes("A")) return success(keyed(call, rest, attributes, state, context));
  return success(options.includes("f") || options.includes("p") ? state : declare(call, rest, attributes, state, context));
}

/** Elements of arrays that are keyed by text are not told apart. */
function keyed(call: BuiltinCall, words: readonly Word[], attributes: Attributes, before: State, context: Context): State {
  let state = before;
  for (const { value } of words) {
    const found = read(value);
    if (found === null) continue;
    if (attributes.local) state = makeLocal(state, found.name, true, context);
    state = setArray(state, found.name, [{ kind: "gap", value: unknownText({ code: "not-understood", text: `elements of the array ${found.name}`, at: call.place }) }]);
  }
  return state;
}

/** Source: POSIX.1-2024, getopts. Known for arguments that are known; OPTIND counts them, and letters inside of one are counted in its fraction. */
function getopts(call: BuiltinCall, state: State): Outcome {
  const [options, name, ...given] = call.args;
  const variable = argument(call.args, 1);
  if (options === undefined || name === undefined || variable === null) return either(forgetVariables(state, reasonOf(call, call.args)));
  const words = given.length > 0 ? given : state.positional;
  if (words.length === 0) return failure(setVariable(state, variable, { pieces: [{ kind: "literal", text: "?", origin: null, via: null }] }));
  const reason: Reason = { code: "caller", text: "an option of the script", at: call.place };
  const found = ["OPTIND", variable].reduce((next, each) => setVariable(next, each, unknownText(reason, WORD_SHAPE)), setVariable(state, "OPTARG", unknownText(reason)));
  return either(found);
}

export const variableBuiltins: Builtins = {
  export: special((call, state, context) => {
    const { options, rest } = afterOptions(call.args);
    if (options.includes("p") || options.includes("f")) return success(state);
    return success(declare(call, rest, { exported: !options.includes("n"), local: false }, state, context));
  }),
  readonly: special((call, state, context) => success(declare(call, afterOptions(call.args).rest, { exported: null, local: false }, state, context))),
  local: regular(declareLocal),
  unset: special((call, state) => success(unset(call, state))),
  read: regular(readLine),
  getopts: regular(getopts),
};

export const bashVariableBuiltins: Builtins = {
  declare: regular(declareLocal),
  typeset: regular(declareLocal),
  mapfile: regular(readArray),
  readarray: regular(readArray),
};
