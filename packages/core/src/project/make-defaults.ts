import type { Statement } from "../syntax/makefile/index.js";
import { parseMakefile } from "../syntax/makefile/index.js";
import { literalOf } from "../text/index.js";
import { basename, findFiles, type Workspace } from "../workspace/index.js";
import { FOREIGN_DIRECTORIES, isMakefile } from "./build-files.js";

/** Names of variables that some makefile of the repository, included ones too, gives a default by `?=`. */
export function defaultedVariables(workspace: Workspace): ReadonlySet<string> {
  const names = new Set<string>();
  const files = findFiles(workspace, (path) => isMakefile(path) || /\.(mk|mak)$|^[Mm]akefile\./.test(basename(path)), { skipDirectory: (path) => FOREIGN_DIRECTORIES.has(basename(path)) });
  for (const file of files) {
    const content = workspace.read(file);
    if (content.kind === "text" && content.text.includes("?=")) collect(parseMakefile(content.text, file).statements, names);
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
