/** Commands that only fail: what stands behind `||` when the build must not go on. */
import type * as ast from "../../syntax/shell/ast.js";
import { type Context, endsBuild } from "./context.js";
import type { State } from "./state.js";

/** How a command fails for certain: it ends the shell, returns from the function, or has a status. */
type Failing = "exit" | "return" | "status";

/** Functions that call functions, as far as they are looked through. */
const MAX_CALLS = 8;

/**
 * Whether the build ends when a command of a list fails, because of what stands behind it: in `a && b || { echo failed; exit 1; }` neither `a` nor `b` may fail.
 * `rest` is what follows the command.
 */
export function failureIsFatal(rest: ast.AndOr["rest"], state: State, context: Context): boolean {
  const at = rest.findIndex(({ operator }) => operator === "||");
  const handler = rest[at];
  if (handler === undefined) return context.failureEndsBuild;
  switch (failingOf(handler.command, state, true, MAX_CALLS)) {
    case null:
      return false;
    case "exit":
      return context.exitEndsBuild;
    case "return":
      return context.mayReturn && context.returnEndsBuild;
    case "status": {
      const others = rest.slice(at + 1);
      if (others.length === 0) return endsBuild(state, context);
      return failureIsFatal(others, state, context);
    }
  }
}

/** `afterFailure`: the command before it failed, which is the status of an `exit` without one of its own. */
function failingOf(command: ast.Command, state: State, afterFailure: boolean, calls: number): Failing | null {
  if (command.kind === "group") return failingOfList(command.body, state, afterFailure, calls);
  if (command.kind === "subshell") return failingOfList(command.body, state, afterFailure, calls) === null ? null : "status";
  if (command.kind === "and-or") {
    // `echo failed && exit 1`
    const last = command.rest.at(-1);
    const onlyPrints = [command.first, ...command.rest.slice(0, -1).map((part) => part.command)].every(prints);
    return last?.operator === "&&" && onlyPrints ? failingOf(last.command, state, false, calls) : null;
  }
  if (command.kind !== "simple" || command.assignments.length > 0) return null;
  const [name, status] = command.words.map(textOf);
  if (name == null) return null;
  const function_ = state.functions.get(name);
  if (function_ !== undefined) {
    const [definition, ...others] = function_.definitions;
    if (definition === undefined || others.length > 0 || function_.set !== "yes" || calls === 0) return null;
    const failing = failingOf(definition.body, state, false, calls - 1);
    return failing === "return" ? "status" : failing;
  }
  if (name === "false" && command.words.length === 1) return "status";
  if (name !== "exit" && name !== "return") return null;
  const isStatus = status === undefined ? afterFailure : afterFailure && isLastStatus(command.words[1]) ? true : status !== null && /^\d+$/.test(status) && Number(status) % 256 !== 0;
  return isStatus ? name : null;
}

/** The last command fails, and what stands before it does not leave the list. */
function failingOfList(body: readonly ast.Statement[], state: State, afterFailure: boolean, calls: number): Failing | null {
  const last = body.at(-1);
  if (last === undefined || body.some(({ background }) => background) || !body.slice(0, -1).every(({ command }) => prints(command))) return null;
  return failingOf(last.command, state, afterFailure && body.length === 1, calls);
}

/** Commands that only tell of the failure, or clean up. */
const TELLING = new Set(["echo", "printf", "cat", "true", ":", "rm", "ls", "sleep"]);

function prints(command: ast.Command): boolean {
  return command.kind === "simple" && TELLING.has(textOf(command.words[0]) ?? "");
}

function textOf(word: ast.Word | undefined): string | null {
  const [part, ...others] = word?.parts ?? [];
  return part?.kind === "literal" && others.length === 0 ? part.text : null;
}

/** `$?` */
function isLastStatus(word: ast.Word | undefined): boolean {
  const [part, ...others] = word?.parts ?? [];
  return part?.kind === "parameter" && part.name === "?" && part.operator === null && others.length === 0;
}
