/** Calls of functions. */
import type { Hop, Word } from "../../text/index.js";
import type { Context } from "./context.js";
import { alternatives, caught, type Outcome } from "./outcome.js";
import { type FunctionBinding, type FunctionValue, restoreVariables, type SavedVariables, type State } from "./state.js";

/** `otherwise`: what the name is when it is no function. `saved`: variables of assignment prefixes, which last as long as the call. */
export function callFunction(
  binding: FunctionBinding,
  args: readonly Word[],
  hop: Hop,
  saved: SavedVariables,
  state: State,
  context: Context,
  otherwise: (context: Context) => Outcome,
): Outcome {
  const isSure = binding.set === "yes" && binding.definitions.length === 1;
  const here: Context = isSure ? context : { ...context, certainty: "may" };
  const ways = binding.definitions.map((definition) => ({ outcome: callOne(definition, args, hop, saved, state, here), when: "" }));
  return alternatives(binding.set === "yes" ? ways : [...ways, { outcome: otherwise(here), when: "" }]);
}

function callOne({ body, source }: FunctionValue, args: readonly Word[], hop: Hop, saved: SavedVariables, state: State, context: Context): Outcome {
  const inner: Context = {
    ...context,
    source,
    chain: [...context.chain, hop],
    returnEndsBuild: context.failureEndsBuild,
    mayReturn: true,
    loops: 0,
    nesting: context.nesting + 1,
  };
  const entered: State = { ...state, positional: args, frames: [...state.frames, saved] };
  const outcome = caught(context.shell.execute(body, entered, inner), (escape) => escape.kind === "return");
  const leave = (end: State): State => leaveFrame({ ...end, positional: state.positional });
  return {
    success: outcome.success && leave(outcome.success),
    failure: outcome.failure && leave(outcome.failure),
    escapes: outcome.escapes.map((escape) => ({ ...escape, state: leave(escape.state) })),
  };
}

/** Local variables are again what they were outside. */
function leaveFrame(state: State): State {
  const frame = state.frames.at(-1);
  return { ...(frame === undefined ? state : restoreVariables(state, frame)), frames: state.frames.slice(0, -1) };
}
