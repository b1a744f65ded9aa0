import type { DirectoryEntry, FileContent, KeptValues, Workspace } from "../workspace/port.js";

/** What a query has seen of a workspace: by path, the fingerprint of what it has read or listed, and the kind that it was told. */
export class Inputs {
  readonly #fingerprints = new Map<string, string>();
  readonly #kinds = new Map<string, string>();

  /** Whether the workspace would give the same answers now. */
  hold(workspace: Workspace): boolean {
    for (const [path, fingerprint] of this.#fingerprints) if (workspace.fingerprint(path) !== fingerprint) return false;
    for (const [path, kind] of this.#kinds) if (workspace.stat(path) !== kind) return false;
    return true;
  }

  /** Paths, of absent files too. */
  *paths(): Iterable<string> {
    yield* this.#fingerprints.keys();
    yield* this.#kinds.keys();
  }

  add(other: Inputs): void {
    for (const [path, fingerprint] of other.#fingerprints) this.#fingerprints.set(path, fingerprint);
    for (const [path, kind] of other.#kinds) this.#kinds.set(path, kind);
  }

  /**
   * A view of a workspace that records here what is asked of it. The fingerprint is taken before the text, so that a file that changes between the
   * two counts as changed. The view may outlive the query, in a value that reads on demand.
   */
  recording(workspace: () => Workspace): Workspace {
    const see = (path: string): string => {
      const fingerprint = workspace().fingerprint(path);
      this.#fingerprints.set(path, fingerprint);
      return fingerprint;
    };
    return {
      read: (path: string): FileContent => (see(path), workspace().read(path)),
      readHead: (path: string, length: number): FileContent => (see(path), workspace().readHead(path, length)),
      list: (path: string): readonly DirectoryEntry[] | null => (see(path), workspace().list(path)),
      stat: (path: string) => {
        const kind = workspace().stat(path);
        this.#kinds.set(path, kind);
        return kind;
      },
      fingerprint: see,
      // whoever asks for what was kept has asked for the fingerprint
      get kept(): KeptValues | null {
        return workspace().kept ?? null;
      },
    };
  }
}
