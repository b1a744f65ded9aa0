import { dirname, normalize } from "./paths.js";
import type { DirectoryEntry, FileContent, Workspace } from "./port.js";

/** A workspace that is not on disk: for tests and playgrounds. */
export interface MemoryWorkspace extends Workspace {
  write(path: string, text: string): void;
  /** Removes a file; the directories that only it was in are gone with it. */
  remove(path: string): void;
}

/** @param files texts by path; the module cache is below {@link MODULE_CACHE} as in any workspace */
export function memoryWorkspace(files: Readonly<Record<string, string>> = {}): MemoryWorkspace {
  const texts = new Map(Object.entries(files).map(([path, text]) => [normalize(path), text]));
  let directories: ReadonlyMap<string, readonly DirectoryEntry[]> | null = null;
  const list = (path: string): readonly DirectoryEntry[] | null => {
    directories ??= directoriesOf(texts.keys());
    return directories.get(normalize(path)) ?? null;
  };
  const read = (path: string): FileContent => {
    const text = texts.get(normalize(path));
    if (text !== undefined) return { kind: "text", text };
    return list(path) === null ? { kind: "absent" } : { kind: "unreadable", reason: { code: "file", text: "a directory", at: null } };
  };
  return {
    read,
    readHead: read,
    list,
    stat: (path) => (texts.has(normalize(path)) ? "file" : list(path) === null ? "absent" : "directory"),
    fingerprint(path) {
      const text = texts.get(normalize(path));
      if (text !== undefined) return `text ${text}`;
      const entries = list(path);
      return entries === null ? "" : `list ${JSON.stringify(entries)}`;
    },
    write(path, text) {
      texts.set(normalize(path), text);
      directories = null;
    },
    remove(path) {
      texts.delete(normalize(path));
      directories = null;
    },
  };
}

function directoriesOf(paths: Iterable<string>): ReadonlyMap<string, readonly DirectoryEntry[]> {
  const kinds = new Map([["", new Map()]]);
  for (const path of paths) {
    let kind: DirectoryEntry["kind"] = "file";
    for (let below = path; below !== ""; below = dirname(below)) {
      const directory = dirname(below);
      let names = kinds.get(directory);
      if (names === undefined) kinds.set(directory, (names = new Map()));
      names.set(below.slice(directory === "" ? 0 : directory.length + 1), kind);
      kind = "directory";
    }
  }
  const sorted = (names: ReadonlyMap<string, DirectoryEntry["kind"]>): DirectoryEntry[] =>
    [...names].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map([...kinds].map(([directory, names]) => [directory, sorted(names)]));
}
