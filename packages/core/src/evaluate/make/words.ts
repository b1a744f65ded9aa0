/** Texts as lists of words, which is what most functions of make work on. */
import type { Piece, Traced, Word } from "../../text/index.js";
import { ANY_SHAPE, concat, EMPTY, splitBlanks } from "../../text/index.js";

/**
 * A list of words as one text. A gap (words that are not known, perhaps none) keeps its blanks, so that beside one the number of blanks may
 * differ from make's; that changes nothing where words are counted.
 */
export function listOf(words: readonly Word[]): Traced {
  const pieces: Traced[] = [];
  words.forEach((word, i) => {
    const last = words[i - 1];
    if (last !== undefined && !(last.kind === "gap" && word.kind === "gap")) pieces.push(spaceBetween(last.value, word.value));
    pieces.push(last?.kind === "gap" && word.kind === "gap" ? widened(word.value) : word.value);
  });
  return concat(...pieces);
}

/** Two gaps side by side: the blank between them is part of what is not known. */
function widened(x: Traced): Traced {
  return { pieces: x.pieces.map((piece) => (piece.kind === "unknown" ? { ...piece, shape: ANY_SHAPE } : piece)) };
}

/** A space that continues the origins of its neighbours where these are one character apart, so that the list stays one piece. */
function spaceBetween(left: Traced, right: Traced): Traced {
  const a = left.pieces.at(-1);
  const b = right.pieces[0];
  const alike = a?.kind === "literal" && b?.kind === "literal" && a.via === b.via && a.origin !== null && b.origin !== null;
  const adjacent = alike && a.origin.file === b.origin.file && a.origin.end + 1 === b.origin.start;
  const piece: Piece = {
    kind: "literal",
    text: " ",
    origin: adjacent ? { file: a.origin.file, start: a.origin.end, end: b.origin.start } : null,
    via: alike ? a.via : null,
  };
  return { pieces: [piece] };
}

export function word(value: Traced): Word {
  return { kind: "word", value };
}

export function gap(value: Traced): Word {
  return { kind: "gap", value };
}

/** Maps each known word; a gap stays a gap, mapped by `ofGap`. */
export function mapWords(x: Traced, f: (word: Traced) => readonly Word[], ofGap: (gap: Traced) => Traced): Traced {
  const words = splitBlanks(x);
  if (words.length === 0) return EMPTY;
  return listOf(words.flatMap((item) => (item.kind === "word" ? f(item.value) : [gap(ofGap(item.value))])));
}

