/**
 * Splitting of flag values and GOFLAGS as the go command does: fields at blanks, where a field may stand in single or double quotes. Quotes
 * inside a field mean nothing, and nothing is unescaped. Source: cmd/internal/quoted, Split.
 */
import type { Traced, Word } from "../text/index.js";
import { carrier, literal, OPAQUE, shapeOf, slice } from "../text/index.js";

export interface QuotedFields {
  readonly words: readonly Word[];
  /** go's error text: `unterminated " string` */
  readonly error: string | null;
  /** words in which an unknown part is taken to hold neither blanks nor the closing quote */
  readonly assumed: readonly Traced[];
}

const BLANK = new Set([" ", "\t", "\n", "\r"]);

/**
 * Splits a traced text. An unknown part inside a larger word (`-X main.version=<unknown>`) is taken to hold no blanks: if it held some, the
 * command would fail (fact f3), unless they stand in quotes. A word that is wholly unknown is a gap: none or several words.
 */
export function splitQuoted(x: Traced): QuotedFields {
  const text = carrier(x);
  const words: Word[] = [];
  const assumed: Traced[] = [];
  let i = 0;
  const add = (start: number, end: number, quoted: boolean): void => {
    const value = slice(x, start, end);
    const { mayHaveBlanks } = shapeOf(value);
    const opaque = text.slice(start, end).includes(OPAQUE);
    const whole = opaque && text.slice(start, end).replaceAll(OPAQUE, "") === "";
    if (opaque && !quoted && whole) {
      const shape = shapeOf(value);
      words.push({ kind: shape.mayHaveBlanks || shape.mayBeEmpty ? "gap" : "word", value });
      return;
    }
    if (opaque && (quoted || mayHaveBlanks)) assumed.push(value);
    words.push({ kind: "word", value });
  };
  while (i < text.length) {
    while (i < text.length && BLANK.has(text[i] as string)) i++;
    if (i >= text.length) break;
    const quote = text[i];
    if (quote === '"' || quote === "'") {
      const end = text.indexOf(quote, i + 1);
      if (end < 0) return { words, error: `unterminated ${quote} string`, assumed };
      add(i + 1, end, true);
      i = end + 1;
      continue;
    }
    const start = i;
    while (i < text.length && !BLANK.has(text[i] as string)) i++;
    add(start, i, false);
  }
  return { words, error: null, assumed };
}

/** {@link splitQuoted} of a plain string; null with an error. */
export function splitQuotedText(text: string): readonly string[] | null {
  const { words, error } = splitQuoted(literal(text));
  return error === null ? words.map((word) => carrier(word.value)) : null;
}
