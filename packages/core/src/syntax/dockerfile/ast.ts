/**
 * Syntax tree of a Dockerfile. Offsets are UTF-16 units of the text. Texts are as written, before variable expansion and with their line
 * continuations removed: a continuation is where two literal pieces of a {@link Traced} meet, so every character keeps its exact origin.
 * The range of a node runs from its first to its last character, over continuations (and comments in them) that lie between.
 *
 * Source of the behaviour: BuildKit, frontend/dockerfile/parser and frontend/dockerfile/instructions.
 */
import type { Range, Traced } from "../../text/index.js";

export interface Node {
  readonly type: string;
  readonly range: Range;
}

/** `# escape=`, `# syntax=`, `# check=` at the top of the file. */
export interface Directive extends Node {
  readonly type: "Directive";
  /** lower case */
  readonly name: string;
  readonly value: string;
}

export interface Comment extends Node {
  readonly type: "Comment";
  /** after `#`, as written */
  readonly value: string;
}

/**
 * One word, element or script of an instruction. Quotes and escapes are still in `text`, except in elements of a JSON array, where `text` is the
 * decoded string and the range includes the quotation marks.
 */
export interface Argument extends Node {
  readonly type: "Argument";
  readonly text: Traced;
}

/** `--from=build`; value null for `--link`. Quotes and escapes are removed from both, as BuildKit does when it reads flags. */
export interface Flag extends Node {
  readonly type: "Flag";
  readonly name: string;
  readonly value: Traced | null;
}

/** `name=value` of ENV, ARG, LABEL. Value null for `ARG X`. Quotes and escapes are still in the value. */
export interface Pair extends Node {
  readonly type: "Pair";
  readonly name: Traced;
  readonly value: Traced | null;
}

/** `<<EOF` and the lines that belong to it. The range is that of `<<EOF`. */
export interface Heredoc extends Node {
  readonly type: "Heredoc";
  readonly delimiter: string;
  /** false when the delimiter was quoted */
  readonly expand: boolean;
  /** `<<-`: leading tabs are removed from `body` */
  readonly stripTabs: boolean;
  /** with the newline of its last line, without the terminator */
  readonly body: Traced;
  /** the lines of the body, without the terminator */
  readonly bodyRange: Range;
  /** without a terminator the body goes on to the end of the file */
  readonly terminated: boolean;
}

export type InstructionName =
  | "ADD" | "ARG" | "CMD" | "COPY" | "ENTRYPOINT" | "ENV" | "EXPOSE" | "FROM" | "HEALTHCHECK" | "LABEL" | "MAINTAINER" | "ONBUILD" | "RUN"
  | "SHELL" | "STOPSIGNAL" | "USER" | "VOLUME" | "WORKDIR";

/**
 * One instruction. Every instruction has the same shape, so that a visitor needs no cases:
 * - `form` is "exec" when the arguments are a valid JSON array of strings (BuildKit's attribute "json"), else "shell".
 * - `args`: words (COPY, ADD, FROM, EXPOSE, VOLUME), elements of the JSON array, or the one text of RUN, CMD, ENTRYPOINT and SHELL in shell form,
 *   of USER, WORKDIR, STOPSIGNAL and MAINTAINER. HEALTHCHECK has the word CMD or NONE first. Empty for ENV, ARG, LABEL, ONBUILD and instructions
 *   that BuildKit does not know.
 * - `pairs`: ENV, ARG, LABEL.
 * - `inner`: the instruction of ONBUILD; heredocs belong to it, and its lines are those of the ONBUILD.
 */
export interface Instruction extends Node {
  readonly type: "Instruction";
  /** upper case; a keyword that BuildKit does not know keeps its own letters */
  readonly name: InstructionName | (string & {});
  readonly keyword: Range;
  readonly flags: readonly Flag[];
  readonly form: "shell" | "exec";
  readonly args: readonly Argument[];
  readonly pairs: readonly Pair[];
  readonly heredocs: readonly Heredoc[];
  readonly inner: Instruction | null;
  /** first and last physical line, 1-based, as BuildKit counts them */
  readonly startLine: number;
  readonly endLine: number;
}

/** FROM and what follows it up to the next FROM. */
export interface StageNode extends Node {
  readonly type: "Stage";
  readonly from: Instruction;
  /** the name after AS, as written (BuildKit compares names in lower case); null without one */
  readonly alias: Argument | null;
  readonly body: readonly Instruction[];
}

/** What BuildKit rejects, in the lines parser or when it reads instructions. A file without problems is one that BuildKit starts to build. */
export interface SyntaxProblem {
  readonly range: Range;
  readonly message: string;
}

export interface Dockerfile extends Node {
  readonly type: "Dockerfile";
  readonly escape: "\\" | "`";
  readonly directives: readonly Directive[];
  /** in order, those between continued lines included */
  readonly comments: readonly Comment[];
  /** ARG (and mistakes) before the first FROM */
  readonly preamble: readonly Instruction[];
  readonly stages: readonly StageNode[];
  readonly problems: readonly SyntaxProblem[];
}
