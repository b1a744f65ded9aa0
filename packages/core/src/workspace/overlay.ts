import { inside, normalize, relative } from "./paths.js";
import type { DirectoryEntry, FileContent, KeptValues, Workspace } from "./port.js";

/** The workspace with another text at one path, which need not exist: what an editor holds and has not saved. */
export function overlay(workspace: Workspace, path: string, text: string): Workspace {
  const own = normalize(path);
  const content: FileContent = { kind: "text", text: text.startsWith("\uFEFF") ? text.slice(1) : text };
  const saved = workspace.read(own);
  if (saved.kind === "text" && saved.text === content.text) return workspace;
  /** The entry of a directory above the path that leads to it; null for other directories. */
  const entryOf = (directory: string): DirectoryEntry | null => {
    if (directory === own || !inside(own, directory)) return null;
    const [name = "", ...below] = relative(directory, own).split("/");
    return { name, kind: below.length === 0 ? "file" : "directory" };
  };
  const added = (directory: string): DirectoryEntry | null => {
    const entry = entryOf(directory);
    const exists = entry === null || (workspace.list(directory) ?? []).some(({ name, kind }) => name === entry.name && (kind === "symlink" || kind === entry.kind));
    return exists ? null : entry;
  };
  const { kept = null } = workspace;
  return {
    // of other files only: nothing of a text that is not saved may stay
    kept: kept === null ? null : withoutFile(kept, own),
    read: (asked) => (normalize(asked) === own ? content : workspace.read(asked)),
    readHead: (asked, length) => (normalize(asked) === own ? content : workspace.readHead(asked, length)),
    list(asked) {
      const entry = added(normalize(asked));
      const entries = workspace.list(asked);
      if (entry === null) return entries;
      return [...(entries ?? []).filter(({ name }) => name !== entry.name), entry].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    stat(asked) {
      const clean = normalize(asked);
      if (clean === own) return "file";
      return entryOf(clean) === null ? workspace.stat(asked) : "directory";
    },
    fingerprint(asked) {
      const clean = normalize(asked);
      if (clean === own) return `text ${content.text}`;
      const entry = added(clean);
      return entry === null ? workspace.fingerprint(asked) : `${workspace.fingerprint(asked)} and ${entry.kind} ${entry.name}`;
    },
  };
}

function withoutFile(kept: KeptValues, own: string): KeptValues {
  return {
    get: (path, question, fingerprint) => (normalize(path) === own ? undefined : kept.get(path, question, fingerprint)),
    set(path, question, fingerprint, answer) {
      if (normalize(path) !== own) kept.set(path, question, fingerprint, answer);
    },
  };
}
