import { concat, EMPTY, literal } from "../../text/index.js";
import type { Traced } from "../../text/index.js";
import type { Heredoc, Instruction } from "./ast.js";
import { LexError } from "./lexer-model.js";
import { parseHeredocWord } from "./heredoc.js";

/** What a RUN in shell form runs. */
export type RunScript =
  /** a script for the shell of the stage */
  | { readonly kind: "shell"; readonly script: Traced }
  /** a single heredoc that starts with `#!`: a file that is executed, so that its first line names the interpreter */
  | { readonly kind: "file"; readonly script: Traced };

/**
 * The script of a RUN in shell form, heredocs put back in. A single heredoc is the script itself, and its delimiter's quotes mean nothing; beside
 * other text heredocs are left to the shell. Null for exec form and other instructions.
 *
 * Source: `dispatchRun` in BuildKit's dockerfile2llb/convert.go.
 */
export function runScript(instruction: Instruction): RunScript | null {
  if (instruction.name !== "RUN" || instruction.form === "exec") return null;
  const script = instruction.args[0]?.text ?? EMPTY;
  const [first] = instruction.heredocs;
  if (first === undefined) return { kind: "shell", script };
  if (isHeredocWord(script)) return { kind: startsWithShebang(first) ? "file" : "shell", script: first.body };
  const whole = instruction.heredocs.reduce((text, heredoc) => concat(text, literal("\n"), heredoc.body, literal(heredoc.delimiter)), script);
  return { kind: "shell", script: whole };
}

function isHeredocWord(script: Traced): boolean {
  try {
    return parseHeredocWord(script) !== null;
  } catch (error) {
    if (error instanceof LexError) return false;
    throw error;
  }
}

function startsWithShebang({ body }: Heredoc): boolean {
  const [piece] = body.pieces;
  return piece?.kind === "literal" && piece.text.startsWith("#!");
}
