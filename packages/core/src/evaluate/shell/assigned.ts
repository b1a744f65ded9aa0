/** What a loop may change, told from its text: before its body is evaluated once for an unknown number of times, all of it is forgotten. */
import type * as ast from "../../syntax/shell/ast.js";
import { simpleCommands } from "../../syntax/shell/index.js";
import type { Reason } from "../../text/index.js";
import { unknownText, WORD_SHAPE } from "../../text/index.js";
import { assignedInArithmetic } from "./expand/arithmetic.js";
import { forgetVariable, forgetVariables, setArray, type Source, type State } from "./state.js";

interface Changes {
  readonly names: Set<string>;
  readonly exported: Set<string>;
  readonly functions: Map<string, ast.Command>;
  /** `eval`, a sourced file: any variable */
  anything: boolean;
  directory: boolean;
  positional: boolean;
  options: boolean;
}

const DECLARING = new Set(["export", "readonly", "local", "declare", "typeset", "unset", "read", "getopts", "mapfile", "readarray", "printf", "let"]);

/** The state in which every round of a loop may start: `headers` are its arithmetic expressions. */
export function beforeAnyRound(statements: readonly ast.Statement[], headers: readonly ast.Word[], state: State, source: Source, reason: Reason): State {
  const changes: Changes = { names: new Set(), exported: new Set(), functions: new Map(), anything: false, directory: false, positional: false, options: false };
  collect(asScript(statements), state, changes, new Set());
  for (const word of headers) for (const name of assignedInArithmetic(textOf(word))) changes.names.add(name);
  let forgotten = changes.anything ? forgetVariables(state, reason) : state;
  for (const name of changes.names) {
    forgotten = state.arrays.has(name) ? setArray(forgotten, name, [{ kind: "gap", value: unknownText(reason) }]) : forgetVariable(forgotten, name, reason, changes.options || state.options.allexport !== "no" || changes.exported.has(name));
  }
  for (const [name, body] of changes.functions) {
    const before = forgotten.functions.get(name);
    const binding = { definitions: [...(before?.definitions ?? []), { body, source }], set: before?.set ?? "maybe" } as const;
    forgotten = { ...forgotten, functions: new Map(forgotten.functions).set(name, binding) };
  }
  if (changes.directory) forgotten = { ...forgotten, directory: null, previousDirectory: null, directoryStack: null };
  if (changes.positional) forgotten = { ...forgotten, positional: [{ kind: "gap", value: unknownText(reason) }] };
  if (changes.options) {
    forgotten = { ...forgotten, options: { errexit: "maybe", nounset: "maybe", pipefail: "maybe", allexport: "maybe", noglob: "maybe", nullglob: "maybe" } };
  }
  return { ...forgotten, status: unknownText(reason, WORD_SHAPE) };
}

function collect(script: ast.Script, state: State, changes: Changes, seen: Set<string>): void {
  for (const { command } of simpleCommands(script)) {
    for (const { name } of command.assignments) changes.names.add(name);
    const [program, ...args] = command.words.map(literalText);
    if (program === undefined) continue;
    const called = program === null ? [...state.functions.keys()] : [program];
    for (const name of called) {
      if (seen.has(name)) continue;
      for (const { body } of state.functions.get(name)?.definitions ?? []) {
        seen.add(name);
        collect(asScript([{ range: body.range, command: body, background: false }]), state, changes, seen);
      }
    }
    if (program !== null) applyBuiltin(program, args, changes);
  }
  collectOthers(script, changes);
}

function applyBuiltin(program: string, args: readonly (string | null)[], changes: Changes): void {
  if (program === "eval" || program === "." || program === "source") changes.anything = true;
  else if (program === "cd" || program === "pushd" || program === "popd") changes.directory = true;
  else if (program === "shift" || program === "set") changes.positional = true;
  if (program === "set" || program === "shopt") changes.options = true;
  if (program === "builtin" || program === "command") applyBuiltin(args[0] ?? "", args.slice(1), changes);
  if (!DECLARING.has(program)) return;
  if (args.some((arg) => arg === null)) changes.anything = true;
  for (const arg of args) {
    const name = /^[A-Za-z_]\w*/.exec(arg ?? "")?.[0];
    if (name !== undefined) changes.names.add(name);
    if (name !== undefined && program !== "read" && program !== "unset") changes.exported.add(name);
    for (const assigned of program === "let" ? assignedInArithmetic(arg ?? "") : []) changes.names.add(assigned);
  }
  for (const name of program === "read" ? ["REPLY"] : program === "getopts" ? ["OPTIND", "OPTARG"] : program === "mapfile" ? ["MAPFILE"] : []) changes.names.add(name);
}

/** Variables of loops, arithmetic and expansions that assign: found by walking the whole tree. */
function collectOthers(node: unknown, changes: Changes): void {
  if (typeof node !== "object" || node === null) return;
  if (Array.isArray(node)) {
    for (const child of node) collectOthers(child, changes);
    return;
  }
  const { kind, variable, name, operator, expression, expressions } = node as Readonly<Record<string, unknown>>;
  if ((kind === "for" || kind === "select") && isWord(variable)) changes.names.add(literalText(variable) ?? "");
  if (kind === "function" && typeof name === "string") changes.functions.set(name, (node as ast.FunctionDefinition).body);
  if (kind === "parameter" && typeof name === "string" && (operator as { readonly kind?: string } | null)?.kind === "assign") changes.names.add(name);
  if (kind === "arithmetic" || kind === "arithmetic-command" || kind === "arithmetic-for") {
    for (const word of [expression, ...(Array.isArray(expressions) ? (expressions as readonly unknown[]) : [])]) {
      if (isWord(word)) for (const assigned of assignedInArithmetic(textOf(word))) changes.names.add(assigned);
    }
  }
  for (const child of Object.values(node)) collectOthers(child, changes);
}

function isWord(value: unknown): value is ast.Word {
  return typeof value === "object" && value !== null && "parts" in value;
}

/** The text of a word that expands to itself; null for any other. Quotes and the value of an assignment do not matter here. */
function literalText(word: ast.Word): string | null {
  const text = textOf(word);
  const isKnown = word.parts.every((part) => part.kind === "literal" || part.kind === "single-quoted" || part.kind === "double-quoted" || part.kind === "escaped");
  return isKnown || /^[A-Za-z_]\w*\+?=/.test(text) || text.startsWith("-") ? text : null;
}

function textOf(word: ast.Word): string {
  return word.parts.map((part) => (part.kind === "literal" || part.kind === "escaped" || part.kind === "glob" ? part.text : "parts" in part ? textOf({ range: part.range, parts: part.parts }) : part.kind === "parameter" ? ` ${part.name} ` : "")).join("");
}

function asScript(statements: readonly ast.Statement[]): ast.Script {
  return { range: [statements[0]?.range[0] ?? 0, statements.at(-1)?.range[1] ?? 0], statements, problems: [] };
}
