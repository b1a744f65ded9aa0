/** The Go module cache as plain files. Source: cmd/go/internal/modfetch/cache.go, golang.org/x/mod/module EscapePath. */
import type { FileFact, FileView } from "../evaluate/files/view.js";
import type { GoMod } from "../syntax/gomod/index.js";
import { escapeModulePath, escapeModuleVersion, parseGoMod } from "../syntax/gomod/index.js";
import type { Workspace } from "../workspace/index.js";
import { basename, dirname, MODULE_CACHE } from "../workspace/index.js";
import { join } from "./paths.js";

/** Modules that were downloaded. What is in the cache never changes, so that it may live as long as the process. */
export class ModuleCache {
  /** sources, by absolute paths: the root of the cache is `/` */
  readonly view: FileView;
  readonly #goMods = new Map<string, GoMod | null>();
  readonly #directories = new Map<string, string | null>();

  /** `root` is the workspace path under which the cache is shown. */
  constructor(
    private readonly workspace: Workspace,
    readonly root: string = MODULE_CACHE,
  ) {
    this.view = new CacheView(workspace, root);
  }

  /** The go.mod file of a module version; null when it was not downloaded. */
  goMod(path: string, version: string): GoMod | null {
    const key = `${path}@${version}`;
    let found = this.#goMods.get(key);
    if (found === undefined) {
      const names = escapeNames(path, version);
      const content = names === null ? null : this.workspace.read(`${this.#download(names.path)}/${names.version}.mod`);
      found = content?.kind === "text" ? parseGoMod(content.text) : null;
      this.#goMods.set(key, found);
    }
    return found;
  }

  /** The directory in {@link view} with the sources of a module version; null when they were not downloaded and extracted completely. */
  directory(path: string, version: string): string | null {
    const key = `${path}@${version}`;
    let found = this.#directories.get(key);
    if (found === undefined) {
      const names = escapeNames(path, version);
      found = names !== null && this.#isExtracted(names) ? `/${names.path}@${names.version}` : null;
      this.#directories.set(key, found);
    }
    return found;
  }

  #isExtracted({ path, version }: EscapedNames): boolean {
    if (this.workspace.stat(`${this.root}/${path}@${version}`) !== "directory") return false;
    return this.workspace.stat(`${this.#download(path)}/${version}.partial`) === "absent";
  }

  #download(escapedPath: string): string {
    return `${this.root}/cache/download/${escapedPath}/@v`;
  }
}

interface EscapedNames {
  readonly path: string;
  readonly version: string;
}

function escapeNames(path: string, version: string): EscapedNames | null {
  const escapedPath = escapeModulePath(path);
  const escapedVersion = escapeModuleVersion(version);
  return escapedPath === null || escapedVersion === null ? null : { path: escapedPath, version: escapedVersion };
}

/** Null when the workspace has no module cache. */
export function openModuleCache(workspace: Workspace): ModuleCache | null {
  return workspace.stat(MODULE_CACHE) === "directory" ? new ModuleCache(workspace) : null;
}

/** Shows a part of a workspace by absolute paths. Each directory is listed once. */
class CacheView implements FileView {
  readonly #kinds = new Map<string, ReadonlyMap<string, "file" | "directory" | "symlink" | "other"> | null>();

  constructor(
    private readonly workspace: Workspace,
    private readonly root: string,
  ) {}

  stat(path: string): FileFact {
    if (path === "/") return { kind: "directory" };
    let kind = this.#entries(dirname(path))?.get(basename(path)) ?? "absent";
    if (kind === "symlink") kind = this.workspace.stat(this.#source(path));
    if (kind === "directory") return { kind };
    if (kind !== "file") return { kind: "absent" };
    return { kind: "file", source: this.#source(path), artifacts: [], content: null, from: "module cache" };
  }

  list(path: string): ReturnType<FileView["list"]> {
    const entries = this.#entries(path);
    return entries === null ? null : { names: [...entries.keys()], complete: true };
  }

  read(path: string): ReturnType<FileView["read"]> {
    const content = this.workspace.read(this.#source(path));
    if (content.kind === "absent") return null;
    return content.kind === "text" ? { text: content.text, source: this.#source(path) } : { unknown: content.reason };
  }

  #source(path: string): string {
    return path === "/" ? this.root : join(this.root, path.slice(1));
  }

  #entries(path: string): ReadonlyMap<string, "file" | "directory" | "symlink" | "other"> | null {
    let entries = this.#kinds.get(path);
    if (entries === undefined) {
      const listed = this.workspace.list(this.#source(path));
      entries = listed === null ? null : new Map(listed.map((entry) => [entry.name, entry.kind]));
      this.#kinds.set(path, entries);
    }
    return entries;
  }
}
