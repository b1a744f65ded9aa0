/** Output that only people read: what it says of a variable is no use of it. */
import type * as ast from "../../syntax/shell/ast.js";
import type { Context } from "./context.js";
import type { State } from "./state.js";

/**
 * `echo` and `printf` whose output goes to the log. What a line means to a pipeline that looks for orders in its log (`::set-output …`, `##vso[…`) is not
 * known. Source: GitHub's and Azure's workflow and logging commands.
 */
export function isMessage(name: string | null, { words, redirects }: ast.SimpleCommand, { state, context }: { readonly state: State; readonly context: Context }): boolean {
  if ((name !== "echo" && name !== "printf") || context.isOutputRead || state.isOutputLost) return false;
  return redirects.every(isToStandardError) && !words.slice(1).some((word) => /^(?:::|##|-v)/.test(startOf(word)));
}

function isToStandardError({ operator, descriptor, target }: ast.Redirect): boolean {
  return operator === ">&" && (descriptor ?? 1) === 1 && target !== null && startOf(target) === "2";
}

/** The text that a word starts with. */
function startOf({ parts: [first] }: ast.Word): string {
  const part = first?.kind === "double-quoted" || first?.kind === "single-quoted" ? first.parts[0] : first;
  return part?.kind === "literal" ? part.text : "";
}
