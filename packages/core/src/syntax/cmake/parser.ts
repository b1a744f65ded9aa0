/** The parser of CMake files: one pass over the tokens. It never throws; what CMake would refuse becomes a problem. */
import type { Range, Traced } from "../../text/index.js";
import { concatAll, EMPTY, literal } from "../../text/index.js";
import type { Argument, CMakeFile, Command, Comment, SyntaxProblem } from "./ast.js";
import { Blocks } from "./blocks.js";
import { Lexer, type Token } from "./lexer.js";

/** Parses the text of a file. `file` is its path, to which the origins of all texts point; null for a text that was written during the build. Never throws. */
export function parseCMake(text: string, file: string | null): CMakeFile {
  return new Parser(text, file).parse();
}

class Parser {
  readonly #lexer: Lexer;
  readonly #comments: Comment[] = [];
  readonly #problems: SyntaxProblem[] = [];
  readonly #blocks = new Blocks((range, message) => this.#problem(range, message));
  #token: Token | null;

  constructor(
    private readonly text: string,
    private readonly file: string | null,
  ) {
    this.#lexer = new Lexer(text);
    this.#token = this.#lexer.next();
  }

  parse(): CMakeFile {
    let onNewLine = true;
    for (let token = this.#token; token !== null; token = this.#token) {
      switch (token.kind) {
        case "newline":
          onNewLine = true;
          this.#advance();
          break;
        case "space":
          this.#advance();
          break;
        case "comment":
        case "bracket comment":
          this.#comment(token);
          onNewLine = onNewLine && token.kind === "comment";
          break;
        case "identifier":
          if (!onNewLine) this.#problem(token.range, "a command that does not begin on a line of its own");
          onNewLine = !this.#command(token);
          break;
        default:
          this.#problem(token.range, token.problem === "" ? "a command name is expected here" : token.problem);
          this.#skipLine();
      }
    }
    const { length } = this.text;
    const statements = this.#blocks.finish(length);
    return { type: "CMakeFile", range: [0, length], statements, comments: this.#comments, problems: this.#problems };
  }

  /** False when it is no command, and the rest of the line was skipped. */
  #command(name: Token): boolean {
    this.#advance();
    while (this.#token?.kind === "space") this.#advance();
    if (this.#token?.kind !== "(") {
      this.#problem(name.range, "'(' is expected after the name of a command");
      this.#skipLine();
      return false;
    }
    const args: Argument[] = [];
    const end = this.#arguments(args, name);
    const [start] = name.range;
    this.#blocks.add({ type: "Command", range: [start, end], name: this.text.slice(...name.range), nameRange: name.range, args } satisfies Command);
    return true;
  }

  /** From the opening parenthesis on; gives the offset after the closing one. */
  #arguments(args: Argument[], name: Token): number {
    let depth = 0;
    let end = this.#advance();
    let isSeparated = true;
    for (let token = this.#token; token !== null; token = this.#token) {
      switch (token.kind) {
        case ")":
          end = this.#advance();
          if (depth-- === 0) return end;
          args.push(this.#argument("unquoted", token));
          isSeparated = true;
          continue;
        case "(":
          depth++;
          args.push(this.#argument("unquoted", token));
          isSeparated = true;
          break;
        case "comment":
        case "bracket comment":
          this.#comment(token);
          isSeparated = true;
          continue;
        case "identifier":
        case "unquoted":
          args.push(this.#argument("unquoted", token));
          isSeparated = false;
          break;
        case "quoted":
        case "bracket":
          if (!isSeparated && token.kind === "bracket") this.#problem(token.range, "an argument that is not separated from the one before it");
          args.push(this.#argument(token.kind, token));
          isSeparated = false;
          break;
        case "bad":
          this.#problem(token.range, token.problem);
          break;
        default:
          isSeparated = true;
      }
      end = this.#advance();
    }
    this.#problem(name.range, `'${this.text.slice(...name.range)}(' is not closed`);
    return end;
  }

  #argument(kind: Argument["kind"], token: Token): Argument {
    return { type: "Argument", range: token.range, kind, text: this.#text(token.inner, kind) };
  }

  #text([start, end]: Range, kind: Argument["kind"]): Traced {
    const source = this.text.slice(start, end);
    if (kind === "unquoted" || !source.includes("\n")) return this.#slice(start, end);
    const parts: Traced[] = [];
    let from = 0;
    for (const { index, 0: newline } of source.matchAll(kind === "quoted" ? /\\[^]|\r?\n/g : /\r\n/g)) {
      const isContinuation = newline === "\\\n" || (newline === "\\\r" && source[index + 2] === "\n");
      if (newline.startsWith("\\") && !isContinuation) continue;
      parts.push(this.#slice(start + from, start + index));
      from = index + newline.length - (isContinuation ? 0 : 1);
      if (newline === "\\\r") from++;
    }
    return concatAll([...parts, this.#slice(start + from, end)]);
  }

  #slice(start: number, end: number): Traced {
    if (start >= end) return EMPTY;
    return literal(this.text.slice(start, end), this.file === null ? null : { file: this.file, start, end });
  }

  #comment(token: Token): void {
    this.#comments.push({ type: "Comment", range: token.range, value: this.text.slice(...token.inner) });
    this.#advance();
  }

  #skipLine(): void {
    while (this.#token !== null && this.#token.kind !== "newline") {
      if (this.#token.kind === "comment" || this.#token.kind === "bracket comment") this.#comment(this.#token);
      else this.#advance();
    }
  }

  /** Gives the end of the token that is left. */
  #advance(): number {
    const end = this.#token?.range[1] ?? this.text.length;
    this.#token = this.#lexer.next();
    return end;
  }

  #problem(range: Range, message: string): void {
    this.#problems.push({ range, message });
  }
}
