/** Loops. Rounds that are known are evaluated one by one; where their number is not known, the body is evaluated once for all that may follow. */
import type * as ast from "../../syntax/shell/ast.js";
import { LIMITS } from "../../limits.js";
import type { Reason, Traced, Word } from "../../text/index.js";
import { EMPTY, literalOf, unknownText } from "../../text/index.js";
import { beforeAnyRound } from "./assigned.js";
import { type Context, may, placeOf, shown } from "./context.js";
import { Expander } from "./expand/expander.js";
import { asLast, type Escape, meet, NO_STATUS, type Outcome, succeeded } from "./outcome.js";
import { setVariable, type State } from "./state.js";

type Loop = ast.For | ast.While | ast.ArithmeticFor | ast.Select;

export function runFor(node: ast.For, state: State, context: Context): Outcome {
  const expander = new Expander(context, state);
  const words = node.words === null ? state.positional : expander.words(node.words);
  const name = literalName(node.variable);
  const rounds = new Rounds(node, context);
  let current: State | null = succeeded(expander.state);
  if (words.length > LIMITS.loopIterations) {
    const value = unknownText({ code: "limit", text: `limit: one of ${words.length} words`, at: placeOf(context, node.range) });
    return rounds.finish(rounds.anyNumber(current, [], (start) => setVariable(start, name, value)));
  }
  for (const word of words) {
    if (current === null) break;
    current = word.kind === "word" ? rounds.round(setVariable(current, name, word.value)) : rounds.anyNumber(current, [], (start) => setVariable(start, name, hidden(word)));
  }
  return rounds.finish(current);
}

export function runSelect(node: ast.Select, state: State, context: Context): Outcome {
  const rounds = new Rounds(node, context);
  const value = unknownText({ code: "caller", text: "what is chosen from a menu", at: placeOf(context, node.range) });
  return rounds.finish(rounds.anyNumber(succeeded(state), [], (start) => setVariable(start, literalName(node.variable), value)));
}

export function runWhile(node: ast.While, state: State, context: Context): Outcome {
  const rounds = new Rounds(node, context);
  let current: State = state;
  // The status of a loop is that of its last round, not that of its condition.
  let status: Traced = NO_STATUS;
  const leaving = (end: State | null): State | null => end && { ...end, status };
  for (let round = 0; ; round++) {
    // Once a way may have left the loop, the number of rounds is not known.
    const isLast = round === LIMITS.loopIterations || rounds.mayHaveEnded;
    if (isLast) current = rounds.forget([...node.condition, ...node.body], current);
    const tested = context.shell.statements(node.condition, current, { ...(isLast ? may(rounds.here) : rounds.here), errexitIgnored: true });
    rounds.continue({ success: null, failure: null, escapes: tested.escapes });
    const [goesOn, ends] = node.until ? [tested.failure, tested.success] : [tested.success, tested.failure];
    if (goesOn === null) return rounds.finish(leaving(ends));
    if (ends !== null || isLast) {
      rounds.end(leaving(ends));
      const all = [...node.condition, ...node.body];
      const next = rounds.once(rounds.forget(all, goesOn), goesOn);
      if (next === null) return rounds.finish(null);
      const again = rounds.forget(all, current);
      // A condition that no round changes is not told again.
      if (isAlike(again, current)) return rounds.finish({ ...rounds.forget(node.condition, next), status: next.status });
      const last = context.shell.statements(node.condition, rounds.forget(all, next), { ...may(rounds.here), errexitIgnored: true });
      rounds.continue({ success: null, failure: null, escapes: last.escapes });
      const end = node.until ? last.success : last.failure;
      return rounds.finish(end && { ...end, status: next.status });
    }
    const next = rounds.round(goesOn);
    if (next === null) return rounds.finish(null);
    current = next;
    status = next.status;
  }
}

function isAlike(a: State, b: State): boolean {
  return a.variables === b.variables && a.directory === b.directory && a.positional === b.positional && a.options === b.options && a.functions === b.functions;
}

export function runArithmeticFor(node: ast.ArithmeticFor, state: State, context: Context): Outcome {
  const [first, test, step] = node.expressions;
  const rounds = new Rounds(node, context);
  const evaluate = (word: ast.Word | undefined, from: State): { readonly value: Traced; readonly state: State } => {
    const expander = new Expander(context, from);
    const value = word === undefined || word.parts.length === 0 ? EMPTY : expander.arithmetic(word);
    return { value, state: expander.state };
  };
  let { state: current } = evaluate(first, succeeded(state));
  for (let round = 0; ; round++) {
    const tested = evaluate(test, current);
    const value = tested.value === EMPTY ? "1" : literalOf(tested.value);
    if (value === "0") return rounds.finish(tested.state);
    if (value === null || round === LIMITS.loopIterations || rounds.mayHaveEnded) return rounds.finish(rounds.anyNumber(tested.state, node.expressions, (start) => start));
    const next = rounds.round(tested.state);
    if (next === null) return rounds.finish(null);
    ({ state: current } = evaluate(step, next));
  }
}

/** What happened so far in the rounds of one loop. */
class Rounds {
  /** ways that left the loop: by `break`, or by its condition */
  #ended: State | null = null;
  readonly #escapes: Escape[] = [];

  constructor(
    private readonly node: Loop,
    private readonly context: Context,
  ) {}

  get mayHaveEnded(): boolean {
    return this.#ended !== null || this.#escapes.length > 0;
  }

  /** For the next round: certain as long as no way has left the loop. */
  get here(): Context {
    const certain = this.mayHaveEnded ? may(this.context) : this.context;
    return { ...certain, failureEndsBuild: false, loops: this.context.loops + 1 };
  }

  /** One round; null when no way goes on to the next. */
  round(state: State): State | null {
    return this.continue(this.context.shell.statements(this.node.body, state, this.here));
  }

  /** Any number of rounds, none included, from a state. */
  anyNumber(state: State, headers: readonly ast.Word[], prepare: (state: State) => State): State | null {
    return meet(state, this.once(prepare(this.forget(this.node.body, state, headers)), state));
  }

  /** The body once, for any number of rounds that start in one of the states that `start` stands for. */
  once(start: State, before: State): State | null {
    const end = this.continue(this.context.shell.statements(this.node.body, start, may(this.here)));
    if (end === null || end.output.length <= start.output.length) return end;
    return { ...end, output: [...before.output, unknownText(this.#reason(`output of \`${shown(this.context, this.node.range)}\``, "command-output"))] };
  }

  forget(statements: readonly ast.Statement[], state: State, headers: readonly ast.Word[] = []): State {
    return beforeAnyRound(statements, headers, state, this.context.source, this.#reason(`changed in the loop \`${shown(this.context, this.node.range)}\``));
  }

  end(state: State | null): void {
    this.#ended = meet(this.#ended, state);
  }

  /** Sorts the ways out of a round: those that leave the loop, and the state in which the next one starts. */
  continue(outcome: Outcome): State | null {
    let next = meet(outcome.success, outcome.failure);
    for (const escape of outcome.escapes) {
      if (escape.kind === "exit" || escape.kind === "return") this.#escapes.push(escape);
      else if (escape.levels > 1 && this.context.loops > 0) this.#escapes.push({ ...escape, levels: escape.levels - 1 });
      else if (escape.kind === "break") this.end(escape.state);
      else next = meet(next, escape.state);
    }
    return next;
  }

  finish(state: State | null): Outcome {
    this.end(state);
    const { success, failure } = this.#ended === null ? { success: null, failure: null } : asLast(this.#ended);
    return { success, failure: this.context.failureEndsBuild ? null : failure, escapes: this.#escapes };
  }

  #reason(text: string, code: Reason["code"] = "not-understood"): Reason {
    return { code, text, at: placeOf(this.context, this.node.range) };
  }
}

/** One of the words that a gap hides. */
function hidden({ value }: Word): Traced {
  const [piece, ...others] = value.pieces;
  if (piece?.kind === "unknown" && others.length === 0) return value;
  return unknownText(piece?.kind === "unknown" ? piece.reason : { code: "alternatives", text: "one of several words", at: piece?.origin ?? null });
}

/** Shells accept nothing but a plain name here. */
function literalName(word: ast.Word): string {
  return word.parts.map((part) => (part.kind === "literal" ? part.text : "")).join("");
}
