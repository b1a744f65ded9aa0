import { overlay, type DirectoryEntry, type FileContent, type KeptValues, type Workspace } from "@go-indep/core";

/** A workspace in which one file has other text than on disk: what an editor holds, what comes by standard input, what `--fix` has just written. */
export class EditedWorkspace implements Workspace {
  readonly #disk: Workspace;
  #shown: Workspace;
  #edit: { readonly path: string; readonly text: string } | null = null;

  constructor(disk: Workspace) {
    this.#disk = disk;
    this.#shown = disk;
  }

  /**
   * Makes `text` the content of `path`, and every other file what it is on disk: the text of a file that is no longer linted may have been
   * thrown away. Returns whether anything changed.
   */
  show(path: string, text: string): boolean {
    if (this.#edit?.path === path && this.#edit.text === text) return false;
    const shown = overlay(this.#disk, path, text);
    if (shown === this.#shown) return false;
    this.#shown = shown;
    this.#edit = shown === this.#disk ? null : { path, text };
    return true;
  }

  read(path: string): FileContent {
    return this.#shown.read(path);
  }

  readHead(path: string, length: number): FileContent {
    return this.#shown.readHead(path, length);
  }

  list(path: string): readonly DirectoryEntry[] | null {
    return this.#shown.list(path);
  }

  stat(path: string): "file" | "directory" | "absent" {
    return this.#shown.stat(path);
  }

  fingerprint(path: string): string {
    return this.#shown.fingerprint(path);
  }

  get kept(): KeptValues | null {
    return this.#shown.kept ?? null;
  }
}
