/** What the parts of a word expand to, before it is split into fields. */
import type { Piece, Traced, Word } from "../../../text/index.js";
import { concatAll, literal, oneOf, shapeOf, unknownText, variants } from "../../../text/index.js";

export type Chunk =
  /** `split`: the result of an expansion outside of quotes */
  | { readonly kind: "text"; readonly text: Traced; readonly quoted: boolean; readonly split: boolean }
  /** between two words of `"$@"` */
  | { readonly kind: "break" }
  /** zero or more words that are not known */
  | { readonly kind: "gap"; readonly text: Traced }
  | { readonly kind: "choice"; readonly choices: readonly Choice[] };

export interface Choice {
  readonly chunks: readonly Chunk[];
  /** the condition that leads there, for people */
  readonly when: string;
}

export function quotedText(text: Traced): Chunk {
  return { kind: "text", text, quoted: true, split: false };
}

export function expandedText(text: Traced, quoted: boolean): Chunk {
  return { kind: "text", text, quoted, split: !quoted };
}

/** The words of `$@`. */
export function wordChunks(words: readonly Word[], quoted: boolean): readonly Chunk[] {
  return words.flatMap((word, i): readonly Chunk[] => {
    const chunk: Chunk = word.kind === "gap" ? { kind: "gap", text: word.value } : expandedText(word.value, quoted);
    return i === 0 ? [chunk] : [{ kind: "break" }, chunk];
  });
}

/** The text where nothing is split: in assignments, here-documents and redirects. */
export function chunksToText(chunks: readonly Chunk[]): Traced {
  const parts: Traced[] = [];
  let isHidden = false;
  for (const [i, chunk] of chunks.entries()) {
    switch (chunk.kind) {
      case "text":
        parts.push(chunk.text);
        break;
      case "break":
        // The blanks around words that are not known belong to what is not known.
        if (!isHidden && chunks[i + 1]?.kind !== "gap") parts.push(literal(" "));
        break;
      case "gap":
        parts.push(hiddenText(chunk.text));
        break;
      case "choice":
        parts.push(oneOf(chunk.choices.map(({ chunks: chosen, when }) => ({ value: chunksToText(chosen), when }))));
    }
    isHidden = chunk.kind === "gap";
  }
  return concatAll(parts);
}

/** Words joined by blanks, as `"$*"` and `echo` do. */
export function joinWords(words: readonly Word[]): Traced {
  return chunksToText(wordChunks(words, true));
}

/** The text of zero or more words: any text. */
function hiddenText(value: Traced): Traced {
  const shape = { mayBeEmpty: true, mayHaveBlanks: true };
  const known = value.pieces.find((piece) => piece.kind === "unknown");
  if (known !== undefined && value.pieces.length === 1) return { pieces: [{ ...known, shape }] };
  return unknownText(known?.reason ?? { code: "alternatives", text: "words that are not known", at: null }, shape);
}

/** Characters of `$IFS`. */
export interface Separators {
  readonly blanks: string;
  readonly others: string;
  /** null when it is known; else anything may separate */
  readonly isKnown: boolean;
}

export const DEFAULT_SEPARATORS: Separators = { blanks: " \t\n", others: "", isKnown: true };

export interface Variation {
  readonly chunks: readonly Exclude<Chunk, { kind: "choice" }>[];
  readonly when: readonly string[];
}

/**
 * Every choice of what decides into how many fields a word splits: alternatives with blanks, empty ones, and those with quotes. Null when there are more
 * than `limit`.
 */
export function variations(chunks: readonly Chunk[], separators: Separators, limit: number): readonly Variation[] | null {
  let found: readonly Variation[] = [{ chunks: [], when: [] }];
  for (const chunk of chunks) {
    const choices = choicesOf(chunk, separators, limit);
    if (choices === null || found.length * choices.length > limit) return null;
    found = found.flatMap((prefix) => choices.map((choice) => ({ chunks: [...prefix.chunks, ...choice.chunks], when: [...prefix.when, ...choice.when] })));
  }
  return found;
}

function choicesOf(chunk: Chunk, separators: Separators, limit: number): readonly Variation[] | null {
  if (chunk.kind === "choice") {
    const all: Variation[] = [];
    for (const { chunks, when } of chunk.choices) {
      const inner = variations(chunks, separators, limit);
      if (inner === null) return null;
      all.push(...inner.map((variation) => ({ chunks: variation.chunks, when: when === "" ? variation.when : [when, ...variation.when] })));
    }
    return all;
  }
  if (chunk.kind !== "text" || !chunk.split || !chunk.text.pieces.some((piece) => decidesFields(piece, separators))) return [{ chunks: [chunk], when: [] }];
  const all = variants(chunk.text, limit);
  return all?.map(({ value, when }) => ({ chunks: [{ ...chunk, text: value }], when })) ?? null;
}

function decidesFields(piece: Piece, { blanks, others }: Separators): boolean {
  if (piece.kind !== "oneOf") return false;
  const shape = shapeOf({ pieces: [piece] });
  if (shape.mayBeEmpty || shape.mayHaveBlanks || blanks + others !== DEFAULT_SEPARATORS.blanks) return true;
  return piece.alternatives.some(({ value }) => value.pieces.some((inner) => inner.kind === "literal" && /[*?[]/.test(inner.text)));
}

