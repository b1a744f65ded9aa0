/**
 * Texts side by side. A list keeps the blank between a word and a gap that may be no word at all (see {@link ./words}); where other text follows
 * or goes before without a blank, that blank decides whether the two are one word: `-tags=$(strip $(EXTRA) netgo)`.
 */
import type { Piece, Traced } from "../../text/index.js";
import { concat, concatAll, EMPTY, isEmpty, literal } from "../../text/index.js";
import { whetherEmpty } from "./values.js";

export function glued(parts: readonly Traced[]): Traced {
  const texts = parts.filter((part) => !isEmpty(part));
  return concatAll(
    texts.map((text, i) => {
      const before = texts[i - 1]?.pieces.at(-1);
      const after = texts[i + 1]?.pieces[0];
      const started = before !== undefined && !isBlank(before, -1) ? withoutLooseStart(text) : text;
      return after !== undefined && !isBlank(after, 0) ? withoutLooseEnd(started) : started;
    }),
  );
}

/** The gap at the start of a list, with its blank only where it is a word. */
function withoutLooseStart(text: Traced): Traced {
  const { pieces } = text;
  const count = pieces.findIndex((piece) => !mayBeEmpty(piece));
  const blank = pieces[count];
  if (count < 1 || blank === undefined || !isOwnBlank(blank, 0)) return text;
  const rest = { pieces: [{ ...blank, text: blank.text.slice(1) }, ...pieces.slice(count + 1)].filter((piece) => piece.kind !== "literal" || piece.text !== "") };
  return concat(whetherEmpty({ pieces: pieces.slice(0, count) }, (gap) => concat(gap, literal(" ")), EMPTY), rest);
}

function withoutLooseEnd(text: Traced): Traced {
  const { pieces } = text;
  const last = pieces.findLastIndex((piece) => !mayBeEmpty(piece));
  const blank = pieces[last];
  if (last === pieces.length - 1 || blank === undefined || !isOwnBlank(blank, -1)) return text;
  const rest = { pieces: [...pieces.slice(0, last), { ...blank, text: blank.text.slice(0, -1) }].filter((piece) => piece.kind !== "literal" || piece.text !== "") };
  return concat(rest, whetherEmpty({ pieces: pieces.slice(last + 1) }, (gap) => concat(literal(" "), gap), EMPTY));
}

function mayBeEmpty(piece: Piece): boolean {
  if (piece.kind === "literal") return false;
  return piece.kind === "unknown" ? piece.shape.mayBeEmpty : piece.alternatives.some(({ value }) => value.pieces.every(mayBeEmpty));
}

/** A blank that is written nowhere: one that joined words. */
function isOwnBlank(piece: Piece, at: 0 | -1): piece is Extract<Piece, { kind: "literal" }> {
  return piece.kind === "literal" && piece.origin === null && piece.text.at(at) === " ";
}

function isBlank(piece: Piece, at: 0 | -1): boolean {
  return piece.kind === "literal" && /\s/.test(piece.text.at(at) ?? "");
}
