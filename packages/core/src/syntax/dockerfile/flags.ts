import { carrier, slice, width } from "../../text/index.js";
import type { Traced } from "../../text/index.js";
import type { Flag } from "./ast.js";
import { skipWhile } from "./characters.js";
import { concatAll } from "./logical-text.js";
import type { LogicalText } from "./logical-text.js";

/**
 * Reads the `--flags` at the start of an instruction's arguments; `rest` is where the other arguments start. A lone `--` ends the flags.
 *
 * Source: `extractBuilderFlags` in BuildKit's split_command.go.
 */
export function readFlags(line: LogicalText, start: number, end: number, escape: string): { readonly flags: readonly Flag[]; readonly rest: number } {
  const flags: Flag[] = [];
  let at = skipWhile(line.text, start, end, isAsciiSpace);
  while (at < end && line.text.startsWith("--", at)) {
    const word = readFlagWord(line, at, end, escape);
    if (carrier(word.value) === "--") return { flags, rest: word.end };
    flags.push(flagOf(word.value, line.rangeOf(at, word.end)));
    at = skipWhile(line.text, word.end, end, isAsciiSpace);
  }
  return { flags, rest: at };
}

/** A word with its quotes and escapes removed. */
function readFlagWord(line: LogicalText, start: number, end: number, escape: string): { readonly value: Traced; readonly end: number } {
  const { text } = line;
  const kept: Traced[] = [];
  let run = start;
  let quote = "";
  let at = start;
  const drop = (): void => {
    kept.push(line.slice(run, at));
    run = at + 1;
  };
  for (; at < end; at++) {
    const character = text[at] as string;
    if (quote === "" ? character === "'" || character === '"' : character === quote) {
      drop();
      quote = quote === "" ? character : "";
    } else if (quote === "" && isAsciiSpace(character)) break;
    else if (character === escape) {
      drop();
      if (text.charCodeAt(at + 1) < 0x80) at++;
    } else if (quote === "" && hasSpaceByte(text.codePointAt(at) as number)) {
      at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
      break;
    }
  }
  at = Math.min(at, end);
  kept.push(line.slice(run, at));
  return { value: concatAll(kept), end: at };
}

function flagOf(word: Traced, range: Flag["range"]): Flag {
  const text = carrier(word);
  const equals = text.indexOf("=");
  if (equals === -1) return { type: "Flag", range, name: text.slice("--".length), value: null };
  return { type: "Flag", range, name: text.slice("--".length, equals), value: slice(word, equals + 1, width(word)) };
}

function isAsciiSpace(character: string): boolean {
  return character === " " || (character >= "\t" && character <= "\r");
}

/**
 * BuildKit goes through flags byte by byte and takes the bytes 0x85 and 0xA0 for white space, also inside of a character (U+00A0, `à`). The
 * character then ends its word, and what BuildKit makes of its first bytes names nothing that exists.
 */
function hasSpaceByte(codePoint: number): boolean {
  const continuationBytes = codePoint < 0x80 ? 0 : codePoint < 0x800 ? 1 : codePoint < 0x1_0000 ? 2 : 3;
  for (let i = 0; i < continuationBytes; i++) {
    const byte = 0x80 | ((codePoint >> (6 * i)) & 0x3f);
    if (byte === 0x85 || byte === 0xa0) return true;
  }
  return false;
}
