/** Conditions of `test`, `[` and `[[`, where what is not known is neither true nor false. */
import type * as ast from "../../syntax/shell/ast.js";
import type { Traced } from "../../text/index.js";
import { concretisations, EMPTY, equals, isEmpty, literalOf, oneOf, variants } from "../../text/index.js";
import type { FileFact } from "../files/view.js";
import { assume, variableOf } from "./assume.js";
import type { Context } from "./context.js";
import { emptiness, nonEmpty } from "./expand/parameter.js";
import { matchesPattern } from "./expand/pattern.js";
import { absolutePath } from "./files.js";
import { failed, type Outcome, succeeded } from "./outcome.js";
import type { Answer, State } from "./state.js";

export interface Operand {
  readonly text: Traced;
  /** as written; null when it is not one word */
  readonly node: ast.Word | null;
  /** behind `==` in `[[`; null when it is no pattern, or one that is not understood */
  readonly pattern: Traced | null;
}

/** An answer, and what is known of variables when it is yes and when it is no. */
export interface Tested {
  readonly answer: Answer;
  readonly whenTrue: (state: State) => State;
  readonly whenFalse: (state: State) => State;
}

const same = (state: State): State => state;

export function constant(answer: Answer): Tested {
  return { answer, whenTrue: same, whenFalse: same };
}

export function not({ answer, whenTrue, whenFalse }: Tested): Tested {
  return { answer: answer === "maybe" ? "maybe" : answer === "yes" ? "no" : "yes", whenTrue: whenFalse, whenFalse: whenTrue };
}

export function and(left: Tested, right: Tested): Tested {
  const answer = left.answer === "no" || right.answer === "no" ? "no" : left.answer === "yes" && right.answer === "yes" ? "yes" : "maybe";
  return { answer, whenTrue: (state) => right.whenTrue(left.whenTrue(state)), whenFalse: left.answer === "yes" ? right.whenFalse : right.answer === "yes" ? left.whenFalse : same };
}

export function or(left: Tested, right: Tested): Tested {
  return not(and(not(left), not(right)));
}

export function outcomeOf(tested: Tested, state: State): Outcome {
  return {
    success: tested.answer === "no" ? null : succeeded(tested.answer === "maybe" ? tested.whenTrue(state) : state),
    failure: tested.answer === "yes" ? null : failed(tested.answer === "maybe" ? tested.whenFalse(state) : state),
    escapes: [],
  };
}

const UNARY = new Set("a b c d e f g h k n o p r s t u v w x z G L N O R S".split(" ").map((letter) => `-${letter}`));
const BINARY = new Set(["=", "==", "!=", "=~", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef"]);

export function isUnary(text: string | null): boolean {
  return text !== null && UNARY.has(text);
}

export function isBinary(text: string | null): boolean {
  return text !== null && BINARY.has(text);
}

export function unary(operator: string, operand: Operand, state: State, context: Context): Tested {
  switch (operator) {
    case "-n":
      return not(isEmptyText(operand));
    case "-z":
      return isEmptyText(operand);
    case "-v":
    case "-R":
      return constant(isSet(operand, state));
    case "-o":
    case "-t":
      return constant("maybe");
    default:
      return constant(testFile(operator, operand.text, state, context));
  }
}

export function binary(operator: string, left: Operand, right: Operand, state: State, context: Context): Tested {
  switch (operator) {
    case "=":
    case "==":
      return isEqual(left, right, context);
    case "!=":
      return not(isEqual(left, right, context));
    case "-eq":
      return constant(compare(left, right, (a, b) => a === b));
    case "-ne":
      return constant(compare(left, right, (a, b) => a !== b));
    case "-lt":
      return constant(compare(left, right, (a, b) => a < b));
    case "-le":
      return constant(compare(left, right, (a, b) => a <= b));
    case "-gt":
      return constant(compare(left, right, (a, b) => a > b));
    case "-ge":
      return constant(compare(left, right, (a, b) => a >= b));
    case "=~":
      return constant(matchesExpression(left.text, right.text));
    case "-ef":
      return constant(left.text === right.text ? "yes" : "maybe");
    case "<":
      return constant(ofAll([left.text, right.text], ([a, b]) => a! < b!));
    case ">":
      return constant(ofAll([left.text, right.text], ([a, b]) => a! > b!));
    default:
      return constant("maybe");
  }
}

function isEmptyText({ text, node }: Operand): Tested {
  const name = node === null ? null : variableOf(node);
  const answer = emptiness(text);
  if (name === null || answer !== "maybe") return constant(answer);
  return {
    answer,
    whenTrue: (state) => (state.variables.get(name)?.set === "yes" ? assume(state, name, EMPTY) : state),
    whenFalse: (state) => {
      const variable = state.variables.get(name);
      return variable === null ? state : assume(state, name, nonEmpty(variable.value));
    },
  };
}

function isEqual(left: Operand, right: Operand, context: Context): Tested {
  const pattern = right.pattern;
  const answer = pattern === null ? equalTexts(left.text, right.text) : matchesPattern(left.text, pattern);
  if (answer !== "maybe" || context.shell.dialect !== "bash" && right.pattern !== null) return constant(answer);
  const [variable, value] = left.node !== null && literalOf(right.text) !== null ? [variableOf(left.node), right.text] : [right.node === null ? null : variableOf(right.node), left.text];
  const known = literalOf(value);
  if (variable === null || known === null || (pattern !== null && literalOf(pattern) !== known)) return constant(answer);
  return {
    answer,
    // An empty text is also what a variable gives that is not set.
    whenTrue: (state) => (known === "" && state.variables.get(variable)?.set !== "yes" ? state : assume(state, variable, value)),
    whenFalse: (state) => {
      const before = state.variables.get(variable);
      return before === null || before.set === "maybe" ? state : assume(state, variable, otherThan(before.value, known));
    },
  };
}

/** The alternatives that are not a text. */
function otherThan(value: Traced, text: string): Traced {
  const [piece, ...others] = value.pieces;
  if (piece?.kind !== "oneOf" || others.length > 0) return value;
  const left = piece.alternatives.filter((alternative) => literalOf(alternative.value) !== text);
  return left.length === 0 ? value : oneOf(left, piece.origin);
}

function equalTexts(left: Traced, right: Traced): Answer {
  const known = literalOf(right);
  if (known !== null) return equals(left, known);
  const other = literalOf(left);
  if (other !== null) return equals(right, other);
  return ofAll([left, right], ([a, b]) => a === b);
}

function compare(left: Operand, right: Operand, holds: (a: bigint, b: bigint) => boolean): Answer {
  return ofAll([left.text, right.text], ([a, b]) => {
    const [x, y] = [a, b].map((text) => text!.trim());
    // What is no number is an error, which is a failure like no.
    return /^[+-]?\d+$/.test(x!) && /^[+-]?\d+$/.test(y!) && holds(BigInt(x!.replace(/^\+/, "")), BigInt(y!.replace(/^\+/, "")));
  });
}

/** Every choice of both texts. */
function ofAll(texts: readonly Traced[], holds: (texts: readonly string[]) => boolean): Answer {
  let rows: readonly (readonly string[])[] = [[]];
  for (const text of texts) {
    const all = concretisations(text);
    if (all === null) return "maybe";
    rows = rows.flatMap((row) => all.map((each) => [...row, each]));
  }
  const answers = rows.map(holds);
  if (answers.every((answer) => answer)) return "yes";
  return answers.some((answer) => answer) ? "maybe" : "no";
}

/** Expressions that mean the same in JavaScript; for others it is not known. */
function matchesExpression(text: Traced, expression: Traced): Answer {
  const pattern = literalOf(expression);
  if (pattern === null || !/^(?:[\w\s.^$|()*+?/:=,@%-]|\[\^?[\w\s.+/:-]+\]|\\[.*+?()[\]{}|^$/-])*$/.test(pattern) || variants(text) === null) return "maybe";
  try {
    const compiled = new RegExp(pattern, "s");
    return ofAll([text], ([subject]) => compiled.test(subject!));
  } catch (error) {
    if (error instanceof SyntaxError) return "maybe";
    throw error;
  }
}

function isSet({ text }: Operand, state: State): Answer {
  const name = literalOf(text);
  if (name === null || !/^[A-Za-z_]\w*$/.test(name)) return "maybe";
  const variable = state.variables.get(name);
  return variable === null ? "no" : variable.set;
}

function testFile(operator: string, text: Traced, state: State, context: Context): Answer {
  if (isEmpty(text)) return "no";
  const paths = concretisations(text)?.map((path) => absolutePath(path, state));
  if (paths === undefined || paths.some((path) => path === null)) return "maybe";
  const answers = new Set(paths.map((path) => testFact(operator, context.shell.machine.files.stat(path!))));
  return answers.size === 1 ? [...answers][0]! : "maybe";
}

function testFact(operator: string, fact: FileFact): Answer {
  if (fact.kind === "unknown" || fact.kind === "symlink") return "maybe";
  if (operator === "-h" || operator === "-L") return "maybe";
  if (fact.kind === "absent") return "no";
  const isFile = fact.kind === "file";
  switch (operator) {
    case "-e":
    case "-a":
      return "yes";
    case "-f":
      return isFile ? "yes" : "no";
    case "-d":
      return isFile ? "no" : "yes";
    case "-s":
      return isFile && fact.content !== null ? (emptiness(fact.content) === "yes" ? "no" : emptiness(fact.content) === "no" ? "yes" : "maybe") : "maybe";
    case "-b":
    case "-c":
    case "-p":
    case "-S":
      return "no";
    default:
      return "maybe";
  }
}
