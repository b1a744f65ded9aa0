import { isBlank, isSpace, skipWhile } from "./characters.js";

/** Offsets of a word in an instruction's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Words between blanks, quotes without meaning: COPY, FROM, EXPOSE. Source: `parseStringsWhitespaceDelimited` in BuildKit's line_parsers.go. */
export function splitAtBlanks(text: string, start: number, end: number): readonly Span[] {
  const words: Span[] = [];
  for (let at = skipWhile(text, start, end, isBlank); at < end; ) {
    const to = skipWhile(text, at, end, (c) => !isBlank(c));
    words.push({ start: at, end: to });
    at = skipWhile(text, to, end, isBlank);
  }
  return words;
}

/**
 * Words of ENV, ARG and LABEL: quotes and escapes keep blanks together and stay in the words; only an escape character at the very end is
 * dropped. Source: `parseWords` in BuildKit's line_parsers.go.
 */
export function splitQuoted(text: string, start: number, end: number, escape: string): readonly Span[] {
  const words: Span[] = [];
  for (let at = skipWhile(text, start, end, isSpace); at < end; at = skipWhile(text, at, end, isSpace)) {
    const from = at;
    let to = end;
    let quote = "";
    for (; at < end; at++) {
      const character = text[at] as string;
      if (quote === "" && isSpace(character)) {
        to = at;
        break;
      }
      if (character === quote) quote = "";
      else if (quote === "" && (character === "'" || character === '"')) quote = character;
      if (character === escape && quote !== "'") {
        if (at + 1 === end) to = at;
        at++;
      }
    }
    at = Math.min(at, end);
    if (to > from) words.push({ start: from, end: to });
  }
  return words;
}
