import { join } from "node:path";
import type { Defect, Project, Settings } from "@go-indep/core";
import { findRoot, openProjectAt } from "@go-indep/rule-sdk";
import type { CacheArguments } from "./arguments.js";
import { openIndex } from "./cache.js";
import { settingsOf } from "./settings.js";

/** How a command went. */
export interface Run {
  /** for standard output */
  readonly output: string;
  /** 1: there are errors, or a difference that was asked for */
  readonly exitCode: 0 | 1;
  readonly defects: readonly Defect[];
  /** why the cache could not be written; null normally */
  readonly cacheProblem: string | null;
}

export interface OpenRepository {
  readonly settings: Settings;
  readonly project: Project;
  /** See {@link Run.cacheProblem}. */
  readonly saveCache: () => string | null;
}

/** Absolute path of the root of the repository that a directory belongs to; the directory itself when it belongs to none. */
export function rootOf(directory: string): string {
  return findRoot(join(directory, "x"), directory);
}

/**
 * The repository with the given root, analysed by its own settings and the options.
 *
 * @throws UsageError when its configuration is wrong
 */
export function openRepository(root: string, args: CacheArguments & { readonly asOf: string | null }, cwd: string): OpenRepository {
  const settings = settingsOf(root, args.asOf);
  const index = openIndex(args, { cwd, root });
  const project = openProjectAt(root, settings, index).handle.project();
  return { settings, project, saveCache: () => index?.save() ?? null };
}
