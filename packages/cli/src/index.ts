import type { Defect } from "@go-indep/core";
import { parseArguments, type Arguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import { runExplain } from "./explain/run-explain.js";
import { runInspect } from "./inspect/run-inspect.js";
import { runLint } from "./lint/run-lint.js";
import type { Run } from "./run.js";

export { INSPECT_SCHEMA } from "./inspect/inspect-json.js";
export { PROJECT_SCHEMA, projectJson } from "./explain/project-json.js";

/** ESLint's exit codes: 0 nothing is wrong, 1 there are errors or a difference that was asked for, 2 the run itself failed. */
export type ExitCode = 0 | 1 | 2;

export interface Streams {
  readonly cwd: string;
  readonly colours: boolean;
  out(text: string): void;
  err(text: string): void;
}

/** Runs the command line. `argv` is without the program's own name; results go to `out`, everything else to `err`. */
export async function main(argv: readonly string[], streams: Streams): Promise<ExitCode> {
  const args = parseArguments(argv);
  if ("exitCode" in args) {
    streams.out(args.stdout);
    streams.err(args.stderr);
    return args.exitCode;
  }
  try {
    const { output, exitCode, defects, cacheProblem } = await run(args, streams);
    streams.out(output);
    // The results are right without it: the exit code stays.
    if (cacheProblem !== null) streams.err(`go-indep-lint: the cache could not be written: ${cacheProblem}\n`);
    return reportDefects(defects, streams) ? 2 : exitCode;
  } catch (error) {
    streams.err(`go-indep-lint: ${describe(error)}\n`);
    return 2;
  }
}

function run(args: Arguments, streams: Streams): Run | Promise<Run> {
  if (args.command === "explain") return runExplain(args, streams);
  if (args.command === "inspect") return runInspect(args, streams);
  return runLint(args, streams);
}

/** Our own bugs are told apart from everything else: the run went on without the files that they concern. */
function reportDefects(defects: readonly Defect[], streams: Streams): boolean {
  for (const { file, stack } of defects) streams.err(`go-indep-lint: ${file} could not be analysed. This is a bug in go-indep-lint, please report it.\n${stack}\n`);
  return defects.length > 0;
}

function describe(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}
