import { RuleTester } from "eslint";
import { NAMESPACE } from "../languages/names.js";
import { goIndep } from "../languages/plugin.js";
import type { Rule } from "../rule/types.js";
import { atRanges, readDrawing } from "./drawn-ranges.js";
import { checkProject, type ProjectCase } from "./project-case.js";

/** A report that is expected at a drawn range. */
export interface ExpectedReport {
  readonly messageId: string;
  /** a value for every placeholder of the message */
  readonly data?: Readonly<Record<string, string>>;
  readonly suggestions?: readonly { readonly messageId: string; readonly data?: Readonly<Record<string, string>>; readonly output: string }[];
}

/** One file. Ranges are drawn under its lines (see {@link readDrawing}), one for each report and in the same order. */
export interface FileCase {
  readonly name?: string;
  readonly code: string;
  readonly filename?: string;
  readonly options?: readonly unknown[];
  /** what `settings["go-indep"]` is */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface InvalidFileCase extends FileCase {
  readonly reports: readonly ExpectedReport[];
  /** the text after `--fix`; without it the rule must not fix */
  readonly output?: string;
}

export interface RuleCases {
  /** the language of `valid` and `invalid`: "go-indep/dockerfile" */
  readonly language?: string;
  readonly valid?: readonly (string | FileCase)[];
  readonly invalid?: readonly InvalidFileCase[];
  /** whole repositories */
  readonly projects?: readonly ProjectCase[];
}

/**
 * Tests a rule with ESLint itself. Every report must be expected with its message id, its data and its exact range; `describe` and `it` are
 * the global ones, or those set on ESLint's RuleTester.
 */
export function testRule(rule: Rule, { language = `${NAMESPACE}/text`, valid = [], invalid = [], projects = [] }: RuleCases): void {
  if (valid.length + invalid.length > 0) {
    const tester = new RuleTester({ plugins: { [NAMESPACE]: goIndep }, language });
    tester.run(rule.name, rule, {
      assertionOptions: { requireMessage: "messageId", requireLocation: true, requireData: true },
      valid: valid.map((test) => fileCase(typeof test === "string" ? { code: test } : test).test),
      invalid: invalid.map(({ reports, output, ...test }) => {
        const { test: common, ranges } = fileCase(test);
        return { ...common, output: output ?? null, errors: atRanges(reports, ranges, test.code) as never };
      }),
    });
  }
  if (projects.length === 0) return;
  RuleTester.describe?.(`${rule.name} in projects`, () => {
    for (const project of projects) {
      RuleTester.it?.(project.name, () => {
        checkProject(rule, project);
      });
    }
  });
}

function fileCase({ name, code, filename, options = [], settings }: FileCase) {
  const { text, ranges } = readDrawing(code);
  const test = {
    code: text,
    options: [...options],
    ...(name === undefined ? {} : { name }),
    ...(filename === undefined ? {} : { filename }),
    ...(settings === undefined ? {} : { settings: { [NAMESPACE]: settings } }),
  };
  return { test, ranges };
}
