/** Characters of a justfile, and its strings. Source: casey/just, src/lexer.rs, src/parser.rs and src/unindent.rs. */
import { carrier, concatAll, literal, originOf, slice, type Origin, type Traced } from "../../text/index.js";

const NAME = /[A-Za-z_][\w-]*/y;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\", "\n": "" };

export class Scanner {
  readonly text: string;
  at = 0;
  /** open parentheses, brackets and braces: lines do not end inside of them */
  depth = 0;

  constructor(
    readonly source: Traced,
    readonly file: string,
  ) {
    this.text = carrier(source);
  }

  /** From there to where the scanner is. */
  since(start: number): Origin {
    return { file: this.file, start, end: this.at };
  }

  /** Blanks, comments never: they end a line. */
  skip(): void {
    for (;;) {
      const character = this.text[this.at];
      if (character === " " || character === "\t" || (this.depth > 0 && (character === "\n" || character === "\r"))) this.at++;
      else if (character === "\\" && /^\\\r?\n/.test(this.text.slice(this.at, this.at + 3))) this.at = this.text.indexOf("\n", this.at) + 1;
      else return;
    }
  }

  /** Whether the text is next, after blanks; it is read when it is. */
  take(token: string): boolean {
    this.skip();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  open(token: string): boolean {
    if (!this.take(token)) return false;
    this.depth++;
    return true;
  }

  close(token: string): boolean {
    const isThere = this.take(token);
    if (isThere) this.depth--;
    return isThere;
  }

  peek(token: string): boolean {
    this.skip();
    return this.text.startsWith(token, this.at);
  }

  name(): string | null {
    this.skip();
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.text)?.[0] ?? null;
    this.at += name?.length ?? 0;
    return name;
  }

  /** Whether the line ends here, but for a comment. */
  isAtLineEnd(): boolean {
    this.skip();
    return this.at >= this.text.length || "\n\r#".includes(this.text[this.at] ?? "\n");
  }

  toNextLine(): void {
    const end = this.text.indexOf("\n", this.at);
    this.at = end === -1 ? this.text.length : end + 1;
    this.depth = 0;
  }

  /** A string or, between backticks, a command; null when none is next. `isPlain` is false for strings that have their own references: `x'$HOME'`, `f'{{a}}'`. */
  quoted(): { readonly quote: string; readonly text: Traced; readonly isPlain: boolean } | null {
    this.skip();
    const [, prefix = "", quote = ""] = /^([xf]?)("""|'''|```|["'`])/.exec(this.text.slice(this.at, this.at + 4)) ?? [];
    if (quote === "") return null;
    const start = this.at + prefix.length + quote.length;
    const escapes = quote.startsWith('"');
    let end = start;
    while (end < this.text.length && !this.text.startsWith(quote, end)) end += escapes && this.text[end] === "\\" ? 2 : 1;
    this.at = Math.min(this.text.length, end + quote.length);
    const inner = slice(this.source, start, end);
    const raw = quote.length === 3 ? unindent(inner) : inner;
    return { quote, text: escapes ? unescape(raw) : raw, isPlain: prefix === "" || !/[$~{]/.test(carrier(inner)) };
  }
}

function unescape(text: Traced): Traced {
  const parts: Traced[] = [];
  const source = carrier(text);
  let start = 0;
  for (let at = source.indexOf("\\"); at !== -1; at = source.indexOf("\\", start)) {
    const [escape = "", hex] = /^\\(?:u\{([0-9A-Fa-f]{1,6})\}|[^])/.exec(source.slice(at, at + 10)) ?? ["\\"];
    const code = hex === undefined ? null : Number.parseInt(hex, 16);
    const character = code === null ? (ESCAPES[escape.slice(1)] ?? escape.slice(1)) : code <= 0x10_ff_ff ? String.fromCodePoint(code) : "";
    parts.push(slice(text, start, at), literal(character, originOf(slice(text, at, at + escape.length))));
    start = at + escape.length;
  }
  return concatAll([...parts, slice(text, start)]);
}

/** Takes off a first line break, and the indentation that all lines share that are not blank. */
function unindent(text: Traced): Traced {
  const source = carrier(text);
  const first = /^\r?\n/.exec(source)?.[0].length ?? 0;
  const lines = source.slice(first).split(/(?<=\n)/);
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  let at = first;
  return concatAll(
    lines.map((line) => {
      const start = at;
      at += line.length;
      return line.trim() === "" ? literal(line.endsWith("\n") ? "\n" : "") : slice(text, start + common, at);
    }),
  );
}
