import type { DirectoryEntry, FileContent, Workspace } from "@go-indep/core";

/** A workspace in which one file has other text than on disk: what an editor holds, what comes by standard input, what `--fix` has just written. */
export class EditedWorkspace implements Workspace {
  readonly #disk: Workspace;
  #edit: { readonly path: string; readonly text: string } | null = null;
  #edits = 0;

  constructor(disk: Workspace) {
    this.#disk = disk;
  }

  /**
   * Makes `text` the content of `path`, and every other file what it is on disk: the text of a file that is no longer linted may have been
   * thrown away. Returns whether anything changed.
   */
  show(path: string, text: string): boolean {
    const disk = this.#disk.read(path);
    const edit = disk.kind === "text" && disk.text === text ? null : { path, text };
    if (edit === null && this.#edit === null) return false;
    if (edit !== null && this.#edit?.path === path && this.#edit.text === text) return false;
    this.#edit = edit;
    this.#edits += 1;
    return true;
  }

  read(path: string): FileContent {
    return this.#edit?.path === path ? { kind: "text", text: this.#edit.text } : this.#disk.read(path);
  }

  readHead(path: string, length: number): FileContent {
    return this.#edit?.path === path ? { kind: "text", text: this.#edit.text } : this.#disk.readHead(path, length);
  }

  list(path: string): readonly DirectoryEntry[] | null {
    return this.#disk.list(path);
  }

  stat(path: string): "file" | "directory" | "absent" {
    return this.#edit?.path === path ? "file" : this.#disk.stat(path);
  }

  fingerprint(path: string): string {
    return this.#edit?.path === path ? `edit ${this.#edits}` : this.#disk.fingerprint(path);
  }
}
