/** The disk of this machine as core sees it: a workspace, and a view with the real absolute paths. */
import { nodeWorkspace } from "../../../packages/core/dist/workspace/index.js";

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
