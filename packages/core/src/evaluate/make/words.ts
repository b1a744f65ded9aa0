/** Texts as lists of words, which is what most functions of make work on. */
import type { Piece, Traced, Word } from "../../text/index.js";
import { ANY_SHAPE, concat, EMPTY, shapeOf, splitBlanks } from "../../text/index.js";

/**
 * A list of words as one text. Beside a gap that may be no word at all, the number of blanks may differ from make's; that changes nothing where
 * words are counted. Two such gaps are never kept apart by a blank, because a text of blanks only is not empty.
 */
export function listOf(words: readonly Word[]): Traced {
  const parts: Traced[] = [];
  words.forEach((item, i) => {
    const last = words[i - 1];
    if (last === undefined) parts.push(item.value);
    else if (mayBeNone(last)) parts.push(...(mayBeNone(item) ? [widened(item.value)] : [spaceBetween(last.value, item.value), item.value]));
    else parts.push(spaceBetween(last.value, item.value), item.value);
  });
  return concat(...parts);
}

function mayBeNone({ kind, value }: Word): boolean {
  return kind === "gap" && shapeOf(value).mayBeEmpty;
}

/** The blank before it is part of what is not known. */
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

