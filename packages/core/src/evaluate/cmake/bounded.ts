import { LIMITS } from "../../limits.js";
import { type Origin, type Traced, unknownText, width } from "../../text/index.js";

/** Values that double would grow without end. */
export function bounded(value: Traced, at: Origin | null): Traced {
  if (value.pieces.length <= MAX_PIECES && width(value) <= LIMITS.valueLength) return value;
  return unknownText({ code: "limit", text: `limit: a value longer than ${LIMITS.valueLength} characters`, at });
}

/** Parts of one value from different places. */
const MAX_PIECES = 1 << 14;
