import { deepStrictEqual } from "node:assert/strict";
import { join, resolve } from "node:path";
import { memoryWorkspace } from "@go-indep/core";
import { Linter } from "eslint";
import { NAMESPACE } from "../languages/names.js";
import { goIndep } from "../languages/plugin.js";
import { FILES } from "../presets/files.js";
import { mount } from "../project/registry.js";
import type { Rule } from "../rule/types.js";
import { atRanges, type DrawnRange, readDrawing } from "./drawn-ranges.js";

export interface ExpectedFinding {
  readonly messageId: string;
  /** a value for every placeholder of the message, without those of the chain */
  readonly data?: Readonly<Record<string, string>>;
  /** the chain, step by step as messages tell it: "go build (Dockerfile:9)"; empty for none; not compared when left out */
  readonly why?: readonly string[];
  /** the text of the file after the fix; without it the finding must have none */
  readonly output?: string;
  /** the text after each suggestion, in their order; without it the finding must have none */
  readonly suggestions?: readonly { readonly messageId: string; readonly output: string }[];
}

/** A whole repository. Ranges are drawn in its files, one for each report; what is not drawn must not be reported, in any file. */
export interface ProjectCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly options?: readonly unknown[];
  /** by file, in the order of its drawn ranges */
  readonly reports?: Readonly<Record<string, readonly ExpectedFinding[]>>;
}

/** Where the repository of a case seems to be: nothing is there. */
const ROOT = resolve("/go-indep-test-project");
const TESTED = "tested";

/** Lints every file of the case and compares all reports. @throws AssertionError that shows the difference */
export function checkProject(rule: Rule, { files, settings = {}, options = [], reports = {} }: ProjectCase): void {
  const drawings = new Map(Object.entries(files).map(([path, drawn]) => [path, readDrawing(drawn)]));
  const texts = Object.fromEntries([...drawings].map(([path, { text }]) => [path, text]));
  const unmount = mount(ROOT, memoryWorkspace(texts));
  try {
    const linter = new Linter({ configType: "flat", cwd: ROOT });
    const configuration = configurationFor(rule, options, settings);
    for (const [path, { text, ranges }] of drawings) {
      const expected = atRanges(reports[path] ?? [], ranges, files[path] ?? "");
      const messages = linter.verify(text, configuration, { filename: join(ROOT, path) });
      deepStrictEqual(
        messages.map((message, index) => actual(rule, message, text, expected[index])),
        expected.map((finding) => wanted(rule, finding)),
        `reports in ${path}`,
      );
    }
  } finally {
    unmount();
  }
}

function configurationFor(rule: Rule, options: readonly unknown[], settings: object): Linter.Config[] {
  const common = {
    plugins: { [NAMESPACE]: goIndep, [TESTED]: { rules: { [rule.name]: rule } } } as never,
    processor: `${NAMESPACE}/evidence`,
    settings: { [NAMESPACE]: settings },
    rules: { [`${TESTED}/${rule.name}`]: ["error", ...options] as Linter.RuleEntry },
  };
  const languages = Object.entries(FILES).map(([kind, patterns]) => ({ files: [...patterns], language: `${NAMESPACE}/${kind}` }));
  return [{ ...common, files: ["**"], language: `${NAMESPACE}/text` }, ...languages];
}

interface Comparable {
  readonly message: string;
  readonly at: Readonly<Record<string, unknown>>;
}

/** What a message tells about the chain counts only where the case says what it must be. */
function actual(rule: Rule, { message, messageId, line, column, endLine, endColumn, fix, suggestions = [] }: Linter.LintMessage, text: string, expected: ExpectedFinding | undefined): Comparable {
  const at = {
    ...{ messageId, line, column, endLine, endColumn },
    output: fix === undefined ? undefined : applied(fix, text),
    suggestions: suggestions.map((suggestion) => ({ messageId: suggestion.messageId, output: applied(suggestion.fix, text) })),
  };
  if (expected === undefined) return { message, at };
  const { start, end } = sentences(rule, expected);
  const matches = expected.why?.length === 0 ? message === start : message.startsWith(start) && message.endsWith(end);
  return { message: matches ? start + end : message, at };
}

function applied({ range: [start, end], text: inserted }: Readonly<{ range: readonly [number, number]; text: string }>, text: string): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

function wanted(rule: Rule, expected: ExpectedFinding & DrawnRange): Comparable {
  const { messageId, line, column, endLine, endColumn, output, suggestions = [] } = expected;
  const { start, end } = sentences(rule, expected);
  return { message: start + end, at: { messageId, line, column, endLine, endColumn, output, suggestions: [...suggestions] } };
}

function sentences(rule: Rule, { messageId, data = {}, why }: ExpectedFinding): { start: string; end: string } {
  const template = rule.meta.messages[messageId] ?? `no message "${messageId}"`;
  const values: Readonly<Record<string, string>> = { entries: "", why: "", ...data };
  const start = template.replace(/\{\{([^{}]+?)\}\}/gu, (placeholder, term: string) => values[term.trim()] ?? placeholder);
  return { start, end: why === undefined || why.length === 0 ? "" : ` Why: ${why.join(" → ")}.` };
}
