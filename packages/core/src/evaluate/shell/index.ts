/** Evaluation of shell scripts: nothing is executed; programs that a script would start are given to the machine. */
import type { Traced, Word } from "../../text/index.js";
import { carrier, literal, oneOf, unknownText } from "../../text/index.js";
import type { Environment } from "../environment.js";
import type { Machine, ShellRun } from "../machine.js";
import type { LeftAssignment } from "../lost.js";
import type { CommandResult } from "../model.js";
import { leftAssignments } from "./assignments.js";
import { startOptions } from "./builtins/options.js";
import type { Context } from "./context.js";
import { caught, meet, type Outcome } from "./outcome.js";
import { ShellRunner } from "./shell.js";
import { outputsOf } from "./printed.js";
import { Processes } from "./processes.js";
import { forget, initialState } from "./state.js";

export { withoutTrailingNewlines } from "./substitution.js";

export interface ShellResult {
  readonly result: CommandResult;
  /** of the shell when it ends: its variables, exported or not */
  readonly environment: Environment;
  readonly directory: string | null;
  readonly left: readonly LeftAssignment[];
}

/**
 * Evaluates a script.
 *
 * Each program that it starts is given to `machine.run`, with its words after expansion (facts r1, r1b), the exported environment, the directory, and
 * whether it runs in every way the build can go. A script that fails ends the build, so ways on which it does are not followed, unless its failure is tolerated. Never throws.
 */
export function runShell(run: ShellRun, machine: Machine): ShellResult {
  const [name = literal("sh"), ...positional] = run.positional;
  const shell = new ShellRunner(run.dialect, machine, name, run.make, new Processes(run));
  const initial = initialState(
    run.environment,
    run.directory,
    [...positional.map((value): Word => ({ kind: "word", value })), ...(run.morePositional === undefined ? [] : [{ kind: "gap", value: unknownText(run.morePositional) } as const])],
    run.lost,
  );
  const state = { ...initial, options: startOptions(run.options ?? [], initial.options) };
  const { failureTolerated = "no" } = run;
  const context: Context = {
    shell,
    source: { text: run.script, file: null },
    certainty: run.certainty,
    chain: run.chain,
    input: null,
    isOutputRead: false,
    isAside: false,
    exitEndsBuild: failureTolerated !== "yes",
    returnEndsBuild: failureTolerated === "no",
    failureEndsBuild: failureTolerated === "no",
    assumesNoExit: failureTolerated === "of the status",
    errexitIgnored: false,
    mayReturn: false,
    loops: 0,
    nesting: 0,
  };
  const outcome = caught(shell.script(machine.parsed.script(carrier(run.script)), state, context), () => true);
  if (shell.exhausted !== null) {
    return { result: { status: "unknown", output: unknownText(shell.exhausted) }, environment: forget(state, shell.exhausted).variables, directory: null, left: [] };
  }
  const end = meet(outcome.success, outcome.failure) ?? state;
  return { result: { status: statusOf(outcome), output: outputOf(outcome) }, environment: end.variables, directory: end.directory, left: leftAssignments(end, shell) };
}

function statusOf({ success, failure }: Outcome): CommandResult["status"] {
  if (success === null) return "failure";
  return failure === null ? "success" : "unknown";
}

function outputOf(outcome: Outcome): Traced {
  const outputs = outputsOf(outcome).map((value) => ({ value, when: "" }));
  return outputs.length === 0 ? unknownText({ code: "command-output", text: "output of a script that fails", at: null }) : oneOf(outputs);
}
