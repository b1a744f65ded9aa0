import type { Finding, Hop, Project, Workspace } from "@go-indep/core";
import { vi } from "vitest";

/** Settings under which the analysis gives this evidence. */
export function because(...evidence: readonly Hop[]): { readonly mirrors: { readonly because: string } } {
  return { mirrors: { because: JSON.stringify(evidence) } };
}

/**
 * Stands in for the analysis: it finds each "bad" in the files of the workspace, and gives as evidence whatever `because` tells, by settings that hold to the
 * schema. What it has found stays until it is refreshed, as in the real one.
 */
export const opened: { settings: unknown; refreshes: number }[] = [];

function analyse(workspace: Workspace, settings: { mirrors?: { because?: string; crash?: string } }): Project {
  const texts = new Map<string, string>();
  const textOf = (file: string): string => {
    const content = workspace.read(file);
    if (!texts.has(file)) texts.set(file, content.kind === "text" ? content.text : "");
    return texts.get(file) ?? "";
  };
  if (settings.mirrors?.crash !== undefined) throw new Error("the analysis is broken");
  const evidence = JSON.parse(settings.mirrors?.because ?? "[]") as readonly Hop[];
  const shown: Partial<Project> = {
    entries: [],
    findings: [],
    findingsFor: (file, rule) =>
      [...textOf(file).matchAll(/bad/gu)].map(
        ({ index }): Finding => ({
          rule,
          messageId: "bad",
          data: { file },
          at: { file, start: index, end: index + 3 },
          evidence,
          entries: [],
        }),
      ),
    positionOf: (file, offset) => {
      const lines = textOf(file).slice(0, offset).split("\n");
      return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
    },
  };
  return shown as Project;
}

export const openProject = vi.fn((workspace: Workspace, settings: object) => {
  const record = { settings, refreshes: 0 };
  opened.push(record);
  let project = analyse(workspace, settings);
  return {
    project: () => project,
    refresh: () => {
      record.refreshes += 1;
      project = analyse(workspace, settings);
    },
  };
});
