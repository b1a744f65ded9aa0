/** Go's tokens, with the semicolons that go adds at the ends of lines. Source: go/scanner. */
import type { Range } from "../../../text/index.js";
import type { GoDirective } from "../ast.js";
import { identifierEnd, isSpace, NEWLINE } from "../characters.js";

/** Kinds of tokens; operators that play the same part share one. */
export const T = {
  end: 0,
  identifier: 1,
  number: 2,
  rune: 3,
  string: 4,
  openParen: 5,
  closeParen: 6,
  openBracket: 7,
  closeBracket: 8,
  openBrace: 9,
  closeBrace: 10,
  comma: 11,
  semicolon: 12,
  colon: 13,
  period: 14,
  ellipsis: 15,
  /** `=` */
  assign: 16,
  /** `:=` */
  define: 17,
  /** `+=`, `<<=` … */
  operatorAssign: 18,
  /** `++`, `--` */
  increment: 19,
  star: 20,
  /** `<-` */
  arrow: 21,
  plus: 22,
  /** `-` and `^`: unary and binary, like `+`, `*` and `&` */
  minus: 23,
  ampersand: 24,
  pipe: 25,
  tilde: 26,
  /** `!` */
  not: 27,
  /** operators that are only binary */
  binary: 28,
  illegal: 29,
  break: 30,
  case: 31,
  chan: 32,
  const: 33,
  continue: 34,
  default: 35,
  defer: 36,
  else: 37,
  fallthrough: 38,
  for: 39,
  func: 40,
  go: 41,
  goto: 42,
  if: 43,
  import: 44,
  interface: 45,
  map: 46,
  package: 47,
  range: 48,
  return: 49,
  select: 50,
  struct: 51,
  switch: 52,
  type: 53,
  var: 54,
} as const;

export type Kind = (typeof T)[keyof typeof T];

const KEYWORDS: ReadonlyMap<string, Kind> = new Map(Object.entries(T).filter(([, kind]) => kind >= T.break));
const LONGEST_KEYWORD = "fallthrough".length;

/** Parallel arrays; the last token is `end`, at the end of the text. */
export interface Tokens {
  readonly kinds: readonly Kind[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** comments that begin with `//go:`, in order */
  readonly directives: readonly GoDirective[];
  /** the first thing that is no Go: an illegal character or something unterminated */
  readonly problem: { readonly range: Range; readonly message: string } | null;
}

export function tokenize(text: string): Tokens {
  return new Lexer(text).run();
}

/** Operators by their first character, longest first. */
const OPERATORS: Readonly<Record<string, readonly (readonly [text: string, kind: Kind])[]>> = {
  "(": [["(", T.openParen]],
  ")": [[")", T.closeParen]],
  "[": [["[", T.openBracket]],
  "]": [["]", T.closeBracket]],
  "{": [["{", T.openBrace]],
  "}": [["}", T.closeBrace]],
  ",": [[",", T.comma]],
  ";": [[";", T.semicolon]],
  ":": [[":=", T.define], [":", T.colon]],
  ".": [["...", T.ellipsis], [".", T.period]],
  "=": [["==", T.binary], ["=", T.assign]],
  "+": [["++", T.increment], ["+=", T.operatorAssign], ["+", T.plus]],
  "-": [["--", T.increment], ["-=", T.operatorAssign], ["-", T.minus]],
  "*": [["*=", T.operatorAssign], ["*", T.star]],
  "/": [["/=", T.operatorAssign], ["/", T.binary]],
  "%": [["%=", T.operatorAssign], ["%", T.binary]],
  "^": [["^=", T.operatorAssign], ["^", T.minus]],
  "&": [["&^=", T.operatorAssign], ["&^", T.binary], ["&&", T.binary], ["&=", T.operatorAssign], ["&", T.ampersand]],
  "|": [["||", T.binary], ["|=", T.operatorAssign], ["|", T.pipe]],
  "<": [["<<=", T.operatorAssign], ["<<", T.binary], ["<-", T.arrow], ["<=", T.binary], ["<", T.binary]],
  ">": [[">>=", T.operatorAssign], [">>", T.binary], [">=", T.binary], [">", T.binary]],
  "!": [["!=", T.binary], ["!", T.not]],
  "~": [["~", T.tilde]],
};

/** Tokens after which a newline is a semicolon. */
const ENDS_STATEMENT: ReadonlySet<Kind> = new Set([
  T.identifier, T.number, T.rune, T.string, T.closeParen, T.closeBracket, T.closeBrace, T.increment, T.break, T.continue, T.fallthrough, T.return,
]);

class Lexer {
  readonly #text: string;
  readonly #kinds: Kind[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #directives: GoDirective[] = [];
  #problem: Tokens["problem"] = null;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): Tokens {
    const text = this.#text;
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
    while (this.#skip()) {
      const start = this.#at;
      const kind = this.#scan(text.charCodeAt(start), start);
      this.#push(kind, start, this.#at);
    }
    this.#push(T.end, text.length, text.length);
    return { kinds: this.#kinds, starts: this.#starts, ends: this.#ends, directives: this.#directives, problem: this.#problem };
  }

  #push(kind: Kind, start: number, end: number): void {
    this.#kinds.push(kind);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  /** Moves to the next token and adds the semicolon that a newline stands for; false at the end of the text. */
  #skip(): boolean {
    const text = this.#text;
    let newline = false;
    const before = this.#kinds.at(-1) ?? T.end;
    const lineEnd = this.#at;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (code === NEWLINE) newline = true;
      else if (code === 47 && text.charCodeAt(this.#at + 1) === 47) {
        this.#lineComment();
        continue;
      } else if (code === 47 && text.charCodeAt(this.#at + 1) === 42) {
        newline = this.#blockComment() || newline;
        continue;
      } else if (code !== 32 && code !== 9 && code !== 13) break;
      this.#at++;
    }
    const atEnd = this.#at >= text.length;
    if ((newline || atEnd) && ENDS_STATEMENT.has(before)) this.#push(T.semicolon, lineEnd, lineEnd);
    return !atEnd;
  }

  #lineComment(): void {
    const text = this.#text;
    const start = this.#at;
    const newline = text.indexOf("\n", start);
    this.#at = newline < 0 ? text.length : newline;
    if (!text.startsWith("go:", start + 2)) return;
    let end = this.#at;
    while (isSpace(text.charCodeAt(end - 1))) end--;
    const [, name = "", value = ""] = /^(\S*)\s*([^]*)$/.exec(text.slice(start + "//go:".length, end)) ?? [];
    this.#directives.push({ name, value, range: [start, end] });
  }

  /** Returns whether the comment has a newline. */
  #blockComment(): boolean {
    const text = this.#text;
    const start = this.#at;
    const close = text.indexOf("*/", start + 2);
    this.#at = close < 0 ? text.length : close + 2;
    if (close < 0) this.#fail(start, "comment not terminated");
    const newline = text.indexOf("\n", start);
    return newline >= 0 && newline < this.#at;
  }

  #scan(code: number, start: number): Kind {
    const text = this.#text;
    const end = identifierEnd(text, start);
    if (end > start) {
      this.#at = end;
      const isShort = end - start <= LONGEST_KEYWORD && end - start > 1;
      return (isShort ? KEYWORDS.get(text.slice(start, end)) : undefined) ?? T.identifier;
    }
    if (isDecimal(code) || (code === 46 && isDecimal(text.charCodeAt(start + 1)))) return this.#number();
    if (code === 34) return this.#quoted('"', T.string);
    if (code === 39) return this.#quoted("'", T.rune);
    if (code === 96) return this.#rawString();
    for (const [operator, kind] of OPERATORS[text[start] as string] ?? []) {
      if (!text.startsWith(operator, start)) continue;
      this.#at = start + operator.length;
      return kind;
    }
    this.#at = start + ((text.codePointAt(start) as number) > 0xffff ? 2 : 1);
    this.#fail(start, "illegal character");
    return T.illegal;
  }

  /** All forms of numbers; the sign of an exponent belongs to it. */
  #number(): Kind {
    const text = this.#text;
    const isHex = /^0[xX]/.test(text.slice(this.#at, this.#at + 2));
    let i = this.#at;
    for (let before = 0; ; i++) {
      const code = text.charCodeAt(i);
      const lower = before | 0x20;
      const isSign = (code === 43 || code === 45) && lower === (isHex ? 112 : 101);
      if (!isSign && !isNumberPart(code) && (code !== 46 || text.charCodeAt(i + 1) === 46)) break;
      before = code;
    }
    this.#at = i;
    return T.number;
  }

  /** A literal that ends on its line. */
  #quoted(quote: string, kind: Kind): Kind {
    const text = this.#text;
    const start = this.#at;
    for (let i = start + 1; i < text.length; i++) {
      const c = text[i];
      if (c === "\\" && text[i + 1] !== "\n") i++;
      else if (c === quote) {
        this.#at = i + 1;
        return kind;
      } else if (c === "\n") {
        this.#at = i;
        this.#fail(start, "literal not terminated");
        return kind;
      }
    }
    this.#at = text.length;
    this.#fail(start, "literal not terminated");
    return kind;
  }

  #rawString(): Kind {
    const start = this.#at;
    const close = this.#text.indexOf("`", start + 1);
    this.#at = close < 0 ? this.#text.length : close + 1;
    if (close < 0) this.#fail(start, "literal not terminated");
    return T.string;
  }

  #fail(start: number, message: string): void {
    this.#problem ??= { range: [start, this.#at], message };
  }
}

function isNumberPart(code: number): boolean {
  return isDecimal(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isDecimal(code: number): boolean {
  return code >= 48 && code <= 57;
}
