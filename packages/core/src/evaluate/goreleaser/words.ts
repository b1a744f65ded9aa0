import { carrier, concat, EMPTY, shapeOf, slice, type Traced, type Word } from "../../text/index.js";

/**
 * A command of a hook, which no shell reads: quotes and backslashes mean what they mean to one, `$X` is text, and an operator ends the command.
 * Source: goreleaser/go-shellwords, Parse.
 */
export function commandWords(text: Traced): readonly Word[] {
  const source = carrier(text);
  const words: Word[] = [];
  let current = EMPTY;
  let isWord = false;
  let quote = "";
  const flush = (): void => {
    if (isWord) words.push(wordOf(current));
    current = EMPTY;
    isWord = false;
  };
  for (let at = 0; at < source.length; at++) {
    const character = source[at] ?? "";
    if (quote === "" && /\s/.test(character)) {
      flush();
      continue;
    }
    if (quote === "" && /[;&|<>]/.test(character)) break;
    if (character === quote) quote = "";
    else if (quote === "" && (character === "'" || character === '"')) {
      quote = character;
      isWord = true;
    } else {
      if (character === "\\" && quote !== "'") at++;
      current = concat(current, slice(text, at, at + 1));
      isWord = true;
    }
  }
  flush();
  return words;
}

function wordOf(value: Traced): Word {
  const { mayBeEmpty, mayHaveBlanks } = shapeOf(value);
  // what a template puts in is read for words afterwards
  const isGap = value.pieces.some(({ kind }) => kind !== "literal") && (mayBeEmpty || mayHaveBlanks);
  return { kind: isGap ? "gap" : "word", value };
}
