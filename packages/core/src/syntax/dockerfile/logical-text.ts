import { carrier, concat, literal, OPAQUE, originOf, slice } from "../../text/index.js";
import type { LiteralPiece, Origin, Piece, Range, Traced } from "../../text/index.js";

/**
 * A traced text with its characters at hand: parsers scan {@link text} and cut traced parts and source ranges out of it by offset.
 *
 * `slice` of text/ walks the pieces from the first one; an instruction may have thousands of lines and as many words, so that cutting every
 * word that way would take quadratic time.
 */
export class LogicalText {
  readonly text: string;
  readonly #pieces: readonly Piece[];
  readonly #starts: readonly number[];
  readonly #emptyAt: number;

  /** @param emptyAt source offset of an empty text, which has no piece that could tell it */
  constructor(traced: Traced, emptyAt = 0) {
    this.text = carrier(traced);
    this.#emptyAt = emptyAt;
    this.#pieces = traced.pieces;
    const starts: number[] = [];
    let at = 0;
    for (const piece of traced.pieces) {
      starts.push(at);
      at += piece.kind === "literal" ? piece.text.length : OPAQUE.length;
    }
    this.#starts = starts;
  }

  slice(start: number, end: number): Traced {
    if (start >= end) return { pieces: [] };
    const first = this.#indexAt(start);
    const base = this.#starts[first] as number;
    return slice({ pieces: this.#pieces.slice(first, this.#indexAt(end - 1) + 1) }, start - base, end - base);
  }

  /** Source offsets of a part. Only for texts whose pieces are verbatim, as those of a parsed file are. */
  rangeOf(start: number, end: number): Range {
    if (start < end) return [this.#offsetOf(start), this.#offsetOf(end - 1) + 1];
    const at = this.text.length === 0 ? this.#emptyAt : start < this.text.length ? this.#offsetOf(start) : this.#offsetOf(this.text.length - 1) + 1;
    return [at, at];
  }

  originOf(start: number, end: number): Origin | null {
    return originOf(this.slice(start, end));
  }

  #offsetOf(at: number): number {
    const index = this.#indexAt(at);
    const { origin } = this.#pieces[index] as LiteralPiece;
    return (origin as Origin).start + at - (this.#starts[index] as number);
  }

  #indexAt(at: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The part of a source text between two offsets, with its origin. */
export function verbatim(source: string, file: string, start: number, end: number): Traced {
  return literal(source.slice(start, end), { file, start, end });
}

/** Concatenation of any number of parts; `concat` takes them as arguments, of which an engine allows some ten thousand. */
export function concatAll(parts: readonly Traced[]): Traced {
  if (parts.length <= 1024) return concat(...parts);
  const chunks: Traced[] = [];
  for (let at = 0; at < parts.length; at += 1024) chunks.push(concat(...parts.slice(at, at + 1024)));
  return concatAll(chunks);
}
