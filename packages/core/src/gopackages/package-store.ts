/** Remembers what was found in directories, for the many programs, platforms and tag sets of one repository. */
import type { FileView } from "../evaluate/files/view.js";
import type { DirectoryPackage, Selection, SourceTree } from "./directory-package.js";
import { readDirectoryPackage } from "./directory-package.js";
import type { HeaderCache } from "./headers.js";
import type { LoadResult } from "./model.js";
import type { ModuleCache } from "./module-cache.js";
import type { ModuleTable } from "./module-table.js";
import { SeenDirectories } from "./seen-directories.js";
import { StandardPackages } from "./standard-packages.js";
import { standardLibrary } from "./std.js";

/** Where packages are looked for. */
interface LoadSources {
  readonly view: FileView;
  readonly moduleCache: ModuleCache | null;
  readonly moduleTable?: ModuleTable | null;
}

interface KeptLoad extends Required<Omit<LoadSources, "view">> {
  readonly seen: SeenDirectories;
  readonly result: LoadResult;
}

/** Results of one command that are kept: the last ones. */
const MAX_KEPT = 4;

/**
 * Lives as long as one revision of the workspace: neither files nor the views that are passed may change. What is remembered reads nothing again,
 * so whoever records reads must record them for all results that share a store.
 */
export class PackageStore {
  /** by what the directory holds or, where the view does not tell, by the view */
  readonly #directories = new WeakMap<object, Map<string, DirectoryPackage | null>>();
  readonly #loads = new Map<string, readonly KeptLoad[]>();
  readonly #standard = new Map<string, StandardPackages>();

  constructor(readonly headers: HeaderCache) {}

  /** Null when there is no such directory. */
  read(tree: SourceTree, directory: string, selection: Selection): DirectoryPackage | null {
    const content = tree.view.stateOf?.(directory) ?? tree.view;
    let directories = this.#directories.get(content);
    if (directories === undefined) {
      directories = new Map();
      this.#directories.set(content, directories);
    }
    const key = `${directory}\0${selection.key}\0${selection.named?.join("\0") ?? ""}`;
    let found = directories.get(key);
    if (found === undefined) {
      found = readDirectoryPackage(tree, directory, selection);
      directories.set(key, found);
    }
    return found;
  }

  /**
   * What the same command loads where all that it looked at is as it was; else what it loads now.
   *
   * @param command everything that it depends on but the files
   */
  load(command: string, { view, moduleCache, moduleTable = null }: LoadSources, load: (view: FileView) => LoadResult): LoadResult {
    if (view.stateOf === undefined) return load(view);
    const kept = this.#loads.get(command) ?? [];
    const same = kept.find((one) => one.moduleCache === moduleCache && one.moduleTable === moduleTable && one.seen.areSameIn(view));
    if (same !== undefined) return same.result;
    const seen = new SeenDirectories(view);
    const result = load(seen);
    this.#loads.set(command, [{ seen, moduleCache, moduleTable, result }, ...kept].slice(0, MAX_KEPT));
    return result;
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
