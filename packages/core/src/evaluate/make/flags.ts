/** MAKEFLAGS: how command-line variables reach a make below. Source: GNU make 4.3, main.c (quote_for_env, decode_env_switches). */
import type { Traced, Word } from "../../text/index.js";
import { carrier, concat, literal, shapeOf, slice } from "../../text/index.js";

/** `NAME=value` with blanks and backslashes quoted and dollars doubled. */
export function quoted(name: string, value: Traced, simple: boolean): Traced {
  return concat(literal(`${name}${simple ? ":=" : "="}`), escape(value));
}

function escape(value: Traced): Traced {
  const source = carrier(value);
  if (!/[\s\\$]/.test(source)) return value;
  const parts: Traced[] = [];
  let start = 0;
  for (const { index, 0: character } of source.matchAll(/[\s\\$]/g)) {
    parts.push(slice(value, start, index), literal(character === "$" ? "$" : "\\"));
    start = index;
  }
  return concat(...parts, slice(value, start));
}

/** The words of MAKEFLAGS; a first word without dash is a group of letters. */
export function unquotedWords(flags: Traced): readonly Word[] {
  const source = carrier(flags);
  const words: Word[] = [];
  let pieces: Traced[] = [];
  let start = -1;
  const end = (at: number): void => {
    if (start === -1) return;
    const value = concat(...pieces, slice(flags, start, at));
    words.push({ kind: "word", value });
    pieces = [];
    start = -1;
  };
  for (let at = 0; at < source.length; at++) {
    const character = source[at] as string;
    if (/[ \t\n]/.test(character)) end(at);
    else if (start === -1) start = at;
    if (character === "\\" && at + 1 < source.length) {
      if (start === -1) start = at;
      pieces.push(slice(flags, start, at));
      start = at + 1;
      at++;
    } else if (character === "$" && source[at + 1] === "$") {
      pieces.push(slice(flags, start, at));
      start = at + 1;
      at++;
    }
  }
  end(source.length);
  const [first, ...rest] = words;
  if (first === undefined) return [];
  const text = carrier(first.value);
  // what is not known at all may hold options, not only a letter
  if (shapeOf(first.value).mayBeEmpty) return [{ kind: "gap", value: first.value }, ...rest];
  return text.startsWith("-") || text.includes("=") ? words : [{ kind: "word", value: concat(literal("-"), first.value) }, ...rest];
}
