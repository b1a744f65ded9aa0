import { carrier, slice, width } from "../../text/index.js";
import type { Traced } from "../../text/index.js";
import type { Flag } from "./ast.js";
import { isSpace, skipWhile } from "./characters.js";
import { concatAll } from "./logical-text.js";
import type { LogicalText } from "./logical-text.js";

/**
 * Reads the `--flags` at the start of an instruction's arguments; `rest` is where the other arguments start. A lone `--` ends the flags.
 *
 * Source: `extractBuilderFlags` in BuildKit's split_command.go. It goes through bytes, so that it garbles characters outside ASCII; here they
 * are kept.
 */
export function readFlags(line: LogicalText, start: number, end: number, escape: string): { readonly flags: readonly Flag[]; readonly rest: number } {
  const flags: Flag[] = [];
  let at = skipWhile(line.text, start, end, isSpace);
  while (at < end && line.text.startsWith("--", at)) {
    const word = readFlagWord(line, at, end, escape);
    if (carrier(word.value) === "--") return { flags, rest: word.end };
    flags.push(flagOf(word.value, line.rangeOf(at, word.end)));
    at = skipWhile(line.text, word.end, end, isSpace);
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
    } else if (quote === "" && isSpace(character)) break;
    else if (character === escape) {
      drop();
      at++;
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
