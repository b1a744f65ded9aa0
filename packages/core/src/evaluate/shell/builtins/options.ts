/** set, shopt and shift: options of the shell and its positional parameters. */
import type { Word } from "../../../text/index.js";
import { EMPTY, literal } from "../../../text/index.js";
import { either, failure, NOTHING, type Outcome, success } from "../outcome.js";
import type { Context } from "../context.js";
import type { Answer, Options, State } from "../state.js";
import { argument, type BuiltinCall, type Builtins, regular, special } from "./builtin.js";

const LETTERS: Readonly<Record<string, keyof Options>> = { e: "errexit", u: "nounset", a: "allexport", f: "noglob" };
const NAMES: Readonly<Record<string, keyof Options>> = { errexit: "errexit", nounset: "nounset", allexport: "allexport", noglob: "noglob", pipefail: "pipefail" };

const UNKNOWN: Options = { errexit: "maybe", nounset: "maybe", pipefail: "maybe", allexport: "maybe", noglob: "maybe", nullglob: "maybe" };

/** Options, and what remains for the positional parameters; null when they stay as they are. */
export function readOptions(args: readonly Word[], before: Options): { readonly options: Options; readonly positional: readonly Word[] | null } {
  let options = before;
  for (let i = 0; i < args.length; i++) {
    const text = argument(args, i);
    // It may be options, and words behind them.
    if (text === null && args[i]?.kind === "gap") return { options: UNKNOWN, positional: args.slice(i) };
    if (text === "--" || text === "-") return { options, positional: args.length > i + 1 || text === "--" ? args.slice(i + 1) : null };
    if (text === null || !/^[-+]./.test(text)) return { options, positional: args.slice(i) };
    const value: Answer = text.startsWith("-") ? "yes" : "no";
    for (const letter of text.slice(1)) {
      const option = letter === "o" ? NAMES[argument(args, ++i) ?? ""] : LETTERS[letter];
      if (option !== undefined) options = { ...options, [option]: value };
    }
  }
  return { options, positional: null };
}

/** The options of a shell that is started with them. */
export function startOptions(words: readonly string[], before: Options): Options {
  return readOptions(
    words.map((text) => ({ kind: "word", value: literal(text) })),
    before,
  ).options;
}

function set({ args }: BuiltinCall, state: State): Outcome {
  const { options, positional } = readOptions(args, state.options);
  return success({ ...state, options, positional: positional ?? state.positional });
}

function shopt({ args }: BuiltinCall, state: State): Outcome {
  const value = argument(args, 0) === "-s" ? "yes" : argument(args, 0) === "-u" ? "no" : null;
  const isNullglob = args.some((_, i) => argument(args, i) === "nullglob");
  return success(value !== null && isNullglob ? { ...state, options: { ...state.options, nullglob: value } } : state);
}

/** More than there are is an error that ends dash, and fails elsewhere. */
function shift({ args }: BuiltinCall, state: State, context: Context): Outcome {
  const count = args[0] === undefined ? 1 : Number(argument(args, 0) ?? Number.NaN);
  const { positional } = state;
  const hidden = positional.findIndex((word) => word.kind === "gap");
  const tooMany = context.shell.dialect === "bash" ? failure(state) : shellEnds(state, context);
  if (Number.isNaN(count)) return either({ ...state, positional: [{ kind: "gap", value: args[0]?.value ?? EMPTY }] });
  if (hidden === -1 || hidden >= count) return count <= positional.length ? success({ ...state, positional: positional.slice(count) }) : tooMany;
  // A gap may hide fewer words than are shifted: then those behind it go.
  const behind = positional.slice(hidden + 1).map((word, i): Word => (i < count - hidden ? { ...word, kind: "gap" } : word));
  const shifted = success({ ...state, positional: [...positional.slice(hidden, hidden + 1), ...behind] });
  return behind.length >= count - hidden ? shifted : { success: shifted.success, failure: tooMany.failure, escapes: tooMany.escapes };
}

function shellEnds(state: State, context: Context): Outcome {
  return context.exitEndsBuild ? NOTHING : { ...NOTHING, escapes: [{ kind: "exit", levels: 0, succeeded: false, state }] };
}

export const optionBuiltins: Builtins = {
  set: special(set),
  shift: special(shift),
};

export const bashOptionBuiltins: Builtins = {
  shopt: regular(shopt),
};
