import { basename, join } from "../../workspace/index.js";
import type { MachineFiles } from "../machine.js";
import type { Certainty } from "../model.js";
import { expand, hasWildcard } from "./glob.js";
import type { FileView } from "./view.js";

export interface CopyOptions {
  /** the destination is a directory whatever is there: it ends in a slash, or there are several sources */
  readonly intoDirectory: boolean;
  /** for people: "COPY --from=build" */
  readonly from: string;
  readonly certainty: Certainty;
}

export interface CopyOutcome {
  /** each source with the path that it has now; a directory has the path of the directory that got its content */
  readonly copied: readonly { readonly source: string; readonly target: string }[];
  /** sources, or patterns, that are known to match nothing: the build fails */
  readonly missing: readonly string[];
}

/**
 * Copies as COPY and ADD do: the content of a directory, never the directory itself; a file to the destination, or into it when it is a
 * directory. Source: Dockerfile reference, COPY; fsutil/copy, prepareTargetDir.
 *
 * @param sources absolute paths in `view`, which may hold wildcards (Go's path.Match)
 * @param destination absolute path in `files`
 */
export function copyInto(files: MachineFiles, view: FileView, sources: readonly string[], destination: string, options: CopyOptions): CopyOutcome {
  const copied: { source: string; target: string }[] = [];
  const missing: string[] = [];
  for (const source of sources) {
    const found = hasWildcard(source) ? expand(view, source) : { paths: [source], complete: true };
    const several = hasWildcard(source) && found.paths.length > 1;
    if (found.paths.length === 0 && found.complete) missing.push(source);
    if (!found.complete) files.disturb(destination, `${options.from} of ${source}, which may match files that are not known`, null);
    for (const path of found.paths) {
      const target = copyOne(files, view, path, destination, several ? { ...options, intoDirectory: true } : options);
      if (target === null) missing.push(path);
      else copied.push({ source: path, target });
    }
  }
  return { copied, missing };
}

/** Directories that images of every distribution have. */
const USUAL_DIRECTORIES = /^\/(?:usr\/(?:local\/)?)?(?:bin|sbin|lib|lib64|share|etc|src|include|libexec)$|^\/(?:opt|srv|home|root|tmp|mnt|media|run|var(?:\/\w+)?)$/;

/** Of an image that is not known, a path is taken for what its name says: `/usr/local/bin` is a directory, `/usr/local/bin/app` is none. */
function isDirectory(path: string, files: MachineFiles): boolean {
  const { kind } = files.stat(path);
  return kind === "directory" || (kind === "unknown" && USUAL_DIRECTORIES.test(path));
}

/** Null when the source is known not to be there. */
function copyOne(files: MachineFiles, view: FileView, path: string, destination: string, { intoDirectory, from, certainty }: CopyOptions): string | null {
  const inner = join(destination, basename(path));
  switch (view.stat(path).kind) {
    case "absent":
      return null;
    case "directory":
      files.makeDirectory(destination, certainty);
      files.copy(view, path, destination, from, certainty);
      return destination;
    case "unknown":
      // It is there, for the build goes on; whether it is a file or a directory is not known.
      if (intoDirectory) {
        files.makeDirectory(destination, certainty);
        files.copy(view, path, inner, from, "may");
        files.copy(view, path, destination, from, "may");
        return inner;
      }
      files.copy(view, path, destination, from, certainty);
      return destination;
    default: {
      const target = intoDirectory || isDirectory(destination, files) ? inner : destination;
      files.copy(view, path, target, from, certainty);
      return target;
    }
  }
}
