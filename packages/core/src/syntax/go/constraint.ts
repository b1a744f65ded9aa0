/** Build constraint expressions and their three-valued evaluation. Source: go/build/constraint. */
import { fields, isDigit, isLetter, isSpace, trimSpace } from "./characters.js";

export type ConstraintExpression =
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "not"; readonly operand: ConstraintExpression }
  | { readonly kind: "and" | "or"; readonly left: ConstraintExpression; readonly right: ConstraintExpression };

/** `offset` is relative to the parsed text. */
export type ParsedConstraint =
  | { readonly expression: ConstraintExpression; readonly problem: null }
  | { readonly expression: null; readonly problem: { readonly offset: number; readonly message: string } };

/** Truth that may be missing. */
export type Ternary = boolean | "unknown";

/** go refuses larger `//go:build` expressions. */
const MAX_OPERANDS = 1000;
/** go ignores `// +build` lines with more operators. */
const MAX_PLUS_BUILD_OPERATORS = 100;

class ConstraintError extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

/** Parses the expression of a `//go:build` line (what follows `//go:build`). */
export function parseConstraint(text: string): ParsedConstraint {
  try {
    const parser = new Parser(text);
    return { expression: parser.parse(), problem: null };
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error;
    return { expression: null, problem: { offset: error.offset, message: error.message } };
  }
}

/** Parses what follows `+build` in a `// +build` line. Words that are no tags stand for the tag `ignore`, as in go. */
export function parsePlusBuild(text: string): ParsedConstraint {
  let operators = 0;
  let any: ConstraintExpression | null = null;
  for (const clause of fields(text)) {
    let all: ConstraintExpression | null = null;
    for (const literal of clause.split(",")) {
      const operand = plusBuildLiteral(literal);
      if (all !== null) operators++;
      all = all === null ? operand : { kind: "and", left: all, right: operand };
    }
    if (any !== null) operators++;
    any = any === null ? all : { kind: "or", left: any, right: all as ConstraintExpression };
  }
  if (operators > MAX_PLUS_BUILD_OPERATORS) {
    return { expression: null, problem: { offset: 0, message: "expression too complex for // +build lines" } };
  }
  return { expression: any ?? { kind: "tag", tag: "ignore" }, problem: null };
}

function plusBuildLiteral(literal: string): ConstraintExpression {
  if (literal.startsWith("!!") || literal === "!") return { kind: "tag", tag: "ignore" };
  const negated = literal.startsWith("!");
  const word = negated ? literal.slice(1) : literal;
  const tag: ConstraintExpression = { kind: "tag", tag: word !== "" && tagEnd(word, 0) === word.length ? word : "ignore" };
  return negated ? { kind: "not", operand: tag } : tag;
}

/**
 * The value of `expression` when some tags are unknown. Unknown is contagious only where it decides: `false && unknown` is false. Two mentions of
 * one unknown tag are not related to each other: `x || !x` is unknown.
 */
export function evaluateConstraint(expression: ConstraintExpression, tag: (name: string) => Ternary): Ternary {
  switch (expression.kind) {
    case "tag":
      return tag(expression.tag);
    case "not":
      return not(evaluateConstraint(expression.operand, tag));
    case "and":
      return and(evaluateConstraint(expression.left, tag), evaluateConstraint(expression.right, tag));
    case "or":
      return or(evaluateConstraint(expression.left, tag), evaluateConstraint(expression.right, tag));
  }
}

export function not(x: Ternary): Ternary {
  return x === "unknown" ? x : !x;
}

export function and(x: Ternary, y: Ternary): Ternary {
  if (x === false || y === false) return false;
  return x === "unknown" || y === "unknown" ? "unknown" : true;
}

export function or(x: Ternary, y: Ternary): Ternary {
  if (x === true || y === true) return true;
  return x === "unknown" || y === "unknown" ? "unknown" : false;
}

/** The expression in `//go:build` syntax. */
export function formatConstraint(x: ConstraintExpression): string {
  switch (x.kind) {
    case "tag":
      return x.tag;
    case "not":
      return `!${parenthesised(x.operand, x.operand.kind === "and" || x.operand.kind === "or")}`;
    case "and":
      return `${parenthesised(x.left, x.left.kind === "or")} && ${parenthesised(x.right, x.right.kind === "or")}`;
    case "or":
      return `${parenthesised(x.left, x.left.kind === "and")} || ${parenthesised(x.right, x.right.kind === "and")}`;
  }
}

function parenthesised(x: ConstraintExpression, needed: boolean): string {
  return needed ? `(${formatConstraint(x)})` : formatConstraint(x);
}

/** All tags that occur in `expression`, each once. */
export function tagsOf(expression: ConstraintExpression): ReadonlySet<string> {
  const tags = new Set<string>();
  const visit = (x: ConstraintExpression): void => {
    if (x.kind === "tag") tags.add(x.tag);
    else if (x.kind === "not") visit(x.operand);
    else {
      visit(x.left);
      visit(x.right);
    }
  };
  visit(expression);
  return tags;
}

/** Letters, digits, `_` and `.` in any order. */
function tagEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length) {
    const code = text.codePointAt(i) as number;
    if (!isLetter(code) && !isDigit(code) && code !== 46) break;
    i += code > 0xffff ? 2 : 1;
  }
  return i;
}

/** go/build/constraint's exprParser: the token after the current operand is always lexed already. */
class Parser {
  readonly #text: string;
  #at = 0;
  #token = "";
  #isTag = false;
  #start = 0;
  #operands = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): ConstraintExpression {
    const x = this.#or();
    if (this.#token !== "") throw new ConstraintError(this.#start, `unexpected token ${this.#token}`);
    return x;
  }

  #or(): ConstraintExpression {
    let x = this.#and();
    while (this.#token === "||") x = { kind: "or", left: x, right: this.#and() };
    return x;
  }

  #and(): ConstraintExpression {
    let x = this.#not();
    while (this.#token === "&&") x = { kind: "and", left: x, right: this.#not() };
    return x;
  }

  #not(): ConstraintExpression {
    if (++this.#operands > MAX_OPERANDS) throw new ConstraintError(this.#start, "build expression too large");
    this.#lex();
    if (!this.#is("!")) return this.#atom();
    this.#lex();
    if (this.#is("!")) throw new ConstraintError(this.#start, "double negation not allowed");
    return { kind: "not", operand: this.#atom() };
  }

  #atom(): ConstraintExpression {
    if (this.#token === "(") {
      const open = this.#start;
      const x = this.#or();
      if (!this.#is(")")) throw new ConstraintError(open, "missing close paren");
      this.#lex();
      return x;
    }
    if (!this.#isTag) {
      throw new ConstraintError(this.#start, this.#token === "" ? "unexpected end of expression" : `unexpected token ${this.#token}`);
    }
    const tag = this.#token;
    this.#lex();
    return { kind: "tag", tag };
  }

  #is(token: string): boolean {
    return this.#token === token;
  }

  #lex(): void {
    const text = this.#text;
    this.#isTag = false;
    while (text[this.#at] === " " || text[this.#at] === "\t") this.#at++;
    this.#start = this.#at;
    const first = text[this.#at];
    if (first === undefined) {
      this.#token = "";
      return;
    }
    if (first === "(" || first === ")" || first === "!") this.#at++;
    else if (first === "&" || first === "|") {
      if (text[this.#at + 1] !== first) throw new ConstraintError(this.#at, `invalid syntax at ${first}`);
      this.#at += 2;
    } else {
      this.#at = tagEnd(text, this.#at);
      if (this.#at === this.#start) {
        throw new ConstraintError(this.#at, `invalid syntax at ${String.fromCodePoint(text.codePointAt(this.#at) as number)}`);
      }
      this.#isTag = true;
    }
    this.#token = text.slice(this.#start, this.#at);
  }
}

/** The expression of a whole `//go:build …` comment line, trimmed; null when the line is none. */
export function goBuildExpression(line: string): string | null {
  return expressionAfter(line, "//go:build");
}

/** What follows `+build` in a whole `// +build …` comment line, trimmed; null when the line is none. */
export function plusBuildExpression(line: string): string | null {
  if (!line.startsWith("//")) return null;
  let i = 2;
  while (i < line.length && isSpace(line.charCodeAt(i))) i++;
  return expressionAfter(line.slice(i), "+build");
}

/** `keyword` alone counts too; `keywordmore` does not. */
function expressionAfter(line: string, keyword: string): string | null {
  if (!line.startsWith(keyword)) return null;
  const rest = line.slice(keyword.length);
  if (rest !== "" && !isSpace(rest.charCodeAt(0))) return null;
  return trimSpace(rest);
}
