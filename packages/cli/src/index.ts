import { VERSION } from "./version.js";

/** Exit codes are ESLint's: 0 nothing to report, 1 findings, 2 the run itself failed. */
export type ExitCode = 0 | 1 | 2;

/** Runs the command line. `argv` is without the program's own name; results go to stdout, everything else to stderr. */
export function main(argv: readonly string[]): ExitCode {
  if (argv.includes("--version")) {
    process.stdout.write(`${VERSION}\n`);
    return 0;
  }
  process.stderr.write("usage: go-indep-lint --version\n");
  return 2;
}
