import type { Traced } from "../../text/index.js";
import type { Comment, SyntaxProblem } from "./ast.js";
import { isSpace, skipWhile } from "./characters.js";
import { concatAll, LogicalText, verbatim } from "./logical-text.js";

/** One physical line. */
export interface Line {
  /** 1-based */
  readonly number: number;
  readonly start: number;
  /** before the line ending: `\n` and every `\r` before it */
  readonly end: number;
  /** after the line ending: where the next line starts */
  readonly next: number;
}

/** BuildKit reads lines with bufio.Scanner, whose longest token is 65,536 bytes with its newline. */
const LONGEST_LINE = 65_535;

/** Reads a text line by line; directives, instructions and heredocs take their lines from the same reader. */
export class LineReader {
  readonly text: string;
  readonly #problems: SyntaxProblem[];
  #at: number;
  #number = 0;

  constructor(text: string, problems: SyntaxProblem[]) {
    this.text = text;
    this.#problems = problems;
    this.#at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  /** Number of the last line that was read. */
  get lineNumber(): number {
    return this.#number;
  }

  /** Offset after the last line that was read. */
  get offset(): number {
    return this.#at;
  }

  peek(): Line | null {
    const start = this.#at;
    if (start >= this.text.length) return null;
    const newline = this.text.indexOf("\n", start);
    let end = newline === -1 ? this.text.length : newline;
    while (end > start && this.text[end - 1] === "\r") end--;
    return { number: this.#number + 1, start, end, next: newline === -1 ? this.text.length : newline + 1 };
  }

  read(): Line | null {
    const line = this.peek();
    if (line === null) return null;
    this.#at = line.next;
    this.#number = line.number;
    if (line.next - line.start > LONGEST_LINE / 3 && byteLength(this.text.slice(line.start, line.next).replace(/\n$/, "")) > LONGEST_LINE) {
      this.#problems.push({ range: [line.start, line.end], message: `Line is longer than ${LONGEST_LINE} bytes.` });
    }
    return line;
  }
}

/** An instruction's lines put together, without its heredocs. */
export interface LogicalLine {
  readonly text: LogicalText;
  readonly startLine: number;
}

/**
 * The next instruction's text: lines joined at continuations, comments and blank lines between them left out. Null at the end of the file.
 * Source: the loop of `Parse`, `processLine` and `trimContinuationCharacter` in BuildKit's parser.go.
 */
export function readLogicalLine(reader: LineReader, file: string, escape: string, comments: Comment[]): LogicalLine | null {
  const source = reader.text;
  for (let line = reader.read(); line !== null; line = reader.read()) {
    const start = skipWhile(source, line.start, line.end, isSpace);
    if (source[start] === "#" && start < line.end) {
      comments.push(commentOf(source, start, line.end));
      continue;
    }
    let continued = continuationAt(source, start, line.end, escape);
    if (continued === null && start === line.end) continue;
    const startLine = line.number;
    const parts: Traced[] = [verbatim(source, file, start, continued ?? line.end)];
    while (continued !== null) {
      const next = reader.read();
      if (next === null) break;
      const first = skipWhile(source, next.start, next.end, isSpace);
      if (first === next.end) continue;
      if (source[first] === "#") {
        comments.push(commentOf(source, first, next.end));
        continue;
      }
      continued = continuationAt(source, next.start, next.end, escape);
      parts.push(verbatim(source, file, next.start, continued ?? next.end));
    }
    return { text: new LogicalText(concatAll(parts), start), startLine };
  }
  return null;
}

/** Where the escape character stands that continues the line; null when the line ends here. An escape character before it makes it literal. */
function continuationAt(source: string, start: number, end: number, escape: string): number | null {
  let at = end;
  while (at > start && (source[at - 1] === " " || source[at - 1] === "\t")) at--;
  if (at === start || source[at - 1] !== escape) return null;
  return at - 1 > start && source[at - 2] === escape ? null : at - 1;
}

function commentOf(source: string, start: number, end: number): Comment {
  return { type: "Comment", range: [start, end], value: source.slice(start + 1, end) };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
