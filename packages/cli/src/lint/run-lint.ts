import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Project } from "@go-indep/core";
import { isLinted } from "@go-indep/rule-sdk";
import type { LintArguments } from "../arguments.js";
import { UsageError } from "../errors.js";
import { openRepository, rootOf, type Run } from "../run.js";
import { withoutDuplicates } from "./duplicates.js";
import { loadHadolint } from "./hadolint.js";
import { zeroConfig, type OtherFile } from "./zero-config.js";
import { summary } from "./summary.js";
import { userConfigFile } from "./user-config.js";

/**
 * Lints paths by ESLint's own API: suppression comments, severities and formatters are ESLint's. Go files are handed to it only when the
 * analysis has findings in them, as a repository has thousands, and nearly all are healthy; and so are files that no preset lints.
 *
 * @throws UsageError when a path or a configuration does not exist
 */
export async function runLint(args: LintArguments, { cwd }: { readonly cwd: string }): Promise<Run> {
  const paths = args.paths.length === 0 ? ["."] : args.paths;
  for (const path of paths) if (!isGlob(path) && !existsSync(resolve(cwd, path))) throw new UsageError(`${path}: no such file or directory`);
  const config = configFile(args.config, cwd);
  const root = rootOf(cwd);
  const hadolint = args.hadolint ? await loadHadolint(root, config) : null;
  const { settings, project, saveCache } = openRepository(root, args, cwd);
  const more = filesWithFindings(project, paths, { cwd, root });
  const others = more.filter(({ own }) => !isLinted(own, "any"));
  // Not loaded by the other commands, which take less time than loading it.
  const { ESLint } = await import("eslint");
  const eslint = new ESLint({
    cwd,
    errorOnUnmatchedPattern: false,
    warnIgnored: false,
    // Without a configuration that knows us, ours alone counts: nobody's rules for JavaScript are to run here.
    ...(config === null
      ? { overrideConfigFile: true as const, overrideConfig: [...zeroConfig(settings, others, cwd), ...(hadolint?.config ?? [])] }
      : { overrideConfigFile: config, overrideConfig: Object.keys(settings).length === 0 ? [] : [{ settings: { "go-indep": settings } }] }),
  });
  // With a configuration of the user's, findings in files of others are shown where they have to do with a file of ours.
  const linted = await eslint.lintFiles([...paths, ...more.filter((file) => config === null || file.own.endsWith(".go")).map(({ path }) => path)]);
  const results = linted.map(withoutDuplicates);
  const formatter = await eslint.loadFormatter(args.format);
  const text = await formatter.format(results);
  const output = args.format === "json" ? `${text}\n` : `${text}${summary(project)}${hadolint?.summary ?? ""}`;
  return { output, exitCode: results.some(({ errorCount }) => errorCount > 0) ? 1 : 0, defects: project.defects, cacheProblem: saveCache() };
}

/** Go files and those that no preset lints. */
function filesWithFindings(project: Project, paths: readonly string[], { cwd, root }: { readonly cwd: string; readonly root: string }): readonly OtherFile[] {
  const given = paths.filter((path) => !isGlob(path)).map((path) => resolve(cwd, path));
  const files = new Set(project.findings.map((finding) => finding.at.file).filter((file) => file.endsWith(".go") || !isLinted(file, "any")));
  return [...files].flatMap((own): readonly OtherFile[] => {
    const file = join(root, own);
    const isGiven = given.some((path) => path === file || !relative(path, file).startsWith(".."));
    return isGiven && existsSync(file) ? [{ path: relative(cwd, file), own }] : [];
  });
}

function configFile(choice: string, cwd: string): string | null {
  if (choice === "none") return null;
  if (choice === "auto") return userConfigFile(cwd);
  const file = resolve(cwd, choice);
  if (!existsSync(file)) throw new UsageError(`${choice}: no such configuration`);
  return file;
}

function isGlob(path: string): boolean {
  return /[*?{[!]/.test(path);
}
