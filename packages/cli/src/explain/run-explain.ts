import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Defect } from "@go-indep/core";
import { findRoot, openProjectAt } from "@go-indep/rule-sdk";
import type { ExplainArguments } from "../arguments.js";
import { openIndex } from "../cache.js";
import { UsageError } from "../errors.js";
import { paint } from "../paint.js";
import { settingsOf } from "../settings.js";
import { flagTree, waysJson } from "./flag-ways.js";
import { projectJson } from "./project-json.js";
import { projectTree } from "./tree.js";

export interface ExplainRun {
  readonly output: string;
  readonly defects: readonly Defect[];
  /** why the cache could not be written; null normally */
  readonly cacheProblem: string | null;
}

/** @throws UsageError when the directory does not exist, or two flags are asked for */
export function runExplain(args: ExplainArguments, { cwd, colours }: { readonly cwd: string; readonly colours: boolean }): ExplainRun {
  const { directory, flag } = whatIsAsked(args, cwd);
  const root = findRoot(join(directory, "x"), directory);
  const index = openIndex(args, { cwd, root });
  const project = openProjectAt(root, settingsOf(root, args.asOf), index).handle.project();
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  const output =
    flag === null
      ? args.format === "json"
        ? json(projectJson(project))
        : projectTree(project, paint(colours))
      : args.format === "json"
        ? json(waysJson(flag, project))
        : flagTree(flag, project, paint(colours));
  return { output, defects: project.defects, cacheProblem: index?.save() ?? null };
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
