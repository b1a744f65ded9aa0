/** Groups, subshells, conditions and `case`. */
import type * as ast from "../../syntax/shell/ast.js";
import type { Range, Traced } from "../../text/index.js";
import { literal, literalOf, oneOf } from "../../text/index.js";
import { assume, variableOf } from "./assume.js";
import { conditions, type Context, endsBuild, may, placeOf, shown } from "./context.js";
import { Expander } from "./expand/expander.js";
import { isPattern, matchesPattern, unquotePattern } from "./expand/pattern.js";
import { settle } from "./lists.js";
import { alternatives, caught, type Escape, type Outcome, success } from "./outcome.js";
import type { Answer, State } from "./state.js";

/** Changes inside of it are lost, but for what it printed. */
export function runSubshell(body: readonly ast.Statement[], state: State, context: Context): Outcome {
  const ends = endsBuild(state, context);
  const inner: Context = { ...context, failureEndsBuild: ends, exitEndsBuild: ends, returnEndsBuild: ends, loops: 0 };
  const outcome = caught(context.shell.statements(body, state, inner), () => true);
  const restore = (end: State | null): State | null => end && { ...state, output: end.output, status: end.status };
  return settle({ success: restore(outcome.success), failure: restore(outcome.failure), escapes: [] }, context);
}

export function runIf(node: ast.If, state: State, context: Context): Outcome {
  const ways: { readonly outcome: Outcome; readonly when: string }[] = [];
  const escapes: Escape[] = [];
  let current: State | null = state;
  for (const { condition, body } of node.branches) {
    const isSure = ways.length === 0 && escapes.length === 0;
    const tested: Outcome = context.shell.statements(condition, current, { ...(isSure ? context : may(context)), failureEndsBuild: false, errexitIgnored: true });
    escapes.push(...tested.escapes);
    const { holds } = conditions(context, rangeOf(condition));
    if (tested.success !== null) {
      const isOnlyWay = isSure && tested.failure === null && tested.escapes.length === 0;
      ways.push({ outcome: context.shell.statements(body, tested.success, isOnlyWay ? context : may(context)), when: holds });
    }
    current = tested.failure;
    if (current === null) break;
  }
  if (current !== null) {
    const here = ways.length === 0 && escapes.length === 0 ? context : may(context);
    const last = node.branches.at(-1);
    const { fails } = conditions(context, last === undefined ? node.range : rangeOf(last.condition));
    ways.push({ outcome: node.otherwise === null ? success(current) : context.shell.statements(node.otherwise, current, here), when: fails });
  }
  const met = alternatives(ways);
  return { ...met, escapes: [...escapes, ...met.escapes] };
}

export function runCase(node: ast.Case, state: State, context: Context): Outcome {
  const expander = new Expander(context, state);
  const subject = expander.text(node.subject);
  const name = variableOf(node.subject);
  const ways: { readonly outcome: Outcome; readonly when: string }[] = [];
  let isDecided = false;
  // A body that ends in `;&` goes on with the next one.
  let falling: { readonly state: State; readonly when: string } | null = null;
  for (const item of node.items) {
    const patterns = item.patterns.map((word) => expander.pattern(word));
    const answer = isDecided ? "no" : anyOf(patterns.map((pattern) => (pattern === null ? "maybe" : matchesPattern(subject, pattern))));
    if (answer === "no" && falling === null) continue;
    const when = `\`${shown(context, node.subject.range)}\` matches \`${item.patterns.map((word) => shown(context, word.range)).join("|")}\``;
    const isOnlyWay = answer === "yes" && ways.length === 0;
    const start = falling?.state ?? (answer === "yes" || name === null ? expander.state : narrowed(expander.state, name, item, patterns, context));
    const outcome = context.shell.statements(item.body, start, isOnlyWay ? context : may(context));
    if (answer === "yes") isDecided = true;
    if (item.terminator === ";&" && outcome.success !== null) {
      falling = { state: outcome.success, when };
      ways.push({ outcome: { success: null, failure: outcome.failure, escapes: outcome.escapes }, when });
      continue;
    }
    falling = null;
    // `;;&` tries the patterns that follow: those of a body that ran may run too.
    if (item.terminator === ";;&") isDecided = false;
    ways.push({ outcome, when });
  }
  if (falling !== null) ways.push({ outcome: success(falling.state), when: falling.when });
  if (!isDecided) ways.push({ outcome: success(expander.state), when: `\`${shown(context, node.subject.range)}\` matches no pattern` });
  return alternatives(ways);
}

/** In the body of an item whose patterns are plain texts, the variable is one of them. */
function narrowed(state: State, name: string, item: ast.CaseItem, patterns: readonly (Traced | null)[], context: Context): State {
  const texts = patterns.map((pattern) => (pattern === null ? null : literalOf(pattern)));
  if (texts.some((text) => text === null || isPattern(text))) return state;
  const values = item.patterns.map((word, i) => ({ value: literal(unquotePattern(texts[i] ?? ""), placeOf(context, word.range)), when: `${name} is ${shown(context, word.range)}` }));
  return assume(state, name, oneOf(values));
}

function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes("yes")) return "yes";
  return answers.includes("maybe") ? "maybe" : "no";
}

export function rangeOf(statements: readonly ast.Statement[]): Range {
  const [first] = statements;
  const last = statements.at(-1);
  return [first?.range[0] ?? 0, last?.range[1] ?? 0];
}

