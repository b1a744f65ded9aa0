import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Defect, Project } from "@go-indep/core";
import { findRoot, openProjectAt } from "@go-indep/rule-sdk";
import type { InspectArguments } from "../arguments.js";
import { openIndex } from "../cache.js";
import { UsageError } from "../errors.js";
import { paint } from "../paint.js";
import { settingsOf } from "../settings.js";
import { chooseBuild, type ChosenBuild } from "./against/choose-build.js";
import { bugReport } from "./against/report.js";
import { inspectJson } from "./inspect-json.js";
import { comparisonText, inspectionText } from "./inspect-text.js";
import { inspectFile, type Inspection } from "./inspection.js";

export interface InspectRun {
  readonly output: string;
  /** --against found a field that is not as predicted */
  readonly different: boolean;
  readonly defects: readonly Defect[];
  /** why the cache could not be written; null normally */
  readonly cacheProblem: string | null;
}

/** @throws UsageError when the file is no program, or cannot be compared with the repository */
export function runInspect(args: InspectArguments, { cwd, colours }: { readonly cwd: string; readonly colours: boolean }): InspectRun {
  if (args.report && args.against === null) throw new UsageError("--report needs --against: it is about a prediction");
  if (args.output !== null && !args.report) throw new UsageError("--output is where --report writes");
  const inspection = inspectFile(resolve(cwd, args.binary), args.binary, args.image, args.asOf);
  const root = args.against === null ? null : rootOf(resolve(cwd, args.against), args.against);
  const index = root === null ? null : openIndex(args, { cwd, root });
  const project = root === null ? null : openProjectAt(root, settingsOf(root, args.asOf), index).handle.project();
  const chosen = project === null ? null : chooseBuild(inspection.binary, args.binary, project);
  const output = printed(args, inspection, project, chosen, colours);
  const different = chosen?.comparisons.some(({ result }) => result === "different") ?? false;
  return { output: saved(args, output, cwd), different, defects: project?.defects ?? [], cacheProblem: index?.save() ?? null };
}

function printed(args: InspectArguments, inspection: Inspection, project: Project | null, chosen: ChosenBuild | null, colours: boolean): string {
  const place = ({ invocation: { at } }: ChosenBuild): { readonly file: string; readonly line: number } => ({ file: at.file, line: project?.positionOf(at.file, at.start).line ?? 1 });
  if (args.report && chosen !== null) return bugReport(inspection, chosen, args.names);
  if (args.format === "json") return `${JSON.stringify(inspectJson(inspection, chosen, place), null, 2)}\n`;
  const text = inspectionText(inspection, paint(colours));
  if (chosen === null) return text;
  const { file, line } = place(chosen);
  return text + comparisonText(chosen, `${file}:${line}`, paint(colours));
}

/** What remains to print after --output. */
function saved({ output: file }: InspectArguments, text: string, cwd: string): string {
  if (file === null) return text;
  try {
    writeFileSync(resolve(cwd, file), text);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return "";
}

function rootOf(directory: string, name: string): string {
  if (!existsSync(directory)) throw new UsageError(`${name}: no such directory`);
  return findRoot(join(directory, "x"), directory);
}
