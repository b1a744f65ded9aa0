import type { Comment } from "./ast.js";
import type { Line } from "./line.js";

/** What `@`, `-` and `+` before a recipe line say. */
export interface RecipeFlags {
  /** `@`: make does not print the line */
  readonly silent: boolean;
  /** `-`: make goes on when the line fails */
  readonly ignoreErrors: boolean;
  /** `+`: runs under `make -n` too */
  readonly always: boolean;
  /** offset after the prefix characters and blanks */
  readonly end: number;
}

/** Source: commands.c, chop_commands; job.c, start_job_command. */
export function recipeFlags(text: string): RecipeFlags {
  let end = 0;
  while (end < text.length && "@-+ \t".includes(text[end] as string)) end++;
  const prefix = text.slice(0, end);
  return { silent: prefix.includes("@"), ignoreErrors: prefix.includes("-"), always: prefix.includes("+"), end };
}

/**
 * The comment of a recipe line, which is the shell's: a `#` at the start of a word, outside of quotes and references. Where here-documents or
 * nested quotes make that doubtful it may be none: nothing depends on it but directives.
 */
export function commentInRecipe(line: Line): Comment | null {
  const { text } = line;
  const start = recipeFlags(text).end;
  let quote = "";
  for (let at = start; at < text.length; at++) {
    const character = text[at] as string;
    if (quote !== "") {
      if (character === "\\" && quote === '"') at++;
      else if (character === quote) quote = "";
    } else if (character === "\\") at++;
    else if (character === '"' || character === "'" || character === "`") quote = character;
    else if (character === "#" && (at === start || /[\s;&|(]/.test(text[at - 1] as string))) {
      const newline = text.indexOf("\n", at);
      const end = newline === -1 ? text.length : newline;
      return { type: "Comment", range: line.range(at, end), value: text.slice(at + 1, end), inRecipe: true };
    }
  }
  return null;
}
