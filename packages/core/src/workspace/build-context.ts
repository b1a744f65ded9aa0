import type { Reason } from "../text/index.js";
import { IgnorePatternError } from "./dockerignore-pattern.js";
import { parseDockerignore } from "./dockerignore.js";
import { ContextWalk } from "./context-walk.js";
import { join, normalize } from "./paths.js";
import type { DirectoryEntry, Workspace } from "./port.js";

/** The files of a directory that a build sees. Paths are relative to the directory of the context; `""` is the directory itself. */
export interface BuildContext {
  /** workspace path */
  readonly directory: string;
  /** workspace path of the file whose patterns are in force; null without one */
  readonly ignoreFile: string | null;
  /** Why nothing can be said about what is left out: Docker does not build with such patterns, or they are not followed here. All is included then. */
  readonly problem: Reason | null;
  /** Whether a file of that path would be in the context; a directory is included when it would be even if it were empty. */
  included(path: string): boolean;
  /** Whether something below a directory that is not included may be: a pattern with `!` may match there. */
  includesBelow(directory: string): boolean;
  /** What of a directory is in the context; null when it is not. */
  list(directory: string): readonly DirectoryEntry[] | null;
}

/**
 * The context of a build. `<Dockerfile>.dockerignore` beside the Dockerfile comes before `.dockerignore` of the context. The Dockerfile and the
 * ignore file themselves are read from elsewhere: in the context they are files like others.
 *
 * Source: BuildKit's frontend/dockerui/config.go, `ReadEntrypoint` and `dockerIgnorePatterns`.
 *
 * @param paths.directory workspace path of the context, `""` for the root
 * @param paths.dockerfile workspace path of the Dockerfile
 */
export function buildContext(workspace: Workspace, paths: { readonly directory: string; readonly dockerfile: string }): BuildContext {
  const directory = normalize(paths.directory);
  const { ignoreFile, text, problem: unreadable } = readIgnoreFile(workspace, directory, paths.dockerfile);
  const { walk, problem } = walkOf(text, ignoreFile);
  const list = (below: string): readonly DirectoryEntry[] | null => {
    if (!shows(below)) return null;
    const entries = workspace.list(join(directory, below));
    return entries?.filter(({ name, kind }) => showsEntry(join(below, name), kind)) ?? null;
  };
  /** A directory that is left out comes back with the first thing in it that is not. */
  const shows = (below: string): boolean => {
    if (walk.included(below)) return true;
    if (!walk.includesBelow(below)) return false;
    return (workspace.list(join(directory, below)) ?? []).some(({ name, kind }) => showsEntry(join(below, name), kind));
  };
  const showsEntry = (path: string, kind: DirectoryEntry["kind"]): boolean => (kind === "directory" ? shows(path) : walk.included(path));
  return {
    directory,
    ignoreFile,
    problem: unreadable ?? problem,
    included: (path) => walk.included(normalize(path)),
    includesBelow: (below) => walk.includesBelow(normalize(below)),
    list: (below) => list(normalize(below)),
  };
}

function readIgnoreFile(workspace: Workspace, directory: string, dockerfile: string): { readonly ignoreFile: string | null; readonly text: string; readonly problem: Reason | null } {
  for (const ignoreFile of [`${normalize(dockerfile)}.dockerignore`, join(directory, ".dockerignore")]) {
    const content = workspace.read(ignoreFile);
    if (content.kind === "text") return { ignoreFile, text: content.text, problem: null };
    if (content.kind === "unreadable") return { ignoreFile, text: "", problem: content.reason };
  }
  return { ignoreFile: null, text: "", problem: null };
}

function walkOf(text: string, ignoreFile: string | null): { readonly walk: ContextWalk; readonly problem: Reason | null } {
  try {
    return { walk: new ContextWalk(parseDockerignore(text)), problem: null };
  } catch (error) {
    if (!(error instanceof IgnorePatternError)) throw error;
    const at = ignoreFile === null ? null : { file: ignoreFile, start: 0, end: text.length };
    return { walk: new ContextWalk([]), problem: { code: error.code, text: error.message, at } };
  }
}
