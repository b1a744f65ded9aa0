import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { ExplainArguments } from "../arguments.js";
import { UsageError } from "../errors.js";
import { paint } from "../paint.js";
import { openRepository, rootOf, type Run } from "../run.js";
import { flagTree, waysJson } from "./flag-ways.js";
import { projectJson } from "./project-json.js";
import { projectTree } from "./tree.js";

/** @throws UsageError when the directory does not exist, or two flags are asked for */
export function runExplain(args: ExplainArguments, { cwd, colours }: { readonly cwd: string; readonly colours: boolean }): Run {
  const { directory, flag } = whatIsAsked(args, cwd);
  const { project, saveCache } = openRepository(rootOf(directory), args, cwd);
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  const output =
    flag === null
      ? args.format === "json"
        ? json(projectJson(project))
        : projectTree(project, paint(colours))
      : args.format === "json"
        ? json(waysJson(flag, project))
        : flagTree(flag, project, paint(colours));
  return { output, exitCode: 0, defects: project.defects, cacheProblem: saveCache() };
}

/** A word that is a directory is one; else one with a dot, and not like a path, is a variable: `main.version`, `example.com/app/cmd.date`. */
function whatIsAsked({ what, flag }: ExplainArguments, cwd: string): { readonly directory: string; readonly flag: string | null } {
  const isVariable = (word: string): boolean => !existsSync(resolve(cwd, word)) && /^[^./].*\.[\w]+$/.test(word);
  const variables = what.filter(isVariable);
  const directories = what.filter((word) => !isVariable(word));
  const flags = [...(flag === null ? [] : [flag]), ...variables];
  if (directories.length > 1 || flags.length > 1) throw new UsageError("explain takes one directory, and one flag or variable");
  const [directory = "."] = directories;
  if (!existsSync(resolve(cwd, directory))) throw new UsageError(`${directory}: no such directory`);
  return { directory: resolve(cwd, directory), flag: flags[0] ?? null };
}
