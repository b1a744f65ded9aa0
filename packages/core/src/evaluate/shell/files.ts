/** Files as the shell itself reads and writes them. */
import type * as ast from "../../syntax/shell/ast.js";
import type { Traced } from "../../text/index.js";
import { concat, literal, literalOf } from "../../text/index.js";
import { absolutePath as pathFrom } from "../../workspace/index.js";
import { readBuildText } from "../build-text.js";
import type { Context } from "./context.js";
import type { Expander } from "./expand/expander.js";
import type { State } from "./state.js";

/** The absolute path that a known text names; null when the working directory is not known. */
export function absolutePath(path: string, state: State): string | null {
  return path === "" ? null : pathFrom(state.directory, path);
}

/** The text of a file, with the places where it is written; null when it is not known. */
export function textOfFile(path: string, context: Context): Traced | null {
  const { files } = context.shell.machine;
  const fact = files.stat(path);
  if (fact.kind === "file" && fact.content !== null) return fact.content;
  const read = readBuildText(files, path);
  if (read === null || "unknown" in read) return null;
  return literal(read.text, read.source === null ? null : { file: read.source, start: 0, end: read.text.length });
}

/** What a redirect gives to standard input; null when it is not known. */
export function readInput(redirect: ast.Redirect, expander: Expander): Traced | null {
  if (redirect.heredoc !== null) return expander.text(redirect.heredoc.body);
  if (redirect.target === null) return null;
  const text = expander.text(redirect.target);
  if (redirect.operator === "<<<") return concat(text, literal("\n"));
  const known = literalOf(text);
  const path = known === null ? null : absolutePath(known, expander.state);
  return path === null ? null : textOfFile(path, expander.context);
}
