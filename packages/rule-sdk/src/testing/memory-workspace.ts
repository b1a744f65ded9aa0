import type { DirectoryEntry, FileContent, Workspace } from "@go-indep/core";

/** A workspace of texts by POSIX path, for tests. The texts may change between two runs. */
export function memoryWorkspace(files: Readonly<Record<string, string>>): Workspace {
  const below = (path: string) => (path === "" ? "" : `${path}/`);
  const list = (path: string): DirectoryEntry[] | null => {
    const prefix = below(path);
    const inside = Object.keys(files).filter((file) => file.startsWith(prefix));
    if (inside.length === 0) return null;
    const kinds = new Map(
      inside.map((file): [string, DirectoryEntry["kind"]] => {
        const [name = "", ...rest] = file.slice(prefix.length).split("/");
        return [name, rest.length > 0 ? "directory" : "file"];
      }),
    );
    return [...kinds].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
  };
  const read = (path: string): FileContent => {
    const text = files[path];
    return text === undefined ? { kind: "absent" } : { kind: "text", text };
  };
  return {
    read,
    readHead: read,
    list,
    stat: (path) => (files[path] !== undefined ? "file" : list(path) === null ? "absent" : "directory"),
    fingerprint: (path) => files[path] ?? (list(path) ?? []).map(({ name, kind }) => `${kind} ${name}`).join("\n"),
  };
}
