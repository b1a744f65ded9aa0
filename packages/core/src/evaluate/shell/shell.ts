/** One run of a shell: which command is evaluated by what, within the bounds. */
import type * as ast from "../../syntax/shell/ast.js";
import { LIMITS } from "../../limits.js";
import type { Reason, Traced } from "../../text/index.js";
import { literalOf } from "../../text/index.js";
import type { CallingMake } from "../calling-make.js";
import type { LostAssignment } from "../lost.js";
import type { Machine, ShellDialect } from "../machine.js";
import { findBuiltin } from "./builtins/index.js";
import { runCase, runIf, runSubshell } from "./compound.js";
import { type Context, placeOf, type Program, type Shell } from "./context.js";
import { Expander } from "./expand/expander.js";
import { runAndOr, runInBackground, runPipeline, runStatements, settle } from "./lists.js";
import { runArithmeticFor, runFor, runSelect, runWhile } from "./loops.js";
import { either, failure, NOTHING, type Outcome, success } from "./outcome.js";
import { readRedirects, runRedirected } from "./redirect.js";
import { Processes } from "./processes.js";
import { runSimple, startProgram } from "./simple.js";
import { forget, type State } from "./state.js";
import { runTest } from "./test-command.js";
import { notUnderstood } from "../may-hide-build.js";

/** Constructs inside of each other that one script may have; nested scripts share what there is of the stack. */
const NESTING = 240;
const MIN_NESTING = 24;

export class ShellRunner implements Shell {
  /** why the rest of the script was not evaluated */
  exhausted: Reason | null = null;
  readonly used = new Set<LostAssignment>();
  readonly #maxNesting: number;
  #commands = 0;

  constructor(
    readonly dialect: ShellDialect,
    readonly machine: Machine,
    readonly name: Traced,
    readonly make: CallingMake | null = null,
    readonly processes: Processes = new Processes({}),
  ) {
    this.#maxNesting = Math.max(MIN_NESTING, Math.floor(NESTING / (machine.depth + 1)));
  }

  script({ statements, problems }: ast.Script, state: State, context: Context): Outcome {
    const [problem] = problems;
    if (problem === undefined) return this.statements(statements, state, context);
    const readable = statements.filter(({ range }, i) => range[1] <= problem.range[0] && isComplete(statements[i]));
    const outcome = this.statements(readable, state, { ...context, failureEndsBuild: false });
    const next = outcome.success ?? outcome.failure;
    if (next === null) return outcome;
    const rest = this.notUnderstood({ code: "syntax", text: `a syntax error: ${problem.message}`, at: placeOf(context, problem.range) }, "sh", next, context);
    return { ...rest, escapes: [...outcome.escapes, ...rest.escapes] };
  }

  statements(statements: readonly ast.Statement[], state: State, context: Context): Outcome {
    return runStatements(statements, state, context);
  }

  execute(command: ast.Command, state: State, context: Context): Outcome {
    if (this.exhausted !== null) return NOTHING;
    if (++this.#commands > LIMITS.shellCommands) {
      this.exhausted = { code: "limit", text: `limit: a script of more than ${LIMITS.shellCommands} commands`, at: placeOf(context, command.range) };
      this.notUnderstood(this.exhausted, "sh", state, context);
      return NOTHING;
    }
    if (context.nesting > this.#maxNesting) {
      return this.notUnderstood({ code: "limit", text: "limit: commands nested too deeply", at: placeOf(context, command.range) }, "sh", state, context);
    }
    return this.#run(command, state, { ...context, nesting: context.nesting + 1 });
  }

  start(program: Program, kind: "any" | "external", state: State, context: Context): Outcome {
    return startProgram(program, kind, state, context);
  }

  isBuiltin(name: string): boolean {
    return findBuiltin(name, this.dialect) !== null;
  }

  notUnderstood(reason: Reason, driver: string, state: State, context: Context): Outcome {
    this.machine.record(notUnderstood(reason, driver, context.chain));
    this.machine.files.disturb("/", reason.text, reason.at);
    const forgotten = forget(state, reason);
    return context.failureEndsBuild ? success(forgotten) : either(forgotten);
  }

  #run(command: ast.Command, state: State, context: Context): Outcome {
    switch (command.kind) {
      case "simple":
        return runSimple(command, state, context);
      case "and-or":
        return runAndOr(command, state, context);
      case "pipeline":
        return runPipeline(command, state, context);
      case "function":
        return success({ ...state, functions: new Map(state.functions).set(command.name, { definitions: [{ body: command.body, source: context.source }], set: "yes" }) });
      default:
        return this.#runCompound(command, state, context);
    }
  }

  #runCompound(command: ast.CompoundCommand, state: State, context: Context): Outcome {
    if (command.redirects.length === 0) return this.#runBody(command, state, context);
    const expander = new Expander(context, state);
    const redirection = readRedirects(command.redirects, expander);
    return runRedirected(redirection, expander.state, context, (here, inner) => this.#runBody(command, here, inner));
  }

  #runBody(command: ast.CompoundCommand, state: State, context: Context): Outcome {
    switch (command.kind) {
      case "group":
        return runStatements(command.body, state, context);
      case "subshell":
        return runSubshell(command.body, state, context);
      case "if":
        return runIf(command, state, context);
      case "case":
        return runCase(command, state, context);
      case "for":
        return runFor(command, state, context);
      case "arithmetic-for":
        return this.#onlyInBash(command, state, context) ?? runArithmeticFor(command, state, context);
      case "select":
        return this.#onlyInBash(command, state, context) ?? runSelect(command, state, context);
      case "while":
        return runWhile(command, state, context);
      case "test":
        // dash finds no program of that name
        return this.dialect === "dash" ? settle(failure(state), context) : runTest(command, state, context);
      case "arithmetic-command":
        return this.#onlyInBash(command, state, context) ?? settle(this.#arithmetic(command, state, context), context);
      case "coprocess":
        return this.#onlyInBash(command, state, context) ?? runInBackground(command.body, state, context);
    }
  }

  #onlyInBash(command: ast.CompoundCommand, state: State, context: Context): Outcome | null {
    if (this.dialect === "bash") return null;
    return this.notUnderstood({ code: "syntax", text: "syntax of bash in another shell", at: placeOf(context, command.range) }, "sh", state, context);
  }

  #arithmetic(command: ast.ArithmeticCommand, state: State, context: Context): Outcome {
    const expander = new Expander(context, state);
    const value = literalOf(expander.arithmetic(command.expression));
    if (value === null) return either(expander.state);
    return value === "0" ? failure(expander.state) : success(expander.state);
  }
}

/** Whether nothing in a statement is left open: what is not closed ends where it starts. */
function isComplete(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return true;
  if (Array.isArray(node)) return node.every(isComplete);
  const { kind, range, body, branches } = node as Readonly<Record<string, unknown>>;
  if (typeof kind === "string" && (body !== undefined || branches !== undefined) && Array.isArray(range) && range[0] === range[1]) return false;
  return Object.values(node).every(isComplete);
}
