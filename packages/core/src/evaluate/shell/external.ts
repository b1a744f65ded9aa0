/** Programs that are not part of the shell. */
import { afterCommand, lostAssignments } from "./assignments.js";
import { type Context, endsBuild, type Program } from "./context.js";
import { either, failed, failure, type Outcome, success } from "./outcome.js";
import { exportedEnvironment, print, type State } from "./state.js";

/** `seen` is what the program sees, `after` the shell's own state behind it. */
export function runExternal(program: Program, seen: State, after: State, context: Context): Outcome {
  const { words, place } = program;
  const { status, output, failureOutput = output } = context.shell.machine.run({
    words,
    environment: exportedEnvironment(seen),
    directory: seen.directory,
    at: place,
    chain: context.chain,
    certainty: context.certainty,
    input: context.input,
    lost: lostAssignments(seen, context.shell),
    ...(context.shell.make === null ? {} : { make: context.shell.make }),
    waiting: context.shell.processes.above(program, after, context),
    failureTolerated: endsBuild(after, context) ? "no" : context.assumesNoExit ? "of the status" : "yes",
  });
  const printed = afterCommand(print(after, output), words);
  if (status === "unknown") return failureOutput === output ? either(printed) : { ...either(printed), failure: failed({ ...printed, output: print(after, failureOutput).output }) };
  return status === "success" ? success(printed) : failure(printed);
}
