/** `test` and `[`. Source: POSIX.1-2024, test. */
import type * as ast from "../../../syntax/shell/ast.js";
import type { Traced, Word } from "../../../text/index.js";
import { literalOf } from "../../../text/index.js";
import type { Context } from "../context.js";
import type { Outcome } from "../outcome.js";
import type { State } from "../state.js";
import { and, binary, constant, isBinary, isUnary, not, or, outcomeOf, type Tested, unary, type Operand } from "../tests.js";
import { argument, type BuiltinCall, type Builtins, hasGap, regular } from "./builtin.js";

function test(call: BuiltinCall, state: State, context: Context): Outcome {
  const closed = call.name !== "[" || argument(call.args, call.args.length - 1) === "]";
  const args = call.name === "[" ? call.args.slice(0, -1) : call.args;
  if (hasGap(args)) return outcomeOf(constant("maybe"), state);
  if (!closed) return outcomeOf(constant("no"), state);
  return outcomeOf(new Reader(args, call.nodes, state, context).read(), state);
}

class Reader {
  #at = 0;

  constructor(
    private readonly words: readonly Word[],
    private readonly nodes: readonly ast.Word[],
    private readonly state: State,
    private readonly context: Context,
  ) {}

  /** Up to four arguments are told by their number, as POSIX says; more are an expression with `-a` and `-o`. */
  read(): Tested {
    const { length } = this.words;
    if (length <= 4) return this.#byNumber(0, length);
    const tested = this.#or();
    return this.#at === length ? tested : constant("maybe");
  }

  #byNumber(start: number, count: number): Tested {
    switch (count) {
      case 0:
        return constant("no");
      case 1:
        return this.#unary("-n", start);
      case 2:
        if (this.#text(start) === "!") return not(this.#byNumber(start + 1, 1));
        return isUnary(this.#text(start)) ? this.#unary(this.#text(start) ?? "", start + 1) : constant("maybe");
      case 3:
        if (isBinary(this.#text(start + 1))) return this.#binary(start);
        if (this.#text(start) === "!") return not(this.#byNumber(start + 1, 2));
        if (this.#text(start) === "(" && this.#text(start + 2) === ")") return this.#byNumber(start + 1, 1);
        return this.#longer(start, 3);
      default:
        if (this.#text(start) === "!") return not(this.#byNumber(start + 1, 3));
        if (this.#text(start) === "(" && this.#text(start + 3) === ")") return this.#byNumber(start + 1, 2);
        return this.#longer(start, 4);
    }
  }

  /** `x -a y` */
  #longer(start: number, count: number): Tested {
    this.#at = start;
    const tested = this.#or();
    return this.#at === start + count ? tested : constant("maybe");
  }

  #or(): Tested {
    let tested = this.#and();
    while (this.#accept("-o")) tested = or(tested, this.#and());
    return tested;
  }

  #and(): Tested {
    let tested = this.#not();
    while (this.#accept("-a")) tested = and(tested, this.#not());
    return tested;
  }

  #not(): Tested {
    return this.#accept("!") ? not(this.#not()) : this.#primary();
  }

  #primary(): Tested {
    if (this.#accept("(")) {
      const tested = this.#or();
      return this.#accept(")") ? tested : constant("maybe");
    }
    const start = this.#at;
    if (isBinary(this.#text(start + 1)) && start + 2 < this.words.length) {
      this.#at += 3;
      return this.#binary(start);
    }
    if (isUnary(this.#text(start)) && start + 1 < this.words.length) {
      this.#at += 2;
      return this.#unary(this.#text(start) ?? "", start + 1);
    }
    this.#at++;
    return this.#unary("-n", start);
  }

  #unary(operator: string, at: number): Tested {
    return unary(operator, this.#operand(at), this.state, this.context);
  }

  #binary(start: number): Tested {
    return binary(this.#text(start + 1) ?? "", this.#operand(start), this.#operand(start + 2), this.state, this.context);
  }

  #operand(at: number): Operand {
    return { text: this.words[at]?.value ?? EMPTY_TEXT, node: this.nodes[at] ?? null, pattern: null };
  }

  #text(at: number): string | null {
    const word = this.words[at];
    return word === undefined ? null : literalOf(word.value);
  }

  #accept(text: string): boolean {
    if (this.#text(this.#at) !== text) return false;
    this.#at++;
    return true;
  }
}

const EMPTY_TEXT: Traced = { pieces: [] };

export const testBuiltins: Builtins = { test: regular(test), "[": regular(test) };
