/** Where and why a command runs, as far as it matters to how it is evaluated. */
import type * as ast from "../../syntax/shell/ast.js";
import type { Hop, Origin, Range, Reason, Traced, Word } from "../../text/index.js";
import { carrier, placeOf as standsAt, slice } from "../../text/index.js";
import type { CallingMake } from "../calling-make.js";
import type { Machine, ShellDialect } from "../machine.js";
import type { LostAssignment } from "../lost.js";
import type { Certainty } from "../model.js";
import type { Outcome } from "./outcome.js";
import type { Processes } from "./processes.js";
import type { Redirection } from "./redirect.js";
import type { Source, State } from "./state.js";

/** A program or builtin that is about to run. */
export interface Program {
  /** the name first */
  readonly words: readonly Word[];
  /** what each word was written as; empty when one of them became several words or none */
  readonly nodes: readonly ast.Word[];
  readonly place: Origin;
  readonly redirection: Redirection;
  /** the command, as a step of the way to what it starts */
  readonly hop: Hop;
}

/** One run of a shell: what all its commands share. */
export interface Shell {
  readonly dialect: ShellDialect;
  readonly machine: Machine;
  /** `$0` */
  readonly name: Traced;
  /** assignments that something has read, in a subshell too: they are no mistake */
  readonly used: Set<LostAssignment>;
  /** the make that runs the shell; null when none does */
  readonly make: CallingMake | null;
  readonly processes: Processes;
  execute(command: ast.Command, state: State, context: Context): Outcome;
  statements(statements: readonly ast.Statement[], state: State, context: Context): Outcome;
  /** Statements of a script that was parsed just now, up to its first syntax error. */
  script(script: ast.Script, state: State, context: Context): Outcome;
  /** A program or builtin as the words of another builtin name it (`command x`, `exec x`): never a function. */
  start(program: Program, kind: "any" | "external", state: State, context: Context): Outcome;
  isBuiltin(name: string): boolean;
  /** Records that something is not understood; after it anything may be changed. */
  notUnderstood(reason: Reason, driver: string, state: State, context: Context): Outcome;
}

export interface Context {
  readonly shell: Shell;
  /** the text in which the command stands */
  readonly source: Source;
  readonly certainty: Certainty;
  readonly chain: readonly Hop[];
  /** standard input when a here-document or a pipe gives it and it is known */
  readonly input: Traced | null;
  /** standard output is read by something: a substitution, the next command of a pipeline, a file */
  readonly isOutputRead: boolean;
  /** in the background, or for what it prints: the shell has other things to do */
  readonly isAside: boolean;
  /** `exec`: the command takes the place of the shell; absent: no */
  readonly replacesShell?: boolean;
  /** an image build in which the script fails gives no image: ways on which it does are not followed */
  readonly exitEndsBuild: boolean;
  /** the same for a `return` that fails */
  readonly returnEndsBuild: boolean;
  /** the same for this command */
  readonly failureEndsBuild: boolean;
  /** scripts that are started are taken not to give up; see {@link Tolerance} */
  readonly assumesNoExit: boolean;
  /** in conditions `set -e` does nothing */
  readonly errexitIgnored: boolean;
  /** in a function or a sourced file, where `return` means something */
  readonly mayReturn: boolean;
  /** loops that surround the command in this function */
  readonly loops: number;
  /** constructs, functions and evaluated texts that surround the command */
  readonly nesting: number;
}

/** Whether a failure of the command ends the script, and with it the build. */
export function endsBuild(state: State, context: Context): boolean {
  return context.failureEndsBuild || (context.exitEndsBuild && !context.errexitIgnored && state.options.errexit === "yes");
}

export function textAt(context: Context, range: Range): Traced {
  return slice(context.source.text, range[0], range[1]);
}

/** Where a node is written: null when its text has no origin. */
export function placeOf(context: Context, range: Range): Origin | null {
  return standsAt(textAt(context, range));
}

/** The place of a command, or of the nearest thing that led to it. */
export function placeOrCaller(context: Context, range: Range): Origin {
  const place = placeOf(context, range);
  if (place !== null) return place;
  for (let i = context.chain.length - 1; i >= 0; i--) {
    const at = context.chain[i]?.at;
    if (at != null) return at;
  }
  return { file: "", start: 0, end: 0 };
}

const SHOWN = 80;

/** The text of a node for people: on one line, and not too long. */
export function shown(context: Context, range: Range): string {
  const text = carrier(textAt(context, range)).replaceAll("\uE000", "…").replace(/\s+/g, " ").trim();
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** With what a condition says when it succeeds and fails. */
export function conditions(context: Context, range: Range): { readonly holds: string; readonly fails: string } {
  const text = shown(context, range);
  return { holds: `\`${text}\` succeeds`, fails: `\`${text}\` fails` };
}

export function may(context: Context): Context {
  return context.certainty === "may" ? context : { ...context, certainty: "may" };
}
