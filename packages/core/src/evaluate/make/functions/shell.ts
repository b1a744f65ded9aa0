/** `$(shell …)`: never run, but read by the machine's shell. Source: function.c (func_shell_base); fact q6. */
import type { Origin, Traced } from "../../../text/index.js";
import { concatAll, EMPTY, isEmpty, literal, originOf, unknownText, WORD_SHAPE } from "../../../text/index.js";
import { withoutTrailingNewlines } from "../../shell/index.js";
import { limit } from "../expand.js";
import type { Make } from "../make.js";
import { shellOf } from "../shell.js";
import { definition } from "../variable.js";

/** `$(shell)` runs of one make; more are not looked at. */
const MAX_RUNS = 2_000;

export function shellFunction(make: Make, [command = EMPTY]: readonly Traced[], whole: Traced): Traced {
  return foldNewlines(shellOutput(make, command, originOf(whole)));
}

/** The standard output of a command as it is. */
export function shellOutput(make: Make, command: Traced, at: Origin | null): Traced {
  if (isEmpty(command)) return EMPTY;
  if (++make.shellRuns.count > MAX_RUNS) return limit(`more than ${MAX_RUNS} commands of $(shell)`, at);
  const shell = shellOf(make);
  const { status, output } = make.machine.runShell({
    script: command,
    dialect: shell.dialect,
    options: shell.options,
    failureTolerated: "of the status",
    // make 4.3 starts it with its own environment, not with the exported variables (fact q6)
    environment: make.run.environment,
    directory: make.run.directory,
    positional: [shell.path],
    chain: at === null ? make.run.chain : [...make.run.chain, { fact: "", text: "$(shell …)", at }],
    certainty: make.certainty,
    isRepeated: true,
  });
  const exit = status === "success" ? literal("0") : unknownText({ code: "command-output", text: "exit status of a command", at }, WORD_SHAPE);
  make.define(".SHELLSTATUS", definition("simple", "override", exit, { at }));
  return output;
}

/** Newlines become spaces, those at the end go. Source: function.c, fold_newlines. */
export function foldNewlines(output: Traced): Traced {
  return mapLiterals(withoutTrailingNewlines(mapLiterals(output, (text) => text.replaceAll("\r\n", "\n"))), (text) => text.replaceAll("\n", " "));
}

function mapLiterals({ pieces }: Traced, change: (text: string) => string): Traced {
  return concatAll(
    pieces.map((piece): Traced => {
      if (piece.kind === "literal") return change(piece.text) === piece.text ? { pieces: [piece] } : { pieces: [{ ...piece, text: change(piece.text) }] };
      if (piece.kind === "unknown") return { pieces: [piece] };
      return { pieces: [{ ...piece, alternatives: piece.alternatives.map(({ value, when }) => ({ value: mapLiterals(value, change), when })) }] };
    }),
  );
}
