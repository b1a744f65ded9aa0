import type { Range } from "../../text/index.js";
import type { Problem } from "./ast.js";

const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** A place in the text that moves on. Newlines end an expression unless brackets are open around it. */
export class Scanner {
  readonly problems: Problem[] = [];
  at = 0;
  #brackets = 0;

  constructor(
    readonly text: string,
    readonly end: number = text.length,
  ) {}

  get done(): boolean {
    return this.at >= this.end;
  }

  /** Blanks and comments, and newlines where they mean nothing. */
  skip(newlines = this.#brackets > 0): void {
    const { text, end } = this;
    while (this.at < end) {
      const c = text[this.at];
      if (c === " " || c === "\t" || c === "\r" || (newlines && c === "\n")) this.at++;
      else if (c === "#" || text.startsWith("//", this.at)) this.at = before(text.indexOf("\n", this.at), end);
      else if (text.startsWith("/*", this.at)) this.at = before(text.indexOf("*/", this.at + 2), end - 2) + 2;
      else return;
    }
  }

  /** Whether a token stands here; moves behind it when it does. */
  take(token: string): boolean {
    this.skip();
    if (!this.text.startsWith(token, this.at) || this.at + token.length > this.end) return false;
    this.at += token.length;
    return true;
  }

  looksAt(token: string): boolean {
    this.skip();
    return this.text.startsWith(token, this.at) && this.at < this.end;
  }

  identifier(): string | null {
    return this.#match(IDENTIFIER);
  }

  number(): string | null {
    return this.#match(NUMBER);
  }

  /** Reads inside of brackets: a newline is a blank there. */
  inBrackets<T>(read: () => T): T {
    this.#brackets++;
    try {
      return read();
    } finally {
      this.#brackets--;
    }
  }

  problem(message: string, range: Range = [this.at, Math.min(this.at + 1, this.end)]): void {
    this.problems.push({ message, range });
  }

  skipLine(): void {
    this.at = before(this.text.indexOf("\n", this.at), this.end);
  }

  #match(pattern: RegExp): string | null {
    this.skip();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found === null || this.at + found.length > this.end) return null;
    this.at += found.length;
    return found;
  }
}

function before(index: number, end: number): number {
  return index === -1 || index > end ? end : index;
}
