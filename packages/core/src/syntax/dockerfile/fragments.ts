import { LIMITS } from "../../limits.js";
import { shapeOf, width } from "../../text/index.js";
import type { LiteralPiece, Traced, Word } from "../../text/index.js";
import { isSpace } from "./characters.js";
import { LexError } from "./lexer-model.js";
import { concatAll, LogicalText } from "./logical-text.js";

/** Collects a text from parts of a source and from values, up to a limit. Neighbouring parts are cut in one go. */
export class Fragments {
  readonly #source: LogicalText;
  #parts: Traced[] = [];
  #start = 0;
  #end = 0;
  #length = 0;

  constructor(source: LogicalText) {
    this.#source = source;
  }

  /** @throws LexError when the text becomes too long */
  keep(start: number, end: number): void {
    if (start === end) return;
    this.#grow(end - start);
    if (start !== this.#end || this.#start === this.#end) {
      this.#cut();
      this.#start = start;
    }
    this.#end = end;
  }

  /** @throws LexError when the text becomes too long */
  append(value: Traced): void {
    if (value.pieces.length === 0) return;
    this.#grow(width(value));
    this.#cut();
    this.#parts.push(value);
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0 && this.#start === this.#end;
  }

  value(): Traced {
    this.#cut();
    return concatAll(this.#parts);
  }

  /** The collected text; what follows starts a new one. */
  take(): Traced {
    const value = this.value();
    this.#parts = [];
    this.#length = 0;
    return value;
  }

  #grow(by: number): void {
    this.#length += by;
    if (this.#length > LIMITS.valueLength) throw new LexError("limit", `limit: value longer than ${LIMITS.valueLength} characters`);
  }

  #cut(): void {
    if (this.#start !== this.#end) this.#parts.push(this.#source.slice(this.#start, this.#end));
    this.#start = this.#end;
  }
}

/**
 * Collects words while a text is expanded: white space of the text and of unquoted values separates, the rest does not. A value that may contain
 * blanks makes its word a gap, and so does a word that may be empty, since it is then no word.
 *
 * Nested substitutions share the buffer of the current word, as in BuildKit: `a${x:-b}` gives the word `b`, because reading the substitution's
 * word drops what was collected. Source: `wordsStruct` and `wordsBuffer` in BuildKit's shell/lex.go.
 */
export class WordCollector {
  readonly #current: Fragments;
  #mayHaveBlanks = false;
  /** of the innermost text that is being read */
  #words: Word[] = [];

  constructor(source: LogicalText) {
    this.#current = new Fragments(source);
  }

  open(): OpenWords {
    const outer = this.#words;
    // all but the last of the words that blanks in it may make would be complete already
    if (this.#mayHaveBlanks) outer.push({ kind: "gap", value: this.#clear() });
    else this.#clear();
    const words: Word[] = [];
    this.#words = words;
    const flush = (): void => {
      if (this.#current.isEmpty) return;
      const isGap = this.#mayHaveBlanks;
      const value = this.#clear();
      words.push({ kind: isGap || shapeOf(value).mayBeEmpty ? "gap" : "word", value });
    };
    return {
      keep: (start, end) => this.#current.keep(start, end),
      append: (value) => this.#current.append(value),
      appendSplit: (value) => {
        for (const piece of value.pieces) {
          if (piece.kind === "literal") this.#appendSplit(piece, flush);
          else {
            this.#mayHaveBlanks ||= shapeOf({ pieces: [piece] }).mayHaveBlanks;
            this.#current.append({ pieces: [piece] });
          }
        }
      },
      space: flush,
      close: () => {
        flush();
        this.#words = outer;
        return words;
      },
    };
  }

  #appendSplit(piece: LiteralPiece, flush: () => void): void {
    const text = new LogicalText({ pieces: [piece] });
    let start = 0;
    for (let at = 0; at <= piece.text.length; at++) {
      if (at < piece.text.length && !isSpace(piece.text[at] as string)) continue;
      this.#current.append(text.slice(start, at));
      if (at < piece.text.length) flush();
      start = at + 1;
    }
  }

  #clear(): Traced {
    this.#mayHaveBlanks = false;
    return this.#current.take();
  }
}

export interface OpenWords {
  keep(start: number, end: number): void;
  append(value: Traced): void;
  appendSplit(value: Traced): void;
  space(): void;
  close(): readonly Word[];
}
