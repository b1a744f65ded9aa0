import { LineIndex, parseDockerfile } from "@go-indep/core";
import type { ESLint, Linter } from "eslint";

interface Duplicate {
  readonly ours: string;
  /** of ShellCheck */
  readonly code: string;
  /** the finding begins with the name of a variable, which must be in the text that ours marks */
  readonly named: boolean;
}

/** Findings of hadolint that tell the same as ours, each seen with hadolint 2.15.1. Ours have the evidence. The table is in the README. */
const DUPLICATES: readonly Duplicate[] = [
  { ours: "go-dockerfile/no-undeclared-build-arg", code: "SC2154", named: true },
  { ours: "go-ldflags/no-empty-x-value", code: "SC2154", named: true },
  { ours: "go-ldflags/no-lost-environment", code: "SC2034", named: true },
  { ours: "go-ldflags/no-literal-substitution", code: "SC2016", named: false },
];

/**
 * A result without the findings of hadolint that one of ours tells as well, about the same instruction. One of ours stands for one of hadolint's. One that a
 * comment switches off stands for none.
 */
export function withoutDuplicates(result: ESLint.LintResult): ESLint.LintResult {
  const { messages, source, filePath } = result;
  if (source === undefined || !messages.some(isShellcheck)) return result;
  const firstLine = firstLinesOf(source, filePath);
  const lines = source.split("\n");
  const dropped = new Set<Linter.LintMessage>();
  for (const own of messages) {
    for (const { ours, code, named } of DUPLICATES) {
      if (own.ruleId !== ours) continue;
      const marked = own.endLine === own.line ? (lines[own.line - 1] ?? "").slice(own.column - 1, (own.endColumn ?? own.column) - 1) : "";
      const words = new Set(marked.match(/\w+/g));
      const same = messages.find((message) => {
        if (!isShellcheck(message) || dropped.has(message) || message.line !== firstLine(own.line)) return false;
        const [, found, name = ""] = /^(SC\d+): (\w*)/.exec(message.message) ?? [];
        return found === code && (!named || words.has(name));
      });
      if (same !== undefined) dropped.add(same);
    }
  }
  const count = (severity: number): number => [...dropped].filter((message) => message.severity === severity).length;
  return {
    ...result,
    messages: messages.filter((message) => !dropped.has(message)),
    errorCount: result.errorCount - count(2),
    warningCount: result.warningCount - count(1),
  };
}

function isShellcheck({ ruleId }: Linter.LintMessage): boolean {
  return ruleId === "hadolint/shellcheck";
}

/** For a line the first one of its instruction, where hadolint reports. */
function firstLinesOf(source: string, path: string): (line: number) => number {
  const { preamble, stages } = parseDockerfile(source, path);
  const index = new LineIndex(source);
  const instructions = [...preamble, ...stages.flatMap(({ from, body }) => [from, ...body])].map(({ range: [start, end] }) => ({
    first: index.positionAt(start).line,
    last: index.positionAt(end).line,
  }));
  return (line) => instructions.find(({ first, last }) => first <= line && line <= last)?.first ?? line;
}
