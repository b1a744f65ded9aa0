/** Lists of commands: one after the other, `&&` and `||`, pipelines, background. */
import type * as ast from "../../syntax/shell/ast.js";
import type { Traced } from "../../text/index.js";
import { EMPTY, oneOf } from "../../text/index.js";
import { failureIsFatal } from "./failing.js";
import { conditions, type Context, endsBuild, may } from "./context.js";
import { after, caught, either, type Escape, failure, meet, NOTHING, type Outcome, success, succeeded } from "./outcome.js";
import { outputsOf } from "./printed.js";
import { print, type State } from "./state.js";

export function runStatements(statements: readonly ast.Statement[], state: State, context: Context): Outcome {
  let current: State = state;
  const escapes: Escape[] = [];
  for (const [i, statement] of statements.entries()) {
    const isLast = i === statements.length - 1;
    const here: Context = { ...(escapes.length > 0 ? may(context) : context), failureEndsBuild: isLast && context.failureEndsBuild };
    const outcome = runStatement(statement, current, here);
    escapes.push(...outcome.escapes);
    if (isLast) return { ...outcome, escapes };
    const next = whateverHappened(outcome, statement, context);
    if (next === null) return { success: null, failure: null, escapes };
    current = next;
  }
  return success(current);
}

/** The state behind a statement, however it ended. */
function whateverHappened(outcome: Outcome, { range }: ast.Statement, context: Context): State | null {
  if (outcome.success === null || outcome.failure === null) return outcome.success ?? outcome.failure;
  const { holds, fails } = conditions(context, range);
  return after(outcome, holds, fails);
}

function runStatement(statement: ast.Statement, state: State, context: Context): Outcome {
  return statement.background ? runInBackground(statement.command, state, context) : context.shell.execute(statement.command, state, context);
}

/** In a shell of its own; the list goes on at once, whatever becomes of it. */
export function runInBackground(command: ast.Command, state: State, context: Context): Outcome {
  const inner: Context = { ...context, input: null, isAside: true, failureEndsBuild: false, exitEndsBuild: false, returnEndsBuild: false, loops: 0 };
  const outcome = caught(context.shell.execute(command, { ...state, output: [] }, inner), () => true);
  return success(print(state, outputOf(outcome)));
}

export function runAndOr(node: ast.AndOr, state: State, context: Context): Outcome {
  const all = [{ operator: null, command: node.first }, ...node.rest];
  let { success: whole, failure: broken, escapes }: Outcome = { success: state, failure: null, escapes: [] };
  for (const [i, { operator, command }] of all.entries()) {
    const start = operator === "||" ? broken : whole;
    const other = operator === "||" ? whole : operator === "&&" ? broken : null;
    if (start === null) continue;
    const isLast = i === all.length - 1;
    const outcome = context.shell.execute(command, start, {
      ...(other !== null || escapes.length > 0 ? may(context) : context),
      failureEndsBuild: failureIsFatal(node.rest.slice(i), start, context),
      errexitIgnored: context.errexitIgnored || !isLast,
    });
    escapes = [...escapes, ...outcome.escapes];
    if (operator === "||") {
      whole = whole === null || outcome.success === null ? (whole ?? outcome.success) : meet(whole, outcome.success, "", conditions(context, command.range).holds);
      broken = outcome.failure;
    } else {
      whole = outcome.success;
      broken = broken === null || outcome.failure === null ? (broken ?? outcome.failure) : meet(broken, outcome.failure, "", conditions(context, command.range).fails);
    }
  }
  return { success: whole === null ? null : succeeded(whole), failure: context.failureEndsBuild ? null : broken, escapes };
}

export function runPipeline(node: ast.Pipeline, state: State, context: Context): Outcome {
  const [only, ...others] = node.commands;
  if (only === undefined) return success(state);
  const inner: Context = node.negated ? { ...context, failureEndsBuild: false, errexitIgnored: true } : context;
  const outcome = others.length === 0 ? context.shell.execute(only, state, inner) : runPiped(node.commands, state, inner);
  if (!node.negated) return others.length === 0 ? outcome : settle(outcome, context);
  const swapped: Outcome = { ...outcome, success: outcome.failure && succeeded(outcome.failure), failure: outcome.success && failure(outcome.success).failure };
  return context.failureEndsBuild ? { ...swapped, failure: null } : swapped;
}

/** Each command in a shell of its own, with the output of the one before as input. */
function runPiped(commands: readonly ast.Command[], state: State, context: Context): Outcome {
  let { input } = context;
  let [maySucceed, mayFail] = [true, false];
  let output: Traced = EMPTY;
  for (const [i, command] of commands.entries()) {
    const counts = i === commands.length - 1 || state.options.pipefail !== "no";
    const mustSucceed = endsBuild(state, context) && (i === commands.length - 1 || state.options.pipefail === "yes");
    const isOutputRead = context.isOutputRead || i < commands.length - 1;
    const inner: Context = { ...context, input, isOutputRead, failureEndsBuild: mustSucceed, exitEndsBuild: mustSucceed, returnEndsBuild: false, loops: 0 };
    const outcome = caught(context.shell.execute(command, { ...state, output: [] }, inner), () => true);
    output = outputOf(outcome);
    input = isHidden(output) ? null : output;
    if (mustSucceed && outcome.success === null) return NOTHING;
    if (!counts) continue;
    if (i === commands.length - 1) [maySucceed, mayFail] = [maySucceed && outcome.success !== null, mayFail || outcome.failure !== null];
    else if (outcome.failure !== null) [maySucceed, mayFail] = [maySucceed && (outcome.success !== null || state.options.pipefail === "maybe"), true];
  }
  const ended = print(state, output);
  if (maySucceed && mayFail) return either(ended);
  return maySucceed ? success(ended) : failure(ended);
}

/** A command that failed may end the shell (`set -e`), and with it the build. */
export function settle(outcome: Outcome, context: Context): Outcome {
  const { failure: failing } = outcome;
  if (failing === null) return outcome;
  if (context.failureEndsBuild) return { ...outcome, failure: null };
  const { errexit } = failing.options;
  if (context.errexitIgnored || errexit === "no") return outcome;
  const escapes: readonly Escape[] = context.exitEndsBuild ? outcome.escapes : [...outcome.escapes, { kind: "exit", levels: 0, succeeded: false, state: failing }];
  return { ...outcome, failure: errexit === "yes" ? null : failing, escapes };
}

/** What was printed, however the command ended. */
export function outputOf(outcome: Outcome): Traced {
  const outputs = outputsOf(outcome).map((value) => ({ value, when: "" }));
  return outputs.length === 0 ? EMPTY : oneOf(outputs);
}

/** Nothing of the text is known. */
function isHidden(text: Traced): boolean {
  return text.pieces.length > 0 && text.pieces.every((piece) => piece.kind === "unknown");
}
