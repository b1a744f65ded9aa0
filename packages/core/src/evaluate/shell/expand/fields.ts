/** Field splitting. Source: POSIX.1-2024, 2.6.5. */
import type { Traced, Word } from "../../../text/index.js";
import { concat, firstUnknown, isEmpty, join, literal, MAX_ALTERNATIVES, oneOf, originOf, shapeOf, slice, unknownText, width } from "../../../text/index.js";
import { type Chunk, chunksToText, type Separators, type Variation, variations } from "./chunks.js";

/** A piece of a field; `active`: characters that match file names do so here. */
export interface Segment {
  readonly text: Traced;
  readonly active: boolean;
}

export interface Field {
  /** "gap": zero or more words that are not known */
  readonly kind: "word" | "gap";
  readonly segments: readonly Segment[];
}

/** Splits a word, each way by itself where the ways give different fields, and `expandNames` turns every field into words. */
export function wordsOf(chunks: readonly Chunk[], separators: Separators, expandNames: (field: Field) => readonly Word[]): readonly Word[] {
  const ways = variations(chunks, separators, MAX_ALTERNATIVES);
  if (ways === null) return [{ kind: "gap", value: chunksToText(chunks) }];
  return mergeWays(
    ways.map((way) => {
      const words = splitFields(way, separators).flatMap(expandNames);
      // not of the chunks: what is a pattern there may be the names of files here
      return { words, when: way.when.join(", "), text: join(words.map(({ value }) => value), literal(" ")) };
    }),
  );
}

export interface Way {
  readonly words: readonly Word[];
  /** the condition that leads there, for people */
  readonly when: string;
  /** the words in one line */
  readonly text: Traced;
}

/** Ways that give as many words meet word by word; others give an unknown number of words, which the gap tells way by way. */
export function mergeWays(ways: readonly Way[]): readonly Word[] {
  const [first, ...others] = ways;
  if (first === undefined || others.length === 0) return first?.words ?? [];
  if (others.some(({ words }) => words.length !== first.words.length)) return [{ kind: "gap", value: oneOf(ways.map((way) => ({ value: hidingText(way), when: way.when }))), ways: ways.map(({ words, when }) => ({ words, when })) }];
  return first.words.map((_, i) => {
    const each = ways.map(({ words, when }) => ({ word: words[i] as Word, when }));
    return { kind: each.some(({ word }) => word.kind === "gap") ? "gap" : "word", value: oneOf(each.map(({ word, when }) => ({ value: word.value, when }))) };
  });
}

/** The text of a gap: the blanks in it separate words, so that a word with a blank of its own, or without any text, cannot be told in it. */
function hidingText({ words, text }: Way): Traced {
  const isTold = words.every(({ kind, value }) => {
    const { mayBeEmpty, mayHaveBlanks } = shapeOf(value);
    return kind === "gap" || !(mayBeEmpty || mayHaveBlanks);
  });
  return isTold ? text : unknownText(firstUnknown(text) ?? { code: "alternatives", text: "words with blanks in quotes", at: originOf(text) });
}

function splitFields({ chunks }: Variation, separators: Separators): readonly Field[] {
  const splitter = new Splitter(separators);
  for (const chunk of chunks) {
    if (chunk.kind === "break") splitter.end(false);
    else if (chunk.kind === "gap") splitter.hide(chunk.text);
    else if (chunk.split) splitter.split(chunk.text);
    else splitter.add(chunk.text, chunk.quoted);
  }
  splitter.end(false);
  return splitter.fields;
}

class Splitter {
  readonly fields: Field[] = [];
  #segments: Segment[] = [];
  #isQuoted = false;
  #isGap = false;
  /** blanks ended the last field, so that a separator behind them belongs to them */
  #afterBlank = false;

  constructor(private readonly separators: Separators) {}

  add(text: Traced, quoted: boolean): void {
    if (quoted) this.#isQuoted = true;
    if (!isEmpty(text)) this.#segments.push({ text, active: !quoted });
    this.#afterBlank = false;
  }

  hide(text: Traced): void {
    this.#isGap = true;
    this.#segments.push({ text, active: false });
  }

  split(text: Traced): void {
    const { blanks, others, isKnown } = this.separators;
    let offset = 0;
    for (const piece of text.pieces) {
      const length = width({ pieces: [piece] });
      if (piece.kind === "literal" && isKnown) this.#splitLiteral(text, offset, piece.text);
      else {
        const shape = shapeOf({ pieces: [piece] });
        const splits = !isKnown || others !== "" || (shape.mayHaveBlanks && blanks !== "");
        if (splits) this.#isGap = true;
        this.#segments.push({ text: { pieces: [piece] }, active: true });
        this.#afterBlank = false;
      }
      offset += length;
    }
  }

  /** Ends the current field. Nothing at all is no field, unless it was quoted or `force` says so. */
  end(force: boolean): void {
    const value = concat(...this.#segments.map((segment) => segment.text));
    const mayVanish = !this.#isQuoted && !force && shapeOf(value).mayBeEmpty;
    if (this.#isGap || (mayVanish && !isEmpty(value))) this.fields.push({ kind: "gap", segments: this.#segments });
    else if (!mayVanish) this.fields.push({ kind: "word", segments: this.#segments });
    this.#segments = [];
    this.#isQuoted = false;
    this.#isGap = false;
  }

  #splitLiteral(text: Traced, offset: number, characters: string): void {
    const { blanks, others } = this.separators;
    let start = 0;
    for (let at = 0; at < characters.length; at++) {
      const isBlank = blanks.includes(characters[at]!);
      if (!isBlank && !others.includes(characters[at]!)) {
        this.#afterBlank = false;
        continue;
      }
      this.#addSlice(text, offset + start, offset + at);
      start = at + 1;
      if (isBlank) {
        const isInField = this.#segments.length > 0 || this.#isQuoted;
        this.end(false);
        this.#afterBlank = isInField || this.#afterBlank;
      } else {
        // A separator that is no blank ends a field, an empty one too; one behind blanks belongs to them.
        if (!this.#afterBlank) this.end(true);
        this.#afterBlank = false;
      }
    }
    this.#addSlice(text, offset + start, offset + characters.length);
  }

  #addSlice(text: Traced, start: number, end: number): void {
    if (start < end) this.#segments.push({ text: slice(text, start, end), active: true });
  }
}
