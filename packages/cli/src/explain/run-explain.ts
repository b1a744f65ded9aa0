import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Defect } from "@go-indep/core";
import { findRoot, openProjectAt } from "@go-indep/rule-sdk";
import type { ExplainArguments } from "../arguments.js";
import { UsageError } from "../errors.js";
import { paint } from "../paint.js";
import { settingsOf } from "../settings.js";
import { projectJson } from "./project-json.js";
import { projectTree } from "./tree.js";

export interface ExplainRun {
  readonly output: string;
  readonly defects: readonly Defect[];
}

/** @throws UsageError when the directory does not exist */
export function runExplain(args: ExplainArguments, { cwd, colours }: { readonly cwd: string; readonly colours: boolean }): ExplainRun {
  const directory = resolve(cwd, args.directory);
  if (!existsSync(directory)) throw new UsageError(`${args.directory}: no such directory`);
  const root = findRoot(join(directory, "x"), directory);
  const project = openProjectAt(root, settingsOf(args.asOf)).handle.project();
  const output = args.format === "json" ? `${JSON.stringify(projectJson(project), null, 2)}\n` : projectTree(project, paint(colours));
  return { output, defects: project.defects };
}
