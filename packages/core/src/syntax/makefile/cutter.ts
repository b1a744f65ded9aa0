import type { Piece, Traced } from "../../text/index.js";
import { EMPTY, slice } from "../../text/index.js";

/** Cuts parts out of one text: from left to right each costs what it holds, not what stands before it. */
export class Cutter {
  #index = 0;
  /** offset at which the piece at the index starts */
  #start = 0;

  constructor(private readonly text: Traced) {}

  /** The part between two offsets of the carrier. */
  cut(start: number, end: number = Number.POSITIVE_INFINITY): Traced {
    const { pieces } = this.text;
    if (start < this.#start) {
      this.#index = 0;
      this.#start = 0;
    }
    for (let piece = pieces[this.#index]; piece !== undefined && this.#start + length(piece) <= start; piece = pieces[this.#index]) {
      this.#start += length(piece);
      this.#index++;
    }
    if (start >= end) return EMPTY;
    let last = this.#index;
    for (let at = this.#start; at < end && last < pieces.length; last++) at += length(pieces[last] as Piece);
    return slice({ pieces: pieces.slice(this.#index, last) }, start - this.#start, end - this.#start);
  }
}

function length(piece: Piece): number {
  return piece.kind === "literal" ? piece.text.length : 1;
}
