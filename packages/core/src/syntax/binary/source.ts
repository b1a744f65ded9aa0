/** Bytes of a file of which only some parts are read. */
import { LIMITS } from "../../limits.js";
import type { BinaryProblem } from "./model.js";

/** A file that is read in ranges, so that a large one need not be in memory. */
export interface ByteSource {
  /** bytes of the whole file */
  readonly size: number;
  /** The bytes from `offset`, as many as `length` or as the file has. Both are integers inside of the file. It may throw where the disk fails; readers let that pass. */
  read(offset: number, length: number): Uint8Array;
}

/** A file that is in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** Reads with a bound on the bytes of one range and of all; collects what was wrong. */
export class ByteReader {
  readonly problems: BinaryProblem[] = [];
  #left: number = LIMITS.binaryBytes;

  constructor(private readonly source: ByteSource) {}

  get size(): number {
    return this.source.size;
  }

  /** Up to `length` bytes; fewer at the end of the file, and none outside of it or when the bound is reached. */
  upTo(offset: number, length: number): Uint8Array {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset >= this.size || !(length > 0)) return NOTHING;
    const wanted = Math.min(length, this.size - offset);
    if (wanted > LIMITS.binaryRange || wanted > this.#left) {
      this.problem("limit", `${wanted} bytes at offset ${offset} are more than is read of one file`);
      return NOTHING;
    }
    this.#left -= wanted;
    return this.source.read(offset, wanted);
  }

  /** Exactly `length` bytes, or null and a problem: `what` is a phrase ("the section headers"). */
  exactly(offset: number, length: number, what: string): DataView | null {
    const before = this.problems.length;
    const bytes = this.upTo(offset, length);
    if (bytes.length === length && length > 0) return viewOf(bytes);
    if (this.problems.length === before) this.problem("truncated", `${what} would lie at offset ${offset}, ${length} bytes, in a file of ${this.size} bytes`);
    return null;
  }

  problem(code: BinaryProblem["code"], text: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ code, text });
  }
}

/** More of them tell people nothing. */
const MAX_PROBLEMS = 16;
const NOTHING = new Uint8Array(0);

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Bytes that are no UTF-8 become U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  return UTF8.decode(bytes);
}

/** Bytes of one name that are read: paths of the kernel are not longer. */
export const NAME_BYTES = 4096;

/** The text that a zero ends, or the end of the table, or {@link NAME_BYTES}; null when it starts outside. */
export function zeroTerminated(table: Uint8Array, start: number): string | null {
  if (start < 0 || start >= table.length) return null;
  const name = table.subarray(start, start + NAME_BYTES);
  const end = name.indexOf(0);
  return textOf(end < 0 ? name : name.subarray(0, end));
}
