import type { Reason, Traced } from "../../text/index.js";
import type { DirectoryState } from "./directory-state.js";

export type { DirectoryState };

/** What is at a path of a container's (or the build machine's) file system. */
export type FileFact =
  /**
   * A regular file. `source` is the workspace path with its content, when it was copied from the repository; `artifact` the id of the build
   * invocations that may have written it; `from` tells people where it came from ("base image", "apk add tzdata", "COPY --from=build").
   */
  | { readonly kind: "file"; readonly source: string | null; readonly artifacts: readonly string[]; readonly content: Traced | null; readonly from: string }
  | { readonly kind: "directory" }
  | { readonly kind: "symlink"; readonly target: string }
  | { readonly kind: "absent" }
  /** `artifacts`: the build invocations that may have written it, should it be there */
  | { readonly kind: "unknown"; readonly reason: Reason; readonly artifacts?: readonly string[] };

/** Names in a directory. */
export interface DirectoryList {
  /** those that are there, sorted */
  readonly names: readonly string[];
  /** whether these are all */
  readonly complete: boolean;
  /** when they are not: every other name that may be there, sorted; absent where it may be any */
  readonly doubtful?: readonly string[];
}

/**
 * A file system as it is at one moment of a build, addressed by absolute POSIX paths. Implemented by stages, by the build context and by the
 * repository itself; consumers (make's wildcard, go's package loader, COPY) need not know which.
 */
export interface FileView {
  /** Links are followed; a link to nowhere is absent. */
  stat(path: string): FileFact;
  /** Null when the directory is known to be absent. */
  list(path: string): DirectoryList | null;
  /** Text of a file whose content is known, with its workspace path (origins must point there; null for text written during the build). */
  read(path: string): { readonly text: string; readonly source: string | null } | { readonly unknown: Reason } | null;
  /** Equal for equal answers about a directory and what is directly in it; null, or not there, where that is not told. */
  stateOf?(directory: string): DirectoryState | null;
}

/** Told of what is read of a file system. */
export interface FileWatch {
  looked(path: string, fact: FileFact): void;
  listed(path: string, list: ReturnType<FileView["list"]>): void;
  read(path: string, text: ReturnType<FileView["read"]>): void;
  /** something was asked that is not told one by one */
  lookedAtAll(): void;
}
