/**
 * Syntax tree of a Dockerfile. Offsets are UTF-16 units of the text. Strings are as written (before variable expansion): `raw` text has its
 * line continuations removed and is addressed through the {@link SegmentMap} of its instruction.
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
  readonly name: string;
  readonly value: string;
}

export interface Comment extends Node {
  readonly type: "Comment";
  /** after `#`, as written */
  readonly value: string;
}

/** One word of an instruction. `text` carries exact origins over continuations; quotes and escapes are still in it. */
export interface Argument extends Node {
  readonly type: "Argument";
  readonly text: Traced;
}

/** `--from=build`; value null for `--link`. */
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

export interface Heredoc extends Node {
  readonly type: "Heredoc";
  readonly delimiter: string;
  /** false when the delimiter was quoted */
  readonly expand: boolean;
  /** `<<-`: leading tabs are removed from `body` */
  readonly stripTabs: boolean;
  readonly body: Traced;
  readonly terminated: boolean;
}

export type InstructionName =
  | "ADD" | "ARG" | "CMD" | "COPY" | "ENTRYPOINT" | "ENV" | "EXPOSE" | "FROM" | "HEALTHCHECK" | "LABEL" | "MAINTAINER" | "ONBUILD" | "RUN"
  | "SHELL" | "STOPSIGNAL" | "USER" | "VOLUME" | "WORKDIR";

/**
 * One instruction. Every instruction has the same shape, so that a visitor needs no cases:
 * - `form` is "exec" when the arguments are a valid JSON array of strings (BuildKit's attribute "json"), else "shell".
 * - `args`: words (COPY, ADD, FROM, EXPOSE, VOLUME, …), elements of the JSON array, or the one script of a shell form RUN/CMD/ENTRYPOINT.
 * - `pairs`: ENV, ARG, LABEL.
 * - `inner`: the instruction of ONBUILD.
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
  /** the name after AS, as written; null without one */
  readonly alias: Argument | null;
  readonly body: readonly Instruction[];
}

export interface SyntaxProblem {
  readonly range: Range;
  readonly message: string;
}

export interface Dockerfile extends Node {
  readonly type: "Dockerfile";
  readonly escape: "\\" | "`";
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** ARG (and mistakes) before the first FROM */
  readonly preamble: readonly Instruction[];
  readonly stages: readonly StageNode[];
  readonly problems: readonly SyntaxProblem[];
}
