import { dirname, join, type Workspace } from "../workspace/index.js";
import type { Entry, Finding } from "./model.js";

/** Files other than its own that a finding has to do with, nearest first. */
export function homesOf({ at, evidence, entries: ids }: Finding, entries: readonly Entry[], workspace: Workspace): readonly string[] {
  const proven = entries.filter(({ id }) => ids.includes(id));
  const homes = new Set([
    ...evidence.flatMap((hop) => hop.at?.file ?? []).reverse(),
    ...proven.flatMap((entry) => [...(entry.dockerfile === null ? [] : [entry.dockerfile]), ...entry.callers.map((caller) => caller.at.file)]),
    ...goModsAbove(at.file, workspace),
  ]);
  homes.delete(at.file);
  homes.delete("");
  return [...homes];
}

/** The module's file in the nearest directory above that has one. */
function goModsAbove(file: string, workspace: Workspace): readonly string[] {
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    const path = join(directory, "go.mod");
    if (workspace.stat(path) === "file") return [path];
    if (directory === "") return [];
  }
}
