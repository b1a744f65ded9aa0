import type { Reason } from "../text/index.js";

/** What reading a path gives. Text is decoded as UTF-8, without its byte order mark; offsets count UTF-16 units of `text`. */
export type FileContent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "absent" }
  /** a directory, a file that is too large or not text, one that may not be read */
  | { readonly kind: "unreadable"; readonly reason: Reason };

export interface DirectoryEntry {
  readonly name: string;
  /** symbolic links are reported as what they are, not as what they point to */
  readonly kind: "file" | "directory" | "symlink" | "other";
}

/**
 * The only way files are read. Paths are POSIX paths relative to the root; `""` is the root itself. Paths that leave the root (by `..` or
 * through a symbolic link) are unreadable, except below the module cache, which a workspace may mount (see {@link MODULE_CACHE}).
 *
 * Every call is synchronous: ESLint is.
 */
export interface Workspace {
  read(path: string): FileContent;
  /** Up to the first `length` bytes, decoded; for header scans. May return more. */
  readHead(path: string, length: number): FileContent;
  /** Sorted by name; null when there is no such directory. */
  list(path: string): readonly DirectoryEntry[] | null;
  /** The kind of an entry, links followed inside the root. */
  stat(path: string): "file" | "directory" | "absent";
  /** Changes when the content of the file (or the list of the directory) changes; "" when absent. */
  fingerprint(path: string): string;
  /** What earlier runs found in files; null or absent where nothing is kept. */
  readonly kept?: KeptValues | null;
}

/** What JSON can hold of lists. */
export type PlainData = string | number | boolean | null | readonly PlainData[];

/**
 * Answers to questions about single files, kept from one run to the next. An answer must follow from the content of the file alone (and from our own
 * version): not from its path, nor from other files.
 */
export interface KeptValues {
  /**
   * What was kept for a file whose fingerprint was this; undefined without. It comes from a file that something may have damaged: check it.
   *
   * @param question tells answers about the same file apart
   */
  get(path: string, question: string, fingerprint: string): unknown;
  /** @param fingerprint taken before the content was read, so that one that changed meanwhile is not taken for this */
  set(path: string, question: string, fingerprint: string, answer: PlainData): void;
}

/** Prefix under which a workspace shows the Go module cache (GOMODCACHE) as plain files, when it has one. */
export const MODULE_CACHE = "<module cache>";

/** Path under which a workspace shows the table of modules that core comes with, when it has it: what is known of modules without sources. */
export const MODULE_TABLE = "<module table>";
