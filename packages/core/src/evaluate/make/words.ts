/** Texts as lists of words, which is what most functions of make work on. */
import type { Piece, Traced, Word } from "../../text/index.js";
import { ANY_SHAPE, concat, concatAll, EMPTY, isEmpty, literal, shapeOf, splitBlanks, variants } from "../../text/index.js";
import { choose, keyOf, unknownFrom } from "./values.js";
import { both } from "./world.js";

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
  return concatAll(parts);
}

function mayBeNone({ kind, value }: Word): boolean {
  return kind === "gap" && shapeOf(value).mayBeEmpty;
}

/** With the blank before it as part of what is not known. */
function widened(x: Traced): Traced {
  const [piece, ...more] = x.pieces;
  if (more.length > 0 || piece === undefined) return unknownFrom([x], "words");
  if (piece.kind === "unknown") return { pieces: [{ ...piece, shape: ANY_SHAPE }] };
  if (piece.kind === "literal") return concat(literal(" "), x);
  return choose(piece.alternatives.map(({ when, value }) => ({ when, value: isEmpty(value) ? value : concat(literal(" "), value) })));
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

/** A word of a text with alternatives, and the conditions under which it is there. */
export interface GuardedWord extends Word {
  readonly when: readonly string[];
}

/** The words of a text. Where its alternatives have the same number of words they are joined one by one, else each has its own condition. */
export function guardedWords(x: Traced): readonly GuardedWord[] {
  const plain = (): readonly GuardedWord[] => splitBlanks(x).map((item) => ({ ...item, when: [] }));
  if (!x.pieces.some((piece) => piece.kind === "oneOf" && (shapeOf({ pieces: [piece] }).mayBeEmpty || shapeOf({ pieces: [piece] }).mayHaveBlanks))) return plain();
  const rows = variants(x)?.map(({ value, when }) => ({ words: splitBlanks(value), when: when.reduce(both, "") }));
  const [first, ...others] = rows ?? [];
  if (rows === undefined || first === undefined) return plain();
  if (others.every((row) => row.words.length === first.words.length)) {
    const written = splitBlanks(x);
    // the words as written keep what is literal in them
    if (written.length === first.words.length) return written.map(({ value }, i) => ({ kind: rows.some(({ words }) => words[i]?.kind === "gap") ? "gap" : "word", value, when: [] }));
    return first.words.map((_, i) => joinedWord(rows.map(({ words, when }) => ({ word: words[i] as Word, when }))));
  }
  const found = new Map<string, { readonly item: Word; readonly when: string[] }>();
  for (const { words, when } of rows) {
    for (const item of words) {
      const known = found.get(keyOf(item.value));
      if (known === undefined) found.set(keyOf(item.value), { item, when: [when] });
      else if (!known.when.includes(when)) known.when.push(when);
    }
  }
  return [...found.values()].map(({ item, when }) => ({ ...item, when: when.length === rows.length ? [] : [when.join(" or ")] }));
}

function joinedWord(ways: readonly { readonly word: Word; readonly when: string }[]): GuardedWord {
  const [first] = ways;
  if (first !== undefined && ways.every((way) => keyOf(way.word.value) === keyOf(first.word.value))) return { ...first.word, when: [] };
  return { kind: ways.some((way) => way.word.kind === "gap") ? "gap" : "word", value: choose(ways.map((way) => ({ when: way.when, value: way.word.value }))), when: [] };
}
