import { LIMITS } from "../limits.js";
import type { Reason } from "../text/index.js";
import type { FileContent } from "./port.js";

/** Bytes in which a NUL tells that a file is no text. */
const PROBED_BYTES = 8192;

/** Text of a file's bytes; bytes that are not UTF-8 become U+FFFD, as in editors and in ESLint. */
export function decode(bytes: Buffer): FileContent {
  if (bytes.subarray(0, PROBED_BYTES).includes(0)) return unreadable("file", "not a text file");
  const text = bytes.toString("utf8", bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  return text.length > LIMITS.fileLength ? unreadable("limit", `limit: file longer than ${LIMITS.fileLength} characters`) : { kind: "text", text };
}

/** Length of the first bytes without a character of UTF-8 that is cut at their end. */
export function wholeCharacters(bytes: Buffer, length: number): number {
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back] as number;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? length - back : length;
  }
  return length;
}

/** Why a file has no text, or cannot be read. */
export function unreadable(code: Reason["code"], text: string): FileContent {
  return { kind: "unreadable", reason: { code, text, at: null } };
}
