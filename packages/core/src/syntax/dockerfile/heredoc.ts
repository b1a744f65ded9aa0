import { carrier, EMPTY, originOf, slice } from "../../text/index.js";
import type { Origin, Traced } from "../../text/index.js";
import type { Heredoc, SyntaxProblem } from "./ast.js";
import { Lexer } from "./lexer.js";
import { LexError } from "./lexer-model.js";
import type { LexerOptions } from "./lexer-model.js";
import type { LineReader } from "./lines.js";
import { concatAll, LogicalText, verbatim } from "./logical-text.js";

/** What a word like `<<EOF`, `3<<-"EOF"` says. */
export interface HeredocWord {
  readonly delimiter: string;
  readonly expand: boolean;
  readonly stripTabs: boolean;
}

const HEREDOC_WORD = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;

/** BuildKit reads heredoc words with this escape character, whatever the escape directive says. */
const LINE: LexerOptions = { escape: "\\", rawQuotes: true, rawEscapes: true, keepUnset: true };
const DELIMITER: LexerOptions = { escape: "\\", keepUnset: true };
const RAW_DELIMITER: LexerOptions = { escape: "\\", rawQuotes: true, keepUnset: true };

/**
 * Null for a word that is no heredoc. The delimiter is quoted when reading it with and without its quotes gives a different number of them.
 *
 * Source: `ParseHeredoc` in BuildKit's parser.go.
 * @throws LexError when the delimiter cannot be read
 */
export function parseHeredocWord(word: Traced): HeredocWord | null {
  const text = carrier(word);
  const match = HEREDOC_WORD.exec(text);
  const written = match?.[3] ?? "";
  if (written === "") return null;
  const rest = new LogicalText(slice(word, text.length - written.length));
  const [delimiter, ...more] = new Lexer(rest, () => null, DELIMITER).run().words;
  if (delimiter === undefined || more.length > 0) return null;
  const [raw] = new Lexer(rest, () => null, RAW_DELIMITER).run().words;
  const name = carrier(delimiter.value);
  return { delimiter: name, expand: quotesIn(name) === quotesIn(carrier(raw?.value ?? EMPTY)), stripTabs: match?.[2] === "-" };
}

function quotesIn(text: string): number {
  return text.replace(/[^'"]/g, "").length;
}

/** The heredocs that an instruction's text opens, with the bodies that follow it. Source: `heredocsFromLine` and `Parse` in BuildKit's parser.go. */
export function readHeredocs(line: LogicalText, reader: LineReader, file: string, problems: SyntaxProblem[]): readonly Heredoc[] {
  if (!line.text.includes("<<")) return [];
  return openers(line, problems).map(({ word, range }) => {
    const heredoc: Heredoc = { type: "Heredoc", range, ...word, ...readBody(word, reader, file) };
    if (!heredoc.terminated) problems.push({ range, message: `Heredoc ${word.delimiter} is not terminated.` });
    return heredoc;
  });
}

function openers(line: LogicalText, problems: SyntaxProblem[]): readonly { readonly word: HeredocWord; readonly range: Heredoc["range"] }[] {
  const found: { readonly word: HeredocWord; readonly range: Heredoc["range"] }[] = [];
  for (const value of wordsOf(line)) {
    if (!carrier(value).includes("<<")) continue;
    const { start, end } = originOf(value) as Origin;
    try {
      const word = parseHeredocWord(value);
      if (word !== null) found.push({ word, range: [start, end] });
    } catch (error) {
      if (!(error instanceof LexError)) throw error;
      problems.push({ range: [start, end], message: `Heredoc delimiter cannot be read: ${error.message}.` });
    }
  }
  return found;
}

/** None when the line cannot be read: BuildKit takes it for a line without heredocs. */
function wordsOf(line: LogicalText): readonly Traced[] {
  try {
    return new Lexer(line, () => null, LINE).run().words.map(({ value }) => value);
  } catch (error) {
    if (error instanceof LexError) return [];
    throw error;
  }
}

function readBody({ delimiter, stripTabs }: HeredocWord, reader: LineReader, file: string): Pick<Heredoc, "body" | "bodyRange" | "terminated"> {
  const source = reader.text;
  const parts: Traced[] = [];
  const start = reader.offset;
  for (let line = reader.read(); line !== null; line = reader.read()) {
    let first = line.start;
    if (stripTabs) while (first < line.end && source[first] === "\t") first++;
    if (source.slice(first, line.end) === delimiter) return { body: concatAll(parts), bodyRange: [start, line.start], terminated: true };
    parts.push(verbatim(source, file, first, line.next));
  }
  return { body: concatAll(parts), bodyRange: [start, reader.offset], terminated: false };
}
