/** cd, pwd and the directory stack of bash. */
import type { Traced, Word } from "../../../text/index.js";
import { concat, literal, literalOf } from "../../../text/index.js";
import { type Context } from "../context.js";
import { absolutePath } from "../files.js";
import { failure, type Outcome, success } from "../outcome.js";
import { directoryText, print, type State } from "../state.js";
import { afterOptions, type Builtins, regular } from "./builtin.js";

/**
 * Goes to a directory. One that is known to be absent is a failure. Where it is not known, and nothing looks at the status, the script is taken to get
 * there: in the directory it came from its other commands would make no sense.
 */
function change(state: State, target: string | null, context: Context): Outcome {
  const moved: State = { ...state, directory: target, previousDirectory: state.directory };
  if (target === null) return context.errexitIgnored ? { ...success(moved), failure: failure(state).failure } : success(moved);
  const fact = context.shell.machine.files.stat(target);
  if (fact.kind === "directory") return success(moved);
  if (fact.kind === "absent" || fact.kind === "file") return failure(state);
  return context.errexitIgnored ? { ...success(moved), failure: failure(state).failure } : success(moved);
}

function targetOf(words: readonly Word[], state: State): string | null {
  const [word] = words;
  if (word?.kind === "gap") return null;
  const home = word === undefined ? state.variables.get("HOME") : null;
  const text: Traced | null = word?.value ?? (home?.set === "yes" ? home.value : null);
  const known = text === null ? null : literalOf(text);
  return known === null ? null : known === "" ? state.directory : absolutePath(known, state);
}

function cd(args: readonly Word[], state: State, context: Context): Outcome {
  const { rest } = afterOptions(args);
  const isBack = literalOf(rest[0]?.value ?? { pieces: [] }) === "-";
  if (!isBack) return change(state, targetOf(rest, state), context);
  // Without a directory before, bash fails and the others stay where they are.
  if (state.previousDirectory === "") return context.shell.dialect === "bash" ? failure(state) : success(printDirectory(state));
  const outcome = change(state, state.previousDirectory, context);
  return outcome.success === null ? outcome : { ...outcome, success: printDirectory(outcome.success) };
}

function printDirectory(state: State): State {
  return print(state, concat(directoryText(state.directory, "the working directory"), literal("\n")));
}

function pushd(args: readonly Word[], state: State, context: Context): Outcome {
  const { rest } = afterOptions(args);
  const { directory, directoryStack } = state;
  const outcome = change(state, targetOf(rest, state), context);
  const stack = directory === null || directoryStack === null ? null : [...directoryStack, directory];
  return outcome.success === null ? outcome : { ...outcome, success: printDirectory({ ...outcome.success, directoryStack: stack }) };
}

function popd(state: State, context: Context): Outcome {
  const { directoryStack } = state;
  if (directoryStack?.length === 0) return failure(state);
  const outcome = change(state, directoryStack?.at(-1) ?? null, context);
  return outcome.success === null ? outcome : { ...outcome, success: printDirectory({ ...outcome.success, directoryStack: directoryStack?.slice(0, -1) ?? null }) };
}

export const directoryBuiltins: Builtins = {
  cd: regular(({ args }, state, context) => cd(args, state, context)),
  chdir: regular(({ args }, state, context) => cd(args, state, context)),
  pwd: regular((_, state) => success(printDirectory(state))),
};

export const bashDirectoryBuiltins: Builtins = {
  pushd: regular(({ args }, state, context) => pushd(args, state, context)),
  popd: regular((_, state, context) => popd(state, context)),
  dirs: regular((_, state) => success(printDirectory(state))),
};
