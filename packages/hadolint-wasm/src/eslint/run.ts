import { HadolintError } from "../error.js";
import type { Finding } from "../finding.js";
import { lintWithFlags } from "../lint.js";
import { optionsFor } from "./settings.js";

/** What one run of hadolint on a file came to. */
export type Run = { readonly findings: readonly Finding[]; readonly failure: null } | { readonly findings: readonly []; readonly failure: string };

interface LintedFile {
  readonly cwd: string;
  readonly physicalFilename: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sourceCode: { readonly text: string };
}

/** By the source code object, which is another one whenever ESLint parses a file. */
const runs = new WeakMap<object, Run>();
const told = new WeakSet();

/** hadolint reports these only when a configuration gives them a level. Here it is ESLint's configuration that switches rules on. */
const OFF_BY_DEFAULT = ["--style=DL1001", "--style=DL3057"];

/** The findings of a file: hadolint runs once for all rules. */
export function runFor(context: LintedFile): Run {
  const { sourceCode } = context;
  let run = runs.get(sourceCode);
  if (run === undefined) {
    run = attempt(context);
    runs.set(sourceCode, run);
  }
  return run;
}

/** True for the first who asks about a file: a failure is one message, not one for each rule. */
export function tellsFailure(context: LintedFile): boolean {
  if (told.has(context.sourceCode)) return false;
  told.add(context.sourceCode);
  return true;
}

function attempt(context: LintedFile): Run {
  try {
    return { findings: lintWithFlags(context.sourceCode.text, optionsFor(context), OFF_BY_DEFAULT), failure: null };
  } catch (error) {
    if (error instanceof HadolintError) return { findings: [], failure: error.message };
    throw error;
  }
}
