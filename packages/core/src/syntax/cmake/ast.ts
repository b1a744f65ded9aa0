/**
 * Syntax tree of a CMake file (`CMakeLists.txt`, `*.cmake`). Offsets are UTF-16 units of the text that was parsed. Texts of arguments are as
 * written, before references (`${X}`) and escapes are evaluated; that, and the division at semicolons, belongs to the evaluator.
 *
 * Source of the behaviour: CMake 3.25, Source/LexerParser/cmListFileLexer.in.l and Source/cmListFileCache.cxx.
 */
import type { Range, Traced } from "../../text/index.js";

export interface Node {
  readonly type: string;
  readonly range: Range;
}

/** `# …` to the end of the line, or `#[[ … ]]`. */
export interface Comment extends Node {
  readonly type: "Comment";
  /** without `#` and without brackets */
  readonly value: string;
}

export interface Argument extends Node {
  readonly type: "Argument";
  /** "unquoted" ones are evaluated and divided at semicolons, "quoted" ones evaluated, "bracket" ones taken as they are */
  readonly kind: "unquoted" | "quoted" | "bracket";
  /** without quotes and brackets; newlines are `\n`, and those after a backslash in quotes are gone with it */
  readonly text: Traced;
}

/** One call of a command: `set(X 1)`. */
export interface Command extends Node {
  readonly type: "Command";
  /** as written; names of commands are the same in any case */
  readonly name: string;
  readonly nameRange: Range;
  /** parentheses inside of the arguments are arguments too */
  readonly args: readonly Argument[];
}

/** One `if`, `elseif` or `else`, with what is run when it is taken. */
export interface Branch extends Node {
  readonly type: "Branch";
  readonly header: Command;
  readonly body: readonly Statement[];
}

export interface If extends Node {
  readonly type: "If";
  readonly branches: readonly Branch[];
  /** `endif`; null when it is missing */
  readonly end: Command | null;
}

/** A loop or a definition: everything that ends with `end…`, but `if`. */
export interface Block extends Node {
  readonly type: "Block";
  readonly kind: "foreach" | "while" | "function" | "macro" | "block";
  readonly header: Command;
  readonly body: readonly Statement[];
  /** null when it is missing */
  readonly end: Command | null;
}

export type Statement = Command | If | Block;

export interface SyntaxProblem {
  readonly range: Range;
  readonly message: string;
}

export interface CMakeFile extends Node {
  readonly type: "CMakeFile";
  readonly statements: readonly Statement[];
  /** in the order of the file */
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}
