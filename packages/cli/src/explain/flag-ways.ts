import type { BuildInvocation, FlagWay, Origin, Project } from "@go-indep/core";
import { print } from "@go-indep/core";
import type { Paint } from "../paint.js";
import { VERSION } from "../version.js";

/** The public, versioned form of what `explain --flag` tells. Lines and columns are 1-based, columns count UTF-16 units. */
export const FLAG_SCHEMA = "go-indep-lint/flag@1";

/** What `explain --flag` prints: for every go command that has the flag, its way there; then those that do not have it. */
export function flagTree(flag: string, project: Project, paint: Paint): string {
  const { ways, without } = project.waysOf(flag);
  const place = (at: Origin | null): string => (at === null ? "" : paint.dim(`  ${placeText(at, project)}`));
  const lines = ways.flatMap((way) => [
    `${paint.strong(way.flag)}${STATES[way.state]}`,
    `  ${commandLine(way.invocation)}${place(way.invocation.at)}${paint.dim(`  for ${way.invocation.entries.join(", ")}`)}`,
    ...way.steps.map(({ kind, text, at }) => `    ${kind === "empty" || kind === "dropped" ? paint.strong(text) : text}${place(at)}`),
    "",
  ]);
  const missing = without.length === 0 ? [] : [paint.strong(`Go commands without ${flag}`), ...without.map((invocation) => `  ${commandLine(invocation)}${place(invocation.at)}`), ""];
  if (ways.length + without.length === 0) return "no go command was found\n";
  return `${[...lines, ...missing].join("\n").trimEnd()}\n`;
}

const STATES: Readonly<Record<FlagWay["state"], string>> = { "in force": "", replaced: " (replaced)", dropped: " (does not reach go)" };

export function waysJson(flag: string, project: Project): object {
  const { ways, without } = project.waysOf(flag);
  const place = (at: Origin | null): object | null => {
    if (at === null) return null;
    const start = project.positionOf(at.file, at.start);
    const end = project.positionOf(at.file, at.end);
    return { file: at.file, line: start.line, column: start.column + 1, endLine: end.line, endColumn: end.column + 1 };
  };
  return {
    schema: FLAG_SCHEMA,
    tool: { version: VERSION },
    flag,
    ways: ways.map((way) => ({
      invocation: way.invocation.id,
      flag: way.flag,
      state: way.state,
      at: place(way.at),
      steps: way.steps.map(({ kind, text, at }) => ({ kind, text, at: place(at) })),
    })),
    without: without.map(({ id }) => id),
  };
}

function commandLine({ command }: BuildInvocation): string {
  return command.words.map(({ value }) => print(value)).join(" ");
}

function placeText({ file, start }: Origin, project: Project): string {
  const { line, column } = project.positionOf(file, start);
  return `${file}:${line}:${column + 1}`;
}
