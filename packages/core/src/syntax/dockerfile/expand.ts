import { ANY_SHAPE, firstUnknown, literalOf, oneOf, originOf, unknownText, variants } from "../../text/index.js";
import type { Traced, Word } from "../../text/index.js";
import { Lexer } from "./lexer.js";
import { LexError } from "./lexer-model.js";
import type { Lookup } from "./lexer-model.js";
import { LogicalText } from "./logical-text.js";

export interface ExpandOptions {
  /** quotes are ordinary characters: the bodies of heredocs of COPY and ADD, whose escape character is always `\` */
  readonly keepQuotes?: boolean;
}

/**
 * Expands variables in one word of an instruction and removes its quotes and escapes; blanks in values do not split it.
 *
 * Literal pieces of the result keep exact origins; a value carries the reference that pulled it in (`${VERSION:-dev}`, with its place). A value
 * that is not known stays unknown; one that decides between two texts (`${X:-y}` with an unknown X) gives both. What BuildKit refuses (`${X:?}` that
 * is not set, a missing brace) is unknown with code "syntax".
 *
 * Source: BuildKit's shell/lex.go, `ProcessWord` and `ProcessWordWithMatches`; the matches are what `lookup` is called with.
 */
export function expandWord(word: Traced, lookup: Lookup, escape: "\\" | "`", options: ExpandOptions = {}): Traced {
  const expand = (text: Traced): Traced => {
    try {
      return new Lexer(new LogicalText(text), lookup, { ...options, escape }).run().value;
    } catch (error) {
      return refused(error, text);
    }
  };
  return literalOf(word) === null ? eachVariant(word, expand) : expand(word);
}

/**
 * Expands like {@link expandWord} and splits the result: at blanks of the text and of unquoted values. This is how EXPOSE reads its arguments;
 * every other instruction takes one word from one argument. A gap stands for zero or more words that are not known.
 *
 * Source: BuildKit's shell/lex.go, `ProcessWords`.
 */
export function expandWords(word: Traced, lookup: Lookup, escape: "\\" | "`"): readonly Word[] {
  if (literalOf(word) === null) return gapOf(expandWord(word, lookup, escape));
  try {
    return new Lexer(new LogicalText(word), lookup, { escape }).run().words;
  } catch (error) {
    return gapOf(refused(error, word));
  }
}

/** A word with pieces that are not literal cannot be read before they are chosen: they may hold quotes and references. */
function eachVariant(word: Traced, expand: (variant: Traced) => Traced): Traced {
  const at = originOf(word);
  const all = variants(word);
  const reason = firstUnknown(word);
  if (reason !== null || all === null) return unknownText(reason ?? { code: "limit", text: "limit: too many alternatives", at }, ANY_SHAPE, at);
  return oneOf(
    all.map(({ value, when }) => ({ value: expand(value), when: when.join(", ") })),
    at,
  );
}

function gapOf(value: Traced): readonly Word[] {
  return value.pieces.length === 0 ? [] : [{ kind: "gap", value }];
}

/** @throws whatever is no {@link LexError} */
function refused(error: unknown, word: Traced): Traced {
  if (error instanceof LexError) return unknownText({ code: error.code, text: error.message, at: originOf(word) });
  throw error;
}
