import type { DirectoryEntry, FileContent, Workspace } from "../workspace/port.js";

/**
 * A workspace during one revision: what was asked once is not asked again. Texts are not kept here, where every one would be held a second time
 * beside what was made of it.
 */
export class Snapshot implements Workspace {
  readonly #workspace: Workspace;
  readonly #fingerprints = new Map<string, string>();
  readonly #kinds = new Map<string, ReturnType<Workspace["stat"]>>();
  readonly #lists = new Map<string, readonly DirectoryEntry[] | null>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  read(path: string): FileContent {
    return this.#workspace.read(path);
  }

  readHead(path: string, length: number): FileContent {
    return this.#workspace.readHead(path, length);
  }

  list(path: string): readonly DirectoryEntry[] | null {
    return remembered(this.#lists, path, () => this.#workspace.list(path));
  }

  stat(path: string): "file" | "directory" | "absent" {
    return remembered(this.#kinds, path, () => this.#workspace.stat(path));
  }

  fingerprint(path: string): string {
    return remembered(this.#fingerprints, path, () => this.#workspace.fingerprint(path));
  }
}

function remembered<T>(kept: Map<string, T>, path: string, ask: () => T): T {
  const known = kept.get(path);
  if (known !== undefined) return known;
  const answer = ask();
  kept.set(path, answer);
  return answer;
}
