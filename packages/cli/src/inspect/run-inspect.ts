import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Project } from "@go-indep/core";
import type { InspectArguments } from "../arguments.js";
import { UsageError } from "../errors.js";
import { paint } from "../paint.js";
import { openRepository, rootOf, type OpenRepository, type Run } from "../run.js";
import { chooseBuild, type ChosenBuild } from "./against/choose-build.js";
import { bugReport } from "./against/report.js";
import { inspectJson } from "./inspect-json.js";
import { comparisonText, inspectionText } from "./inspect-text.js";
import { inspectFile, type Inspection } from "./inspection.js";

/** Ends with 1 when --against found a field that is not as predicted. @throws UsageError when the file is no program, or cannot be compared with the repository */
export function runInspect(args: InspectArguments, { cwd, colours }: { readonly cwd: string; readonly colours: boolean }): Run {
  if (args.report && args.against === null) throw new UsageError("--report needs --against: it is about a prediction");
  if (args.output !== null && !args.report) throw new UsageError("--output is where --report writes");
  const inspection = inspectFile(resolve(cwd, args.binary), args.binary, args.image, args.asOf);
  const repository = args.against === null ? null : opened(args.against, args, cwd);
  const project = repository?.project ?? null;
  const chosen = project === null ? null : chooseBuild(inspection.binary, args.binary, project);
  const output = printed(args, inspection, project, chosen, colours);
  const different = chosen?.comparisons.some(({ result }) => result === "different") ?? false;
  return { output: saved(args, output, cwd), exitCode: different ? 1 : 0, defects: project?.defects ?? [], cacheProblem: repository?.saveCache() ?? null };
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

function opened(name: string, args: InspectArguments, cwd: string): OpenRepository {
  const directory = resolve(cwd, name);
  if (!existsSync(directory)) throw new UsageError(`${name}: no such directory`);
  return openRepository(rootOf(directory), args, cwd);
}
