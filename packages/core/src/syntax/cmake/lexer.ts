/** Tokens of CMake. Source: CMake 3.25, cmListFileLexer.in.l. */
import type { Range } from "../../text/index.js";

export type TokenKind = "space" | "newline" | "identifier" | "(" | ")" | "unquoted" | "quoted" | "bracket" | "comment" | "bracket comment" | "bad";

export interface Token {
  readonly kind: TokenKind;
  readonly range: Range;
  /** of an argument without its quotes or brackets, of a comment without `#` and brackets */
  readonly inner: Range;
  /** what is wrong with it; "" for a token that CMake takes */
  readonly problem: string;
}

/** Reads tokens from left to right; each costs what it holds. */
export class Lexer {
  #at = 0;

  constructor(private readonly text: string) {}

  /** Null at the end. */
  next(): Token | null {
    const start = this.#at;
    const character = this.text[start];
    if (character === undefined) return null;
    switch (character) {
      case " ":
      case "\t":
      case "\r":
        return this.#token("space", this.#run(start, isSpace));
      case "\n":
        return this.#token("newline", start + 1);
      case "(":
      case ")":
        return this.#token(character, start + 1);
      case "#":
        return this.#comment(start);
      case '"':
        return this.#quoted(start);
      case "[":
        return this.#bracketFrom(start, start, "bracket") ?? this.#unquoted(start);
      default:
        return this.#word(start);
    }
  }

  #comment(start: number): Token {
    const bracket = this.#bracketFrom(start, start + 1, "bracket comment");
    if (bracket !== null) return bracket;
    const newline = this.text.indexOf("\n", start);
    let end = newline === -1 ? this.text.length : newline;
    if (this.text[end - 1] === "\r") end--;
    return this.#token("comment", end, [start + 1, end]);
  }

  /** `[==[ … ]==]`; null when no bracket opens at `open`. */
  #bracketFrom(start: number, open: number, kind: "bracket" | "bracket comment"): Token | null {
    if (this.text[open] !== "[") return null;
    const second = this.#run(open + 1, (character) => character === "=");
    if (this.text[second] !== "[") return null;
    const closing = `]${"=".repeat(second - open - 1)}]`;
    // a newline right after the bracket is not part of the text
    const inner = /^\r?\n/.exec(this.text.slice(second + 1, second + 3))?.[0].length ?? 0;
    const from = second + 1 + inner;
    const end = this.text.indexOf(closing, second + 1);
    if (end === -1) return this.#token("bad", this.text.length, [from, this.text.length], "a bracket that is not closed");
    return this.#token(kind, end + closing.length, [Math.min(from, end), end]);
  }

  #quoted(start: number): Token {
    let at = start + 1;
    for (; at < this.text.length && this.text[at] !== '"'; at++) if (this.text[at] === "\\") at++;
    if (at >= this.text.length) return this.#token("bad", this.text.length, [start + 1, this.text.length], "a string that is not closed");
    return this.#token("quoted", at + 1, [start + 1, at]);
  }

  #word(start: number): Token {
    const unquoted = this.#unquoted(start);
    const [from, to] = unquoted.range;
    return /^[A-Za-z_]\w*$/.test(this.text.slice(from, to)) ? { ...unquoted, kind: "identifier" } : unquoted;
  }

  /** With what old versions took too: `$(NAME)` and `"…"` inside of a word. */
  #unquoted(start: number): Token {
    let at = start;
    if (this.text[at] === "[") at++;
    for (;;) {
      const end = this.#element(at) ?? (at > start ? this.#elementInside(at) : null);
      if (end === null) break;
      at = end;
    }
    if (at > start) return this.#token("unquoted", at);
    return this.#token("bad", start + 1, [start, start + 1], "a character that cannot stand here");
  }

  /** The end of one element of an unquoted argument that begins at `at`; null when there is none. */
  #element(at: number): number | null {
    const character = this.text[at];
    if (character === undefined || ' \0\t\r\n()#"['.includes(character)) return null;
    if (character === "\\") return at + 1 < this.text.length && this.text[at + 1] !== "\n" && this.text[at + 1] !== "\0" ? at + 2 : null;
    if (character === "$" && this.text[at + 1] === "(") {
      const end = this.#run(at + 2, (inner) => /\w/.test(inner));
      if (this.text[end] === ")") return end + 1;
    }
    return at + 1;
  }

  #elementInside(at: number): number | null {
    if (this.text[at] === "[") return at + 1;
    if (this.text[at] !== '"') return null;
    for (let inner = at + 1; ; ) {
      if (this.text[inner] === '"') return inner + 1;
      const next: number | null = " \t[".includes(this.text[inner] ?? "\n") ? inner + 1 : this.#element(inner);
      if (next === null) return null;
      inner = next;
    }
  }

  #run(at: number, accepts: (character: string) => boolean): number {
    let end = at;
    while (end < this.text.length && accepts(this.text[end] as string)) end++;
    return end;
  }

  #token(kind: TokenKind, end: number, inner?: Range, problem = ""): Token {
    const range: Range = [this.#at, end];
    this.#at = end;
    return { kind, range, inner: inner ?? range, problem };
  }
}

function isSpace(character: string): boolean {
  return character === " " || character === "\t" || character === "\r";
}
