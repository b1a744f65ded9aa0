import type { RuleVisitor } from "@eslint/core";
import { attach } from "../evidence/sink.js";
import { SettingsError } from "../project/settings-error.js";
import { placeOf } from "./place.js";
import type { Context } from "./types.js";

/** Errors that were reported for a file already, by its source: several rules that fail for one reason are one message. */
const reported = new WeakMap<object, Set<unknown>>();

/**
 * Runs a rule so that what it throws is reported for the file and ends only this rule on this file: ESLint would end the run, and a linter
 * that cannot be trusted with one odd file is switched off for all.
 */
export function guarded(context: Context, create: () => RuleVisitor): RuleVisitor {
  let crashed = false;
  const attempt = <A extends unknown[]>(run: (...args: A) => void, ...args: A): void => {
    if (crashed) return;
    try {
      run(...args);
    } catch (error) {
      crashed = true;
      reportCrash(context, error);
    }
  };
  let visitor: RuleVisitor = {};
  attempt(() => {
    visitor = create();
  });
  return Object.fromEntries(
    Object.entries(visitor).map(([selector, handler]) => [
      selector,
      handler && ((...args: unknown[]) => { attempt(handler, ...args); }),
    ]),
  );
}

function reportCrash(context: Context, error: unknown): void {
  const known = reported.get(context.sourceCode) ?? new Set();
  if (known.has(error)) return;
  reported.set(context.sourceCode, known.add(error));
  const { loc, line, column } = placeOf(context.sourceCode, 0, 0);
  if (error instanceof SettingsError) {
    context.report({ loc, message: `${error.message}.` });
    return;
  }
  const { message: text, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const message = `Rule ${context.id} crashed on this file: ${text}. This is a bug in go-indep-lint, please report it; other rules and files are not affected.`;
  attach(context.filename, context.sourceCode, { ruleId: context.id, line, column, message }, { crash: { error: text, stack: stack ?? text } });
  context.report({ loc, message });
}
