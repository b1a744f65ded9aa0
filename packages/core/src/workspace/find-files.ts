import { LIMITS } from "../limits.js";
import { basename } from "./paths.js";
import type { Workspace } from "./port.js";

export interface FindOptions {
  /** where to begin; the root without it */
  readonly directory?: string;
  /** Whether a directory is left out, by its path. Without it those named `.git` or `node_modules` are. */
  readonly skipDirectory?: (path: string) => boolean;
  /** called when files may be missing: a bound of limits.ts was reached below this directory */
  readonly onLimit?: (directory: string) => void;
}

/**
 * Paths of the files that `wanted` accepts, in the order of their paths. Symbolic links are not followed and are no files here, so that loops
 * do not matter and nothing is found twice.
 */
export function findFiles(workspace: Workspace, wanted: (path: string) => boolean, options: FindOptions = {}): readonly string[] {
  const { directory = "", skipDirectory = isForeign, onLimit } = options;
  const found: string[] = [];
  let seen = 0;
  const visit = (parent: string, depth: number): void => {
    for (const { name, kind } of workspace.list(parent) ?? []) {
      const path = parent === "" ? name : `${parent}/${name}`;
      if (kind === "directory") {
        if (skipDirectory(path)) continue;
        if (depth === LIMITS.directoryDepth) onLimit?.(path);
        else visit(path, depth + 1);
      } else if (kind === "file") {
        if (++seen > LIMITS.files) return onLimit?.(parent);
        if (wanted(path)) found.push(path);
      }
    }
  };
  visit(directory, 0);
  return found.sort();
}

function isForeign(path: string): boolean {
  return [".git", "node_modules"].includes(basename(path));
}
