/** Lines of go.mod and go.work. Source: golang.org/x/mod/modfile/read.go. */
import type { Range } from "../../text/index.js";
import type { ModComment, ModProblem } from "./ast.js";

export interface Token {
  /** as written: a quoted string has its quotes */
  readonly text: string;
  readonly range: Range;
}

/** A statement: `require a v1` outside a block, or `a v1` inside `require ( … )`; both have the verb `require` and the two arguments. */
export interface Statement {
  readonly verb: Token;
  readonly inBlock: boolean;
  readonly args: readonly Token[];
  /** from the first word of the line to its last */
  readonly range: Range;
  /** the comment at the end of the line, without its slashes */
  readonly comment: string | null;
}

export interface ModLines {
  readonly statements: readonly Statement[];
  readonly comments: readonly ModComment[];
  readonly problems: readonly ModProblem[];
}

interface Block {
  /** one word, else the block is not known and its lines are skipped */
  readonly words: readonly Token[];
  readonly known: boolean;
}

const PUNCTUATION = /[()[\]{},]/;
const WORD_CHARACTER = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/** `blockVerbs` are the verbs that may have a block. */
export function splitLines(text: string, blockVerbs: ReadonlySet<string>): ModLines {
  const statements: Statement[] = [];
  const comments: ModComment[] = [];
  const problems: ModProblem[] = [];
  let block: Block | null = null;

  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = readLine(text, start, end);
    start = end + 1;
    if (line.comment !== null) comments.push(line.comment);
    if (line.problem !== null) {
      problems.push(line.problem);
      continue;
    }
    const { tokens } = line;
    const first = tokens[0];
    const last = tokens.at(-1);
    if (first === undefined || last === undefined) continue;
    const comment = line.comment?.value ?? null;
    const range: Range = [first.range[0], last.range[1]];
    if (block !== null) {
      if (first.text !== ")") {
        if (block.known) statements.push({ verb: block.words[0] as Token, inBlock: true, args: tokens, range, comment });
        continue;
      }
      block = null;
      if (tokens.length > 1) problems.push({ range, message: "syntax error (expected newline after closing paren)" });
      continue;
    }
    const empty = last.text === ")" && tokens.at(-2)?.text === "(" && tokens.length > 2;
    if (!empty && (last.text !== "(" || tokens.length === 1)) {
      statements.push({ verb: first, inBlock: false, args: tokens.slice(1), range, comment });
      continue;
    }
    const words = tokens.slice(0, empty ? -2 : -1);
    const known = words.length === 1 && blockVerbs.has(first.text);
    if (!known) problems.push({ range, message: `unknown block type: ${words.map((word) => word.text).join(" ")}` });
    if (!empty) block = { words, known };
  }
  if (block !== null) {
    const opening = block.words[0] as Token;
    problems.push({ range: opening.range, message: "syntax error (unterminated block)" });
  }
  return { statements, comments, problems };
}

interface Line {
  readonly tokens: readonly Token[];
  readonly comment: ModComment | null;
  /** then the tokens are those before it */
  readonly problem: ModProblem | null;
}

function readLine(text: string, start: number, end: number): Line {
  const tokens: Token[] = [];
  let i = start;
  while (i < end) {
    const c = text[i] as string;
    if (c === " " || c === "\t" || c === "\r") {
      i++;
      continue;
    }
    if (text.startsWith("//", i)) {
      const commentEnd = text[end - 1] === "\r" ? end - 1 : end;
      return { tokens, comment: { range: [i, commentEnd], value: text.slice(i + 2, commentEnd) }, problem: null };
    }
    const token = PUNCTUATION.test(c) ? i + 1 : c === '"' || c === "`" ? stringEnd(text, i, end) : wordEnd(text, i, end);
    if (typeof token !== "number") return { tokens, comment: null, problem: token };
    tokens.push({ text: text.slice(i, token), range: [i, token] });
    i = token;
  }
  return { tokens, comment: null, problem: null };
}

function stringEnd(text: string, start: number, end: number): number | ModProblem {
  const quote = text[start];
  for (let i = start + 1; i < end; i++) {
    if (text[i] === quote) return i + 1;
    if (text[i] === "\\" && quote === '"') i++;
  }
  return { range: [start, end], message: end === text.length ? "unexpected EOF in string" : "unexpected newline in string" };
}

function wordEnd(text: string, start: number, end: number): number | ModProblem {
  let i = start;
  while (i < end && !text.startsWith("//", i)) {
    if (text.startsWith("/*", i)) return { range: [i, i + 2], message: "mod files must use // comments (not /* */ comments)" };
    const character = String.fromCodePoint(text.codePointAt(i) as number);
    if (PUNCTUATION.test(character) || !WORD_CHARACTER.test(character)) break;
    i += character.length;
  }
  if (i > start) return i;
  const character = String.fromCodePoint(text.codePointAt(i) as number);
  return { range: [i, i + character.length], message: `unexpected input character ${JSON.stringify(character)}` };
}
