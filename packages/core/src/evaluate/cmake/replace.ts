/** Replacing in texts. Source: CMake 3.25, cmStringReplaceHelper.cxx. */
import type { Traced } from "../../text/index.js";
import { ANY_SHAPE, carrier, concatAll, isEmpty, lift, literalOf, slice, unknownText } from "../../text/index.js";
import { hasOpaque } from "./lists.js";
import { Regex, TooHard } from "../regex/index.js";
import { unknownFrom } from "../make/index.js";

/** `string(REPLACE)`: what stays keeps its place. */
export function replaceLiteral(search: Traced, replacement: Traced, text: Traced): Traced {
  const wanted = literalOf(search);
  if (wanted === null) return unknownFrom([search, text], "a text with replacements");
  if (wanted === "" || isEmpty(text)) return text;
  const isChoice = text.pieces.some((piece) => piece.kind === "oneOf");
  if (wanted.length > 1 && hasOpaque(text)) return isChoice && text.pieces.every((piece) => piece.kind !== "unknown") ? lift((x, y) => x.replaceAll(wanted, y), [text, replacement]) : unknownFrom([text], "a text with replacements");
  const source = carrier(text);
  const parts: Traced[] = [];
  let last = 0;
  for (let at = source.indexOf(wanted); at !== -1; at = source.indexOf(wanted, last)) {
    parts.push(slice(text, last, at), replacement);
    last = at + wanted.length;
  }
  const rest = slice(text, last);
  return inside(concatAll(last === 0 ? [text] : [...parts, rest]), wanted, replacement);
}

/** A single character is replaced inside of choices too; what is not known stays so. */
function inside(x: Traced, wanted: string, replacement: Traced): Traced {
  return concatAll(
    x.pieces.map((piece): Traced => {
      if (piece.kind === "literal") return { pieces: [piece] };
      if (piece.kind === "unknown") return unknownText(piece.reason, ANY_SHAPE, piece.origin);
      return { pieces: [{ ...piece, alternatives: piece.alternatives.map(({ when, value }) => ({ when, value: replaceLiteral({ pieces: [{ kind: "literal", text: wanted, origin: null, via: null }] }, replacement, value) })) }] };
    }),
  );
}

/** `string(REGEX REPLACE)`. @throws SyntaxError */
export function replaceAll(pattern: Traced, replacement: Traced, text: Traced): Traced {
  try {
    return lift((source, by, subject) => replaced(new Regex(source), by, subject), [pattern, replacement, text]);
  } catch (error) {
    if (error instanceof TooHard) return unknownFrom([text], "a text with replacements");
    throw error;
  }
}

function replaced(regex: Regex, by: string, text: string): string {
  let result = "";
  for (let base = 0; base <= text.length; ) {
    // as CMake does, `^` matches where the search goes on
    const rest = text.slice(base);
    const match = regex.match(rest);
    if (match === null) return result + rest;
    result += rest.slice(0, match.start) + by.replace(/\\(\d|n|\\)/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped === "\\" ? "\\" : (match.groups[Number(escaped)] ?? "")));
    if (match.end === match.start) {
      // a match of nothing: CMake stops with an error
      throw new SyntaxError("a regular expression that matches the empty text");
    }
    base += match.end;
    if (base === text.length) return result;
  }
  return result;
}
