import type { ParsedTexts } from "../evaluate/index.js";
import { LIMITS } from "../limits.js";
import type { Statement } from "../syntax/makefile/index.js";
import { literalOf } from "../text/index.js";
import type { Workspace } from "../workspace/index.js";

/** Names of variables that some of the files gives a default by `?=`. */
export function defaultedVariables(files: readonly string[], workspace: Workspace, parsed: ParsedTexts): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files) {
    const content = workspace.read(file);
    if (content.kind === "text" && content.text.length <= LIMITS.buildFileLength && content.text.includes("?=")) collect(parsed.makefile(content.text, file).statements, names);
  }
  return names;
}

function collect(statements: readonly Statement[], names: Set<string>): void {
  for (const statement of statements) {
    if (statement.type === "Conditional") for (const branch of statement.branches) collect(branch.body, names);
    else if (statement.type === "Assignment" && statement.operator === "?=") {
      const name = literalOf(statement.name);
      if (name !== null) names.add(name);
    }
  }
}
