import { parseArguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import { runExplain } from "./explain/run-explain.js";
import { runLint } from "./lint/run-lint.js";

export { PROJECT_SCHEMA, projectJson } from "./explain/project-json.js";

/** ESLint's exit codes: 0 nothing is wrong, 1 there are errors, 2 the run itself failed. */
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
    if (args.command === "explain") {
      streams.out(runExplain(args, streams));
      return 0;
    }
    const { output, errors } = await runLint(args, streams);
    streams.out(output);
    return errors > 0 ? 1 : 0;
  } catch (error) {
    streams.err(`go-indep-lint: ${describe(error)}\n`);
    return 2;
  }
}

function describe(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}
