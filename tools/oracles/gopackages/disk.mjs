/** Directories of this machine as core sees them: a workspace, and a view with the real absolute paths. */
import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from "node:fs";

const MODULE_CACHE = "<module cache>";

/** `moduleCache` is GOMODCACHE, or null. */
export function diskWorkspace(moduleCache) {
  let head = Buffer.allocUnsafe(4096);
  const onDisk = (path) => {
    if (path !== MODULE_CACHE && !path.startsWith(`${MODULE_CACHE}/`)) return `/${path}`;
    return moduleCache === null ? "/nonexistent" : `${moduleCache}${path.slice(MODULE_CACHE.length)}`;
  };
  const decode = (bytes) => ({ kind: "text", text: bytes.toString("utf8", bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0) });
  const attempt = (action) => {
    try {
      return action();
    } catch {
      return { kind: "absent" };
    }
  };
  const stat = (path) => {
    const found = statSync(onDisk(path), { throwIfNoEntry: false });
    if (found === undefined) return "absent";
    return found.isDirectory() ? "directory" : "file";
  };
  return {
    read: (path) => attempt(() => decode(readFileSync(onDisk(path)))),
    readHead: (path, length) =>
      attempt(() => {
        const file = openSync(onDisk(path));
        if (length > head.length) head = Buffer.allocUnsafe(length);
        const count = readSync(file, head, 0, length, 0);
        closeSync(file);
        const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
        return { kind: "text", text: head.utf8Slice(start, count) };
      }),
    list: (path) => {
      try {
        const kind = (entry) => (entry.isDirectory() ? "directory" : entry.isFile() ? "file" : entry.isSymbolicLink() ? "symlink" : "other");
        const entries = readdirSync(onDisk(path), { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kind(entry) }));
        return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
      } catch {
        return null;
      }
    },
    stat,
    fingerprint: () => "",
  };
}

/** The whole disk, each directory listed once. Links to directories are not followed, as go does not. */
export function diskView(workspace) {
  const directories = new Map();
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
      if (followed === "directory") return kind === "symlink" ? { kind: "symlink", target: realpathSync(path) } : { kind: "directory" };
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
