/** How a command may end. */
import type { Traced } from "../../text/index.js";
import { literal, literalOf, unknownText } from "../../text/index.js";
import { joinStates } from "./join.js";
import type { Answer, State } from "./state.js";

/** A way that leaves the surrounding construct: `exit`, `return`, `break`, `continue`. */
export interface Escape {
  readonly kind: "exit" | "return" | "break" | "continue";
  /** loops that are left, for break and continue */
  readonly levels: number;
  readonly succeeded: boolean;
  readonly state: State;
}

/** The states in which a command may succeed and fail; null for what cannot happen, or ends the build. */
export interface Outcome {
  readonly success: State | null;
  readonly failure: State | null;
  readonly escapes: readonly Escape[];
}

const ZERO = literal("0");
const NOT_ZERO = unknownText({ code: "command-output", text: "exit status of a command that failed", at: null }, { mayBeEmpty: false, mayHaveBlanks: false });

export function succeeded(state: State): State {
  return state.status === ZERO ? state : { ...state, status: ZERO };
}

export function failed(state: State, status: Traced = NOT_ZERO): State {
  return state.status === status ? state : { ...state, status };
}

/** Whether `$?` is zero: of the last command, or of all the ways that met. */
export function lastSucceeded(state: State): Answer {
  if (state.status === ZERO || literalOf(state.status) === "0") return "yes";
  if (state.status === NOT_ZERO) return "no";
  const known = literalOf(state.status);
  return known === null ? "maybe" : "no";
}

export function success(state: State): Outcome {
  return { success: succeeded(state), failure: null, escapes: [] };
}

export function failure(state: State, status?: Traced): Outcome {
  return { success: null, failure: failed(state, status), escapes: [] };
}

/** The status is that of the last command, as the state has it. */
export function asLast(state: State): Outcome {
  const answer = lastSucceeded(state);
  return { success: answer === "no" ? null : succeeded(state), failure: answer === "yes" ? null : answer === "no" ? state : failed(state), escapes: [] };
}

/** A state in which nothing has failed: the status of a loop without rounds. */
export const NO_STATUS = ZERO;

/** The status is not known. */
export function either(state: State): Outcome {
  return { success: succeeded(state), failure: failed(state), escapes: [] };
}

export const NOTHING: Outcome = { success: null, failure: null, escapes: [] };

/** The state behind a command, however it ended; null when the way does not go on. */
export function after(outcome: Outcome, whenSuccess = "", whenFailure = ""): State | null {
  return meet(outcome.success, outcome.failure, whenSuccess, whenFailure);
}

/** Two ways that may both be gone meet. */
export function meet(left: State | null, right: State | null, whenLeft = "", whenRight = ""): State | null {
  if (left === null || right === null) return left ?? right;
  return joinStates(left, right, whenLeft, whenRight);
}

/** Ways that exclude each other; each with the condition that leads there. */
export function alternatives(ways: readonly { readonly outcome: Outcome; readonly when: string }[]): Outcome {
  return {
    success: meetAll(ways.map(({ outcome, when }) => ({ state: outcome.success, when }))),
    failure: meetAll(ways.map(({ outcome, when }) => ({ state: outcome.failure, when }))),
    escapes: ways.flatMap(({ outcome }) => outcome.escapes),
  };
}

function meetAll(ways: readonly { readonly state: State | null; readonly when: string }[]): State | null {
  const [first, ...rest] = ways.filter(({ state }) => state !== null);
  if (first === undefined) return null;
  return rest.reduce((met, way, i) => ({ state: meet(met.state, way.state, i === 0 ? met.when : "", way.when), when: "" }), first).state;
}

/** What a construct gives that catches escapes of a kind: those that are caught end in it. */
export function caught(outcome: Outcome, isCaught: (escape: Escape) => boolean): Outcome {
  let { success: whole, failure: broken } = outcome;
  const escapes: Escape[] = [];
  for (const escape of outcome.escapes) {
    if (!isCaught(escape)) escapes.push(escape);
    else if (escape.succeeded) whole = meet(whole, escape.state);
    else broken = meet(broken, escape.state);
  }
  return { success: whole, failure: broken, escapes };
}
