import { basename, dirname } from "../workspace/index.js";
import type { DirectoryEntry, FileContent, KeptValues, Workspace } from "../workspace/port.js";

/**
 * A workspace during one revision: what was asked once is not asked again. Texts are not kept here, where every one would be held a second time
 * beside what was made of it.
 */
export class Snapshot implements Workspace {
  readonly #workspace: Workspace;
  readonly #fingerprints = new Map<string, string>();
  readonly #kinds = new Map<string, ReturnType<Workspace["stat"]>>();
  readonly #lists = new Map<string, readonly DirectoryEntry[] | null>();
  /** of the entries of lists, by the path of the directory */
  readonly #listedKinds = new Map<string, ReadonlyMap<string, DirectoryEntry["kind"]>>();

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
    return this.#listedKind(path) ?? remembered(this.#kinds, path, () => this.#workspace.stat(path));
  }

  /** A list that was given tells what its entries are, but not where links lead; what it does not have may be there under another case of letters. */
  #listedKind(path: string): "file" | "directory" | null {
    const directory = dirname(path);
    let kinds = this.#listedKinds.get(directory);
    if (kinds === undefined) {
      const list = this.#lists.get(directory);
      if (list === undefined || list === null) return null;
      kinds = new Map(list.map(({ name, kind }) => [name, kind]));
      this.#listedKinds.set(directory, kinds);
    }
    const kind = kinds.get(basename(path));
    return kind === "file" || kind === "directory" ? kind : null;
  }

  fingerprint(path: string): string {
    return remembered(this.#fingerprints, path, () => this.#workspace.fingerprint(path));
  }

  get kept(): KeptValues | null {
    return this.#workspace.kept ?? null;
  }
}

function remembered<T>(kept: Map<string, T>, path: string, ask: () => T): T {
  const known = kept.get(path);
  if (known !== undefined) return known;
  const answer = ask();
  kept.set(path, answer);
  return answer;
}
