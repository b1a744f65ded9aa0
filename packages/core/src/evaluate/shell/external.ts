/** Programs that are not part of the shell. */
import type { Context, Program } from "./context.js";
import { either, failure, type Outcome, success } from "./outcome.js";
import { exportedEnvironment, print, type State } from "./state.js";

/** `seen` is what the program sees, `after` the shell's own state behind it. */
export function runExternal({ words, place }: Program, seen: State, after: State, context: Context): Outcome {
  const { status, output } = context.shell.machine.run({
    words,
    environment: exportedEnvironment(seen),
    directory: seen.directory,
    at: place,
    chain: context.chain,
    certainty: context.certainty,
    input: context.input,
  });
  const printed = print(after, output);
  if (status === "unknown") return either(printed);
  return status === "success" ? success(printed) : failure(printed);
}
