import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";

/** The root of the repository that holds a file: the nearest directory upwards with a `.git` (a file in worktrees), else the working directory. */
export function findRoot(file: string, workingDirectory: string): string {
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    if (existsSync(join(directory, ".git"))) return directory;
    if (directory === dirname(directory)) break;
  }
  return pathIn(workingDirectory, file) === null ? dirname(file) : workingDirectory;
}

/** The POSIX path of a file from a root above it; null when it is not below the root (text without a file name, for one). */
export function pathIn(root: string, file: string): string | null {
  if (!isAbsolute(file)) return null;
  const path = relative(root, file);
  return path === "" || path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path) ? null : path.replaceAll(sep, "/");
}
