import { literal, literalOf, unknownText, WORD_SHAPE } from "../../../text/index.js";
import { assignedInArithmetic, evaluateArithmetic } from "../expand/arithmetic.js";
import { either, failure, type Outcome, success } from "../outcome.js";
import { setVariable, type State } from "../state.js";
import { argument, type BuiltinCall, type Builtins, regular } from "./builtin.js";

/** The status tells whether the last expression is not zero. */
function run(call: BuiltinCall, before: State): Outcome {
  let state = before;
  let last: bigint | null = 0n;
  for (let i = 0; i < call.args.length; i++) {
    const expression = argument(call.args, i);
    last = expression === null ? null : evaluateArithmetic(expression, { get: (name) => valueOf(state, name), set: (name, value) => (state = setVariable(state, name, literal(value, call.place))) });
    if (last !== null) continue;
    for (const name of assignedInArithmetic(expression ?? "")) {
      state = setVariable(state, name, unknownText({ code: "not-understood", text: `\`${call.hop.text}\``, at: call.place }, WORD_SHAPE));
    }
  }
  if (last === null) return either(state);
  return last === 0n ? failure(state) : success(state);
}

function valueOf(state: State, name: string): string | null {
  const variable = state.variables.get(name);
  if (variable === null) return "";
  return variable.set === "yes" ? literalOf(variable.value) : null;
}

export const bashLet: Builtins = { let: regular(run) };
