import type { DirectoryList, FileFact, FileView } from "./view.js";

/** A fact, and how to get at the text of the file. */
export interface Found {
  readonly fact: FileFact;
  readonly read: () => ReturnType<FileView["read"]>;
}

/**
 * Stands for everything that a view says of a directory and of what is directly in it: two views with the same one give the same answers. It is
 * found without reading anything, so that what was made of a directory once is found again at each later moment of a build that did not touch it,
 * and in other builds of the same files.
 */
export class DirectoryState {
  // there are very many states, and most need only one of these
  #after: Map<string, DirectoryState> | null = null;
  #afterCopies: Map<DirectoryState, DirectoryState> | null = null;
  #found: Map<string, Found> | null = null;
  #list: DirectoryList | null | undefined;
  #holdsLinks: boolean | null = null;

  /** The state after something of which `what` tells everything, and `source`, when it brought a directory of another view. */
  after(what: string, source: DirectoryState | null = null): DirectoryState {
    const state = stateIn((this.#after ??= new Map<string, DirectoryState>()), what);
    return source === null ? state : state.#with(source);
  }

  #with(source: DirectoryState): DirectoryState {
    this.#afterCopies ??= new Map();
    let state = this.#afterCopies.get(source);
    if (state === undefined) this.#afterCopies.set(source, (state = new DirectoryState()));
    return state;
  }

  /** What is at a path directly in the directory (or, of `/`, at that), which `look` finds out once. */
  found(path: string, look: () => Found): Found {
    const known = this.#found?.get(path);
    if (known !== undefined) return known;
    const looked = look();
    this.#found ??= new Map();
    // a view over another one that nothing changed since has asked that, which has the same state
    const found = this.#found.get(path) ?? looked;
    this.#found.set(path, found);
    return found;
  }

  /** The names in the directory, which `look` finds out once. */
  list(look: () => DirectoryList | null): DirectoryList | null {
    if (this.#list === undefined) this.#list = look();
    return this.#list;
  }

  /** Whether something directly in the directory is a symbolic link, which `look` finds out once. */
  holdsLinks(look: () => boolean): boolean {
    return (this.#holdsLinks ??= look());
  }
}

export function stateIn(states: Map<string, DirectoryState>, key: string): DirectoryState {
  let state = states.get(key);
  if (state === undefined) states.set(key, (state = new DirectoryState()));
  return state;
}
