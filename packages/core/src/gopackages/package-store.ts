/** Remembers what was found in directories, for the many programs, platforms and tag sets of one repository. */
import type { FileView } from "../evaluate/files/view.js";
import type { DirectoryPackage, Selection, SourceTree } from "./directory-package.js";
import { readDirectoryPackage } from "./directory-package.js";
import type { HeaderCache } from "./headers.js";
import { StandardPackages } from "./standard-packages.js";
import { standardLibrary } from "./std.js";

/**
 * Lives as long as one revision of the workspace: neither files nor the views that are passed may change. What is remembered reads nothing again,
 * so whoever records reads must record them for all results that share a store.
 */
export class PackageStore {
  readonly #directories = new WeakMap<FileView, Map<string, DirectoryPackage | null>>();
  readonly #standard = new Map<string, StandardPackages>();

  constructor(readonly headers: HeaderCache) {}

  /** Null when there is no such directory. */
  read(tree: SourceTree, directory: string, selection: Selection): DirectoryPackage | null {
    let directories = this.#directories.get(tree.view);
    if (directories === undefined) {
      directories = new Map();
      this.#directories.set(tree.view, directories);
    }
    const key = `${directory}\0${selection.key}\0${selection.named?.join("\0") ?? ""}`;
    let found = directories.get(key);
    if (found === undefined) {
      found = readDirectoryPackage(tree, directory, selection);
      directories.set(key, found);
    }
    return found;
  }

  /** The standard library of a release as this selection of files makes it. */
  standardPackages(goVersion: string, { context, key }: Selection): StandardPackages {
    const id = `${goVersion}\0${key}`;
    let found = this.#standard.get(id);
    if (found === undefined) {
      found = new StandardPackages(standardLibrary(goVersion), context, goVersion);
      this.#standard.set(id, found);
    }
    return found;
  }
}
