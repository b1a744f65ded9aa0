/** The disk of this machine as core sees it: a workspace, and a view with the real absolute paths. */
import { MODULE_CACHE, nodeWorkspace } from "../../../packages/core/dist/workspace/index.js";

/** @import { FileView } from "../../../packages/core/dist/evaluate/files/index.js" */
/** @import { DirectoryEntry, Workspace } from "../../../packages/core/dist/workspace/index.js" */

/**
 * @param {string | null} moduleCache GOMODCACHE
 * @returns {Workspace}
 */
export function diskWorkspace(moduleCache) {
  return nodeWorkspace("/", { moduleCache });
}

/**
 * A workspace whose module cache has lost some: of each ten modules the sources of three, and of one its go.mod file too. Which, their paths tell.
 *
 * @param {Workspace} workspace
 * @returns {Workspace}
 */
export function withoutSomeModules(workspace) {
  /** @param {string} path */
  const isLost = (path) => {
    if (!path.startsWith(`${MODULE_CACHE}/`)) return false;
    const [, isDownload, module] = /^(cache\/download\/)?(.*?)(?:@|\/@v\/)/.exec(path.slice(MODULE_CACHE.length + 1)) ?? [];
    if (module === undefined) return false;
    let sum = 0;
    for (const character of module) sum = (31 * sum + character.charCodeAt(0)) % 1009;
    return sum % 10 < (isDownload === undefined ? 3 : 1);
  };
  return {
    read: (path) => (isLost(path) ? { kind: "absent" } : workspace.read(path)),
    readHead: (path, length) => (isLost(path) ? { kind: "absent" } : workspace.readHead(path, length)),
    list: (path) => (isLost(path) ? null : workspace.list(path)),
    stat: (path) => (isLost(path) ? "absent" : workspace.stat(path)),
    fingerprint: (path) => (isLost(path) ? "" : workspace.fingerprint(path)),
  };
}

/**
 * The whole disk, each directory listed once. Links to directories are not followed, as go does not.
 *
 * @param {Workspace} workspace
 * @returns {FileView}
 */
export function diskView(workspace) {
  /** @type {Map<string, ReadonlyMap<string, DirectoryEntry["kind"]> | null>} */
  const directories = new Map();
  /** @param {string} directory */
  const entriesOf = (directory) => {
    let entries = directories.get(directory);
    if (entries === undefined) {
      const listed = workspace.list(directory.slice(1));
      entries = listed === null ? null : new Map(listed.map(({ name, kind }) => [name, kind]));
      directories.set(directory, entries);
    }
    return entries;
  };
  return {
    stat(path) {
      if (path === "/") return { kind: "directory" };
      const slash = path.lastIndexOf("/");
      const kind = entriesOf(path.slice(0, slash) || "/")?.get(path.slice(slash + 1));
      if (kind === undefined || kind === "other") return { kind: "absent" };
      const followed = kind === "symlink" ? workspace.stat(path.slice(1)) : kind;
      if (followed === "directory") return kind === "symlink" ? { kind: "symlink", target: path } : { kind: "directory" };
      return followed === "file" ? { kind: "file", source: path.slice(1), artifacts: [], content: null, from: "disk" } : { kind: "absent" };
    },
    list(path) {
      const entries = entriesOf(path);
      return entries === null ? null : { names: [...entries.keys()], complete: true };
    },
    read(path) {
      const content = workspace.read(path.slice(1));
      return content.kind === "text" ? { text: content.text, source: path.slice(1) } : null;
    },
  };
}
