/**
 * Trees of shell scripts. The grammar is bash's, which contains that of dash and busybox; what a dialect makes of a node is the evaluator's matter.
 *
 * Ranges address the text that was parsed. When that text is the carrier of a traced text, `slice(traced, ...range)` gives the text of a node with its
 * origins; pieces that are not literal are single characters inside of literal parts.
 */
import type { Range } from "../../text/index.js";

export interface Script {
  readonly range: Range;
  readonly statements: readonly Statement[];
  /** syntax errors of this script itself; scripts in its words (`$(…)`) have their own. What follows the first one is not to be relied on. */
  readonly problems: readonly Problem[];
}

export interface Problem {
  /** for people, without a final stop */
  readonly message: string;
  readonly range: Range;
}

export interface Statement {
  readonly range: Range;
  readonly command: Command;
  /** ended by `&` */
  readonly background: boolean;
}

export type Command = SimpleCommand | AndOr | Pipeline | CompoundCommand | FunctionDefinition;

export type CompoundCommand = Subshell | Group | If | Case | For | ArithmeticFor | Select | While | TestCommand | ArithmeticCommand | Coprocess;

/** A command with assignments before it (`CGO_ENABLED=0 go build`), assignments alone, or redirects alone. */
export interface SimpleCommand {
  readonly kind: "simple";
  readonly range: Range;
  readonly assignments: readonly Assignment[];
  /** the program first; empty when there is none */
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

/** `a && b || c`, read from left to right: both operators bind alike. */
export interface AndOr {
  readonly kind: "and-or";
  readonly range: Range;
  readonly first: Command;
  readonly rest: readonly { readonly operator: "&&" | "||"; readonly command: Command }[];
}

/** `! a | b`, `time a`. One command when it is only negated or timed. */
export interface Pipeline {
  readonly kind: "pipeline";
  readonly range: Range;
  readonly negated: boolean;
  readonly commands: readonly Command[];
}

interface Compound {
  readonly range: Range;
  readonly redirects: readonly Redirect[];
}

export interface Subshell extends Compound {
  readonly kind: "subshell";
  readonly body: readonly Statement[];
}

export interface Group extends Compound {
  readonly kind: "group";
  readonly body: readonly Statement[];
}

export interface If extends Compound {
  readonly kind: "if";
  /** `if` and each `elif` */
  readonly branches: readonly { readonly condition: readonly Statement[]; readonly body: readonly Statement[] }[];
  /** null without an `else` */
  readonly otherwise: readonly Statement[] | null;
}

export interface Case extends Compound {
  readonly kind: "case";
  readonly subject: Word;
  readonly items: readonly CaseItem[];
}

export interface CaseItem {
  readonly range: Range;
  readonly patterns: readonly Word[];
  readonly body: readonly Statement[];
  /** `;&` goes on with the next body, `;;&` with the next pattern; the last item may have none, which means `;;` */
  readonly terminator: ";;" | ";&" | ";;&";
}

export interface For extends Compound {
  readonly kind: "for";
  readonly variable: Word;
  /** null without `in`: over the positional parameters */
  readonly words: readonly Word[] | null;
  readonly body: readonly Statement[];
}

/** `for ((i = 0; i < 3; i++))`; the expressions are read as in double quotes. */
export interface ArithmeticFor extends Compound {
  readonly kind: "arithmetic-for";
  readonly expressions: readonly Word[];
  readonly body: readonly Statement[];
}

export interface Select extends Compound {
  readonly kind: "select";
  readonly variable: Word;
  readonly body: readonly Statement[];
}

export interface While extends Compound {
  readonly kind: "while";
  readonly until: boolean;
  readonly condition: readonly Statement[];
  readonly body: readonly Statement[];
}

/** `[[ … ]]`; a word alone is the unary `-n`. */
export interface TestCommand extends Compound {
  readonly kind: "test";
  readonly expression: TestExpression;
}

export type TestExpression =
  | { readonly kind: "unary"; readonly range: Range; readonly operator: string; readonly operand: Word }
  | { readonly kind: "binary"; readonly range: Range; readonly operator: string; readonly left: Word; readonly right: Word }
  | { readonly kind: "logical"; readonly range: Range; readonly operator: "&&" | "||"; readonly operands: readonly TestExpression[] }
  | { readonly kind: "not"; readonly range: Range; readonly operand: TestExpression };

/** `((i++))` */
export interface ArithmeticCommand extends Compound {
  readonly kind: "arithmetic-command";
  readonly expression: Word;
}

/** `coproc name { … }` */
export interface Coprocess extends Compound {
  readonly kind: "coprocess";
  readonly body: Command;
}

export interface FunctionDefinition {
  readonly kind: "function";
  readonly range: Range;
  readonly name: string;
  readonly body: Command;
}

export interface Assignment {
  readonly range: Range;
  readonly name: string;
  /** `name+=value` */
  readonly append: boolean;
  /** `name[index]=value` */
  readonly index: Word | null;
  /** a word without parts for `name=`; null for an array */
  readonly value: Word | null;
  /** `name=(a b)` */
  readonly array: readonly Word[] | null;
}

export interface Redirect {
  readonly range: Range;
  readonly operator: "<" | ">" | ">>" | ">|" | "<>" | "<&" | ">&" | "&>" | "&>>" | "<<<" | "<<" | "<<-";
  /** the number before the operator; null when it is implied */
  readonly descriptor: number | null;
  /** null for a here-document, and in broken text */
  readonly target: Word | null;
  readonly heredoc: Heredoc | null;
}

export interface Heredoc {
  /** of the body, without the line that ends it */
  readonly range: Range;
  /** whether the delimiter was quoted, so that nothing in the body is expanded */
  readonly quoted: boolean;
  /** literal parts and expansions; tabs that `<<-` strips belong to no part */
  readonly body: Word;
}

export interface Word {
  readonly range: Range;
  readonly parts: readonly WordPart[];
}

export type WordPart =
  | Literal
  | Escaped
  | Glob
  | Tilde
  | SingleQuoted
  | DoubleQuoted
  | AnsiQuoted
  | Parameter
  | CommandSubstitution
  | Arithmetic
  | ProcessSubstitution
  | ExtendedGlob
  | ArrayLiteral
  | Unreadable;

/** Text as it stands: character i of `text` is character i of the range, here and in {@link Escaped} and {@link Glob}. A brace expansion is literal text. */
export interface Literal {
  readonly kind: "literal";
  readonly range: Range;
  readonly text: string;
}

/** A character behind a backslash outside of quotes; the range is that of the character. */
export interface Escaped {
  readonly kind: "escaped";
  readonly range: Range;
  readonly text: string;
}

/** `*`, `?` or `[` outside of quotes. */
export interface Glob {
  readonly kind: "glob";
  readonly range: Range;
  readonly text: string;
}

/** `~` or `~user` at the start of a word, of an assigned value, or behind a `:` in one. */
export interface Tilde {
  readonly kind: "tilde";
  readonly range: Range;
  readonly user: string;
  /** it is not at the start of the word, so that it counts only where the word is an assignment */
  readonly inAssignment: boolean;
}

/** The range includes the quotes, those of the literals do not. */
export interface SingleQuoted {
  readonly kind: "single-quoted";
  readonly range: Range;
  readonly parts: readonly Literal[];
}

export interface DoubleQuoted {
  readonly kind: "double-quoted";
  readonly range: Range;
  /** `$"…"`: dash takes the dollar as text */
  readonly dollar: boolean;
  readonly parts: readonly WordPart[];
}

/** `$'…'`: an ANSI C string for bash and busybox, a dollar and single quotes for dash. */
export interface AnsiQuoted {
  readonly kind: "ansi-quoted";
  readonly range: Range;
  /** with its escapes decoded */
  readonly text: string;
  /** as written between the quotes */
  readonly raw: readonly Literal[];
}

/** `$x`, `${x}`, `${x:-word}`, `$@` and their kin. */
export interface Parameter {
  readonly kind: "parameter";
  readonly range: Range;
  /** a name, a number or one of `@ * # ? - $ !` */
  readonly name: string;
  /** `${name[index]}`: the index is `@`, `*` or an expression */
  readonly index: Word | null;
  /** `${!name}` */
  readonly indirect: boolean;
  /** `${#name}` */
  readonly length: boolean;
  readonly operator: ParameterOperator | null;
}

export type ParameterOperator =
  /** `-`, `=`, `+`, `?`; with a colon, empty counts as unset */
  | { readonly kind: "default" | "assign" | "alternative" | "error"; readonly colon: boolean; readonly word: Word }
  /** `#`, `##`, `%`, `%%` */
  | { readonly kind: "remove"; readonly side: "prefix" | "suffix"; readonly longest: boolean; readonly pattern: Word }
  /** `/`, `//`, `/#`, `/%` */
  | { readonly kind: "replace"; readonly where: "first" | "all" | "prefix" | "suffix"; readonly pattern: Word; readonly replacement: Word }
  | { readonly kind: "substring"; readonly offset: Word; readonly length: Word | null }
  /** `^`, `^^`, `,`, `,,` */
  | { readonly kind: "case"; readonly upper: boolean; readonly all: boolean; readonly pattern: Word }
  /** `@Q` and its kin */
  | { readonly kind: "transform"; readonly letter: string }
  /** `${!prefix*}`, `${!prefix@}` */
  | { readonly kind: "names" };

export interface CommandSubstitution {
  readonly kind: "command";
  readonly range: Range;
  readonly style: "dollar" | "backquote";
  readonly script: Script;
}

/** `$((…))`; the expression is read as in double quotes. */
export interface Arithmetic {
  readonly kind: "arithmetic";
  readonly range: Range;
  readonly expression: Word;
}

/** `<(…)`, `>(…)` */
export interface ProcessSubstitution {
  readonly kind: "process";
  readonly range: Range;
  readonly direction: "<" | ">";
  readonly script: Script;
}

/** `@(a|b)` and its kin. */
export interface ExtendedGlob {
  readonly kind: "extended-glob";
  readonly range: Range;
}

/** `(a b)` behind the `=` of a word that is an argument: `declare -a x=(a b)`. */
export interface ArrayLiteral {
  readonly kind: "array";
  readonly range: Range;
  readonly elements: readonly Word[];
}

/** What no shell of the three reads: a bad substitution, one of a newer shell (`${ command; }`), or nesting beyond the library's bound. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly range: Range;
  readonly message: string;
}
