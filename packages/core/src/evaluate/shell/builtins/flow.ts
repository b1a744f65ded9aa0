/** Builtins that leave something: exit, return, break, continue; and those that only have a status. */
import type { Word } from "../../../text/index.js";
import type { Context } from "../context.js";
import { type Escape, failed, failure, lastSucceeded, type Outcome, success, succeeded } from "../outcome.js";
import type { State } from "../state.js";
import { argument, type Builtins, regular, special } from "./builtin.js";

/** Whether the command may end with zero and with another status: that of its argument, else that of the command before. */
function statuses(args: readonly Word[], state: State): readonly boolean[] {
  const given = args[0] === undefined ? null : argument(args, 0);
  if (given !== null) return [Number(given) % 256 === 0];
  const last = args[0] === undefined || isLastStatus(args[0], state) ? lastSucceeded(state) : "maybe";
  return last === "maybe" ? [true, false] : [last === "yes"];
}

/** `$?`, which was expanded in this state. */
function isLastStatus({ value }: Word, { status }: State): boolean {
  const [given, ...others] = value.pieces;
  const [last] = status.pieces;
  return others.length === 0 && given?.kind === "unknown" && last?.kind === "unknown" && given.reason === last.reason;
}

function leave(kind: "exit" | "return", args: readonly Word[], state: State, endsBuild: boolean): Outcome {
  const escapes = statuses(args, state).flatMap((isZero): readonly Escape[] =>
    !isZero && endsBuild ? [] : [{ kind, levels: 0, succeeded: isZero, state: isZero ? succeeded(state) : failed(state) }],
  );
  return { success: null, failure: null, escapes };
}

function leaveLoop(kind: "break" | "continue", args: readonly Word[], state: State, context: Context): Outcome {
  if (context.loops === 0) return success(state);
  const levels = args[0] === undefined ? 1 : Math.max(1, Number(argument(args, 0) ?? 1) || 1);
  return { success: null, failure: null, escapes: [{ kind, levels: Math.min(levels, context.loops), succeeded: true, state: succeeded(state) }] };
}

export const flowBuiltins: Builtins = {
  exit: special(({ args }, state, context) => leave("exit", args, state, context.exitEndsBuild)),
  // Outside of functions it is an error that bash goes on after, and `exit` elsewhere.
  return: special(({ args }, state, context) => {
    if (!context.mayReturn && context.shell.dialect === "bash") return failure(state);
    return leave("return", args, state, context.mayReturn ? context.returnEndsBuild : context.exitEndsBuild);
  }),
  break: special(({ args }, state, context) => leaveLoop("break", args, state, context)),
  continue: special(({ args }, state, context) => leaveLoop("continue", args, state, context)),
  ":": special((_, state) => success(state)),
  true: regular((_, state) => success(state)),
  false: regular((_, state) => failure(state)),
};
