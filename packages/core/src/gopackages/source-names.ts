/** Files that are there only in some of the ways in which a build can go: what they may be to the go command is told by their names. */
import type { DirectoryList, FileView } from "../evaluate/files/index.js";
import { join } from "../workspace/index.js";

/** What go reads in the directory of a package, and what makes one a module. Source: go/build, Context.matchFile, goodOSArchFile. */
const SOURCE = /\.(?:go|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|s|S|sx|swig|swigcxx|syso)$|^(?:go\.(?:mod|work|sum)|modules\.txt)$/;

/** Whether a directory may have more of what go reads there than is listed. */
export function mayHaveMoreSources({ complete, doubtful }: DirectoryList): boolean {
  return !complete && (doubtful === undefined || doubtful.some((name) => SOURCE.test(name)));
}

/** Levels below a directory that may be there; nobody writes programs deeper. */
const MAX_DEPTH = 8;

/** Whether a path that may be there may be a directory in which, or below which, go reads something. */
export function mayHoldSources(view: FileView, path: string, depth = 0): boolean {
  const list = view.list(path);
  if (list === null) return false;
  if (depth > MAX_DEPTH || (!list.complete && list.doubtful === undefined)) return true;
  return [...list.names, ...(list.doubtful ?? [])].some((name) => SOURCE.test(name) || mayHoldSources(view, join(path, name), depth + 1));
}
