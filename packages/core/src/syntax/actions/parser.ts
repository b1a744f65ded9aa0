import type { Expression, Operator } from "./ast.js";

/** Expressions inside of each other that one text may have. */
const MAX_NESTING = 50;

/** By how they bind, loosest first. */
const LEVELS: readonly (readonly Operator[])[] = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"]];

const TOKEN = /\s*(?:(?<text>'(?:[^']|'')*')|(?<number>[-+]?(?:0x[\da-fA-F]+|0o[0-7]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?))|(?<name>[A-Za-z_][\w-]*)|(?<sign>\|\||&&|==|!=|<=|>=|[<>!()[\].,*]))/y;

interface Token {
  readonly kind: "text" | "number" | "name" | "sign";
  readonly text: string;
}

/** Null for what is no expression. Never throws. */
export function parseExpression(text: string): Expression | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const parser = new Parser(tokens);
  const expression = parser.level(0, 0);
  return parser.isDone ? expression : null;
}

function tokensOf(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) return null;
    const [kind, value] = Object.entries(groups).find(([, found]) => (found as string | undefined) !== undefined) ?? ["sign", ""];
    tokens.push({ kind: kind as Token["kind"], text: value });
  }
  return tokens;
}

class Parser {
  #at = 0;
  #failed = false;

  constructor(private readonly tokens: readonly Token[]) {}

  get isDone(): boolean {
    return !this.#failed && this.#at === this.tokens.length;
  }

  level(index: number, nesting: number): Expression {
    const operators = LEVELS[index];
    if (operators === undefined) return this.#unary(nesting);
    let left = this.level(index + 1, nesting);
    for (;;) {
      const operator = operators.find((sign) => this.#take(sign));
      if (operator === undefined) return left;
      left = { kind: "binary", operator, left, right: this.level(index + 1, nesting) };
    }
  }

  #unary(nesting: number): Expression {
    if (nesting > MAX_NESTING) return this.#fail();
    return this.#take("!") ? { kind: "not", operand: this.#unary(nesting + 1) } : this.#postfix(nesting);
  }

  #postfix(nesting: number): Expression {
    let value = this.#primary(nesting);
    for (;;) {
      if (this.#take(".")) {
        if (this.#take("*")) value = { kind: "filter", from: value };
        else {
          const name = this.#next("name");
          value = name === null ? this.#fail() : { kind: "get", from: value, key: { kind: "literal", value: name } };
        }
      } else if (this.#take("[")) {
        value = this.#take("*") ? { kind: "filter", from: value } : { kind: "get", from: value, key: this.level(0, nesting + 1) };
        if (!this.#take("]")) return this.#fail();
      } else return value;
    }
  }

  #primary(nesting: number): Expression {
    if (this.#take("(")) {
      const inner = this.level(0, nesting + 1);
      return this.#take(")") ? inner : this.#fail();
    }
    const text = this.#next("text");
    if (text !== null) return { kind: "literal", value: text.slice(1, -1).replaceAll("''", "'") };
    const number = this.#next("number");
    if (number !== null) return { kind: "literal", value: Number(number) };
    const name = this.#next("name");
    if (name === null) return this.#fail();
    if (this.#take("(")) return this.#call(name, nesting);
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
    return name === "null" ? { kind: "literal", value: null } : { kind: "context", name };
  }

  #call(name: string, nesting: number): Expression {
    const args: Expression[] = [];
    while (!this.#take(")")) {
      if (args.length > 0 && !this.#take(",")) return this.#fail();
      args.push(this.level(0, nesting + 1));
      if (this.#failed) return this.#fail();
    }
    return { kind: "call", name, args };
  }

  #take(sign: string): boolean {
    const token = this.tokens[this.#at];
    if (this.#failed || token?.kind !== "sign" || token.text !== sign) return false;
    this.#at++;
    return true;
  }

  #next(kind: Token["kind"]): string | null {
    const token = this.tokens[this.#at];
    if (this.#failed || token?.kind !== kind) return null;
    this.#at++;
    return token.text;
  }

  #fail(): Expression {
    this.#failed = true;
    return { kind: "literal", value: null };
  }
}
