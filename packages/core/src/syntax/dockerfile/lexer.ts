import { LIMITS } from "../../limits.js";
import { EMPTY } from "../../text/index.js";
import type { Traced, Word } from "../../text/index.js";
import { isSpace } from "./characters.js";
import { Fragments, WordCollector } from "./fragments.js";
import { LexError } from "./lexer-model.js";
import type { LexerOptions, Lookup, Modifier } from "./lexer-model.js";
import { concatAll } from "./logical-text.js";
import type { LogicalText } from "./logical-text.js";
import { substitute } from "./substitution.js";

/** Letters, digits and `_`, a number, or one of the shell's special parameters. */
const NAME = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;

/**
 * One run of BuildKit's word expansion over a text. Control flow depends only on what is written, so that unknown values never make it
 * ambiguous; what depends on values is in substitution.ts.
 *
 * Source: BuildKit's shell/lex.go, `shellWord`; the methods keep its order of looks at the text, because its quirks come from it.
 */
export class Lexer {
  readonly #source: LogicalText;
  readonly #text: string;
  readonly #lookup: Lookup;
  readonly #options: LexerOptions;
  readonly #words: WordCollector;
  #at = 0;
  #depth = 0;
  #rawEscapes: boolean;

  constructor(source: LogicalText, lookup: Lookup, options: LexerOptions) {
    this.#source = source;
    this.#text = source.text;
    this.#lookup = lookup;
    this.#options = options;
    this.#words = new WordCollector(source);
    this.#rawEscapes = options.rawEscapes ?? false;
  }

  /** @throws LexError for what BuildKit rejects */
  run(): { readonly value: Traced; readonly words: readonly Word[] } {
    return this.#until(null, this.#rawEscapes, false);
  }

  /** Expands up to `stop`, which is consumed. Escapes of quoted patterns are doubled so that the pattern still has them. */
  #until(stop: string | null, rawEscapes: boolean, keepPatternEscapes: boolean): { readonly value: Traced; readonly words: readonly Word[] } {
    if (++this.#depth > LIMITS.evaluationDepth) throw new LexError("limit", `limit: substitutions nested more than ${LIMITS.evaluationDepth} deep`);
    const outerRawEscapes = this.#rawEscapes;
    this.#rawEscapes = rawEscapes;
    const result = new Fragments(this.#source);
    const words = this.#words.open();
    let closed = stop === null;
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] as string;
      if (character === stop) {
        this.#at++;
        closed = true;
        break;
      }
      const special = this.#special(character, keepPatternEscapes);
      if (special !== null) {
        result.append(special);
        if (character === "$") words.appendSplit(special);
        else words.append(special);
      } else if (character === this.#options.escape) {
        const from = this.#rawEscapes ? this.#at : this.#at + 1;
        this.#at = Math.min(this.#at + 2, this.#text.length);
        result.keep(from, this.#at);
        words.keep(from, this.#at);
      } else {
        result.keep(this.#at, this.#at + 1);
        if (isSpace(character)) words.space();
        else words.keep(this.#at, this.#at + 1);
        this.#at++;
      }
    }
    this.#rawEscapes = outerRawEscapes;
    this.#depth--;
    if (!closed) throw new LexError("syntax", `missing "${stop}" of a substitution`);
    return { value: result.value(), words: words.close() };
  }

  /** What a character with a meaning of its own stands for; null when it has none. */
  #special(character: string, keepPatternEscapes: boolean): Traced | null {
    if (character === "$") return this.#dollar();
    if (character === "<") return this.#possibleHeredoc();
    if (this.#options.keepQuotes === true) return null;
    if (character === "'") return this.#singleQuoted(keepPatternEscapes);
    if (character === '"') return this.#doubleQuoted(keepPatternEscapes);
    return null;
  }

  #singleQuoted(keepPatternEscapes: boolean): Traced {
    const close = this.#text.indexOf("'", this.#at + 1);
    if (close === -1) throw new LexError("syntax", "missing closing single quote");
    const result = new Fragments(this.#source);
    const raw = this.#options.rawQuotes === true;
    if (raw) result.keep(this.#at, this.#at + 1);
    for (let at = this.#at + 1; at < close; at++) {
      if (keepPatternEscapes && this.#text[at] === this.#options.escape) result.keep(at, at + 1);
      result.keep(at, at + 1);
    }
    if (raw) result.keep(close, close + 1);
    this.#at = close + 1;
    return result.value();
  }

  #doubleQuoted(keepPatternEscapes: boolean): Traced {
    const { escape } = this.#options;
    const rawQuotes = this.#options.rawQuotes === true;
    const result = new Fragments(this.#source);
    if (rawQuotes) result.keep(this.#at, this.#at + 1);
    this.#at++;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) throw new LexError("syntax", "missing closing double quote");
      if (character === "$") {
        result.append(this.#dollar());
        continue;
      }
      const at = this.#at++;
      if (character === '"') {
        if (rawQuotes) result.keep(at, at + 1);
        return result.value();
      }
      const next = this.#text[this.#at];
      if (character !== escape) result.keep(at, at + 1);
      else if (next === '"' || next === "$" || next === escape) {
        if (this.#rawEscapes) result.keep(at, at + 1);
        result.keep(this.#at, ++this.#at);
      } else if (next !== undefined) {
        if (this.#rawEscapes && (!rawQuotes || keepPatternEscapes)) result.keep(at, at + 1);
        result.keep(at, at + 1);
      }
    }
  }

  /** `<<` takes the blanks after it into its word, so that `<< EOF` is one. */
  #possibleHeredoc(): Traced {
    const start = this.#at++;
    if (this.#text[this.#at] !== "<") return this.#source.slice(start, this.#at);
    this.#at++;
    while (this.#at < this.#text.length && " \t\r".includes(this.#text[this.#at] as string)) this.#at++;
    return this.#source.slice(start, this.#at);
  }

  #dollar(): Traced {
    const start = this.#at++;
    if (this.#text[this.#at] === "{") {
      this.#at++;
      return this.#braced(start);
    }
    const name = this.#name();
    if (name === "") return this.#source.slice(start, start + 1);
    return this.#reference(start, name, null, () => this.#source.slice(start, this.#at));
  }

  /** `${…}`, after its opening brace. */
  #braced(start: number): Traced {
    const first = this.#text[this.#at];
    if (first === undefined) throw new LexError("syntax", 'missing "}" of a substitution');
    if (first === "{" || first === "}" || first === ":") throw new LexError("syntax", "bad substitution");
    const name = this.#name();
    let operator = this.#text[this.#at++];
    if (operator === "}") return this.#reference(start, name, null, () => this.#source.slice(start, this.#at));
    if (operator === "/") return this.#replacement(start, name);
    const orEmpty = operator === ":";
    if (orEmpty) operator = this.#text[this.#at++];
    if (operator === undefined) throw new LexError("syntax", 'missing "}" of a substitution');
    const pattern = operator === "#" || operator === "%";
    if (orEmpty ? pattern : !"+-?#%".includes(operator)) {
      throw new LexError("syntax", `unsupported modifier (${orEmpty ? ":" : ""}${operator}) in a substitution`);
    }
    const wordStart = this.#at;
    const word = this.#until("}", pattern, pattern).value;
    const written = (): Traced => concatAll([this.#source.slice(start, wordStart), word, this.#source.slice(this.#at - 1, this.#at)]);
    return this.#reference(start, name, { operator, orEmpty, word, replacement: EMPTY }, written);
  }

  /** `${name/pattern/replacement}`, after its first slash. */
  #replacement(start: number, name: string): Traced {
    const patternStart = this.#at;
    const all = this.#text[this.#at] === "/";
    if (all) this.#at++;
    const pattern = this.#until("/", true, true).value;
    const slash = this.#source.slice(this.#at - 1, this.#at);
    const replacement = this.#until("}", true, false).value;
    const written = (): Traced =>
      concatAll([this.#source.slice(start, patternStart), pattern, slash, replacement, this.#source.slice(this.#at - 1, this.#at)]);
    return this.#reference(start, name, { operator: all ? "//" : "/", orEmpty: false, word: pattern, replacement }, written);
  }

  #reference(start: number, name: string, modifier: Modifier | null, written: () => Traced): Traced {
    const at = this.#source.originOf(start, this.#at);
    const found = this.#lookup(name, at) ?? { value: EMPTY, set: "no" };
    if (this.#options.keepUnset === true && found.set === "no") return written();
    return substitute({ name, text: this.#text.slice(start, this.#at), at }, found, modifier);
  }

  /** "" when there is none */
  #name(): string {
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[0] ?? "";
    this.#at += name.length;
    return name;
  }
}
