/** Simple commands: expansion, assignments, redirects, and what the program is. */
import type * as ast from "../../syntax/shell/ast.js";
import type { Hop, Range, Reason, Traced, Word } from "../../text/index.js";
import { concat, EMPTY, firstUnknown, literalOf, originOf } from "../../text/index.js";
import { Environment } from "../environment.js";
import { isIndifferentToPrefix } from "../lost.js";
import { noteAssignment } from "./assignments.js";
import type { Builtin } from "./builtins/builtin.js";
import { findBuiltin } from "./builtins/index.js";
import { callFunction } from "./call.js";
import { type Context, endsBuild, may, placeOf, placeOrCaller, type Program, shown } from "./context.js";
import { noteEmptyAssignment } from "./empty.js";
import { Expander } from "./expand/expander.js";
import { runExternal } from "./external.js";
import { runInBackground, settle } from "./lists.js";
import { isMessage } from "./messages.js";
import { alternatives, either, failure, NOTHING, type Outcome, success } from "./outcome.js";
import { readRedirects, type Redirection, runRedirected } from "./redirect.js";
import { restoreVariables, saveVariable, type SavedVariables, setArray, setVariable, type State } from "./state.js";

/** Builtins whose arguments are read like assignments. */
const DECLARATIONS = new Set(["export", "readonly", "local", "declare", "typeset", "alias"]);

export function runSimple(node: ast.SimpleCommand, state: State, context: Context): Outcome {
  // dash reads `cmd &> file` as `cmd &` and `> file`.
  if (context.shell.dialect === "dash" && node.redirects.some(({ operator }) => operator.startsWith("&>"))) {
    return runInBackground({ ...node, redirects: node.redirects.filter(({ operator }) => !operator.startsWith("&>")) }, state, context);
  }
  const expander = new Expander(context, state, node.words.length === 0 && endsBuild(state, context));
  if (node.words.length > 0) expander.prefixes = node.assignments;
  const words = expandWords(node, expander);
  expander.prefixes = [];
  const redirection = readRedirects(node.redirects, expander);
  const expanded = expander.state;
  const prefixes = node.assignments.map((assignment) => ({ assignment, ...assign(assignment, expander) }));
  if (prefixes.some(({ assignment }) => assignment.array !== null) && context.shell.dialect !== "bash") {
    return context.shell.notUnderstood({ code: "syntax", text: "an array in a shell that has none", at: placeOf(context, node.range) }, "array", state, context);
  }
  if (expander.error === "yes") return shellError(expander.state, context);
  const mayEnd = expander.error === "maybe" && !context.exitEndsBuild;
  const here = mayEnd ? may(context) : context;
  const outcome = settle(words.length === 0 ? onlyAssign(node, expander, redirection, here) : startByWay(node, words, expander.state, redirection, expanded, here), here);
  return mayEnd ? alternatives([{ outcome, when: "" }, { outcome: shellError(expander.state, context), when: "" }]) : outcome;
}

/** An error in an expansion ends the shell before the command runs. */
function shellError(state: State, context: Context): Outcome {
  return context.exitEndsBuild ? NOTHING : { success: null, failure: null, escapes: [{ kind: "exit", levels: 0, succeeded: false, state }] };
}

function expandWords(node: ast.SimpleCommand, expander: Expander): readonly Word[] {
  const [head, ...rest] = node.words;
  if (head === undefined) return [];
  const first = expander.words([head]);
  const name = first.length === 1 && first[0]?.kind === "word" ? literalOf(first[0].value) : null;
  // What a go command is told of a variable does not set it, nor does what people are told.
  expander.countsUses = name !== "go" && !isMessage(name, node, expander);
  const args = name !== null && DECLARATIONS.has(name) ? rest.flatMap((word) => expander.declaration(word)) : expander.words(rest);
  return [...first, ...args];
}

/** Assigns in the expander, so that the next assignment sees it. */
function assign(assignment: ast.Assignment, expander: Expander): { readonly value: Traced | null } {
  const { name, append, index, array } = assignment;
  const { state } = expander;
  if (array !== null) {
    const words = elements(array, expander);
    const before = append ? (state.arrays.get(name) ?? []) : [];
    expander.state = setArray(expander.state, name, [...before, ...words]);
    return { value: null };
  }
  const value = assignment.value === null ? EMPTY : expander.text(assignment.value, true);
  if (index !== null) {
    expander.state = setArray(expander.state, name, withElement(state.arrays.get(name) ?? [], literalOf(expander.arithmetic(index)), value));
    return { value: null };
  }
  const before = append ? state.variables.get(name) : null;
  const whole = before === null ? value : concat(before.value, value);
  noteEmptyAssignment(name, whole, placeOf(expander.context, assignment.range), expander.context);
  expander.state = setVariable(expander.state, name, whole);
  return { value: whole };
}

function elements(array: readonly ast.Word[], expander: Expander): readonly Word[] {
  const isKeyed = array.some((word) => word.parts[0]?.kind === "glob" && word.parts[0].text === "[");
  const words = expander.words(array);
  return isKeyed ? words.map(({ value }) => ({ kind: "gap", value })) : words;
}

function withElement(words: readonly Word[], index: string | null, value: Traced): readonly Word[] {
  const at = index === null ? -1 : Number(index);
  const isNext = at === words.length;
  if (at < 0 || at > words.length || words.some((word) => word.kind === "gap")) return [...words, { kind: "gap", value }];
  return isNext ? [...words, { kind: "word", value }] : words.map((word, i) => (i === at ? { kind: "word", value } : word));
}

function onlyAssign(node: ast.SimpleCommand, expander: Expander, redirection: Redirection, context: Context): Outcome {
  expander.state = noted(node, expander.state, expander.state, "", context);
  return runRedirected(redirection, expander.state, context, (here) => {
    const { substitution } = expander;
    if (substitution === null) return success(here);
    if (substitution.maySucceed && substitution.mayFail) return either(here);
    if (substitution.maySucceed) return success(here);
    return substitution.mayFail ? failure(here) : NOTHING;
  });
}

/** `$SUDO make`, where SUDO is a word or nothing: the program is another one in each way. */
function startByWay(node: ast.SimpleCommand, words: readonly Word[], assigned: State, redirection: Redirection, expanded: State, context: Context): Outcome {
  const [first, ...rest] = words;
  const ways = first?.ways ?? [];
  if (ways.length === 0 || rest.length === 0) return start(node, words, assigned, redirection, expanded, context);
  return alternatives(ways.map(({ words: own, when }) => ({ outcome: start(node, [...own, ...rest], assigned, redirection, expanded, may(context)), when })));
}

/** `assigned`: with the assignments before the program; `expanded`: before them. */
function start(node: ast.SimpleCommand, words: readonly Word[], assigned: State, redirection: Redirection, expanded: State, context: Context): Outcome {
  const names = node.assignments.map((assignment) => assignment.name);
  const saved: SavedVariables = new Map(names.map((name) => [name, saveVariable(expanded, name)]));
  // What expansions assigned (`${x:=y}`) stays; what stands before the program is the program's.
  const lasting = restoreVariables(assigned, saved);
  const prefixed = names.reduce((state, name) => setVariable(state, name, state.variables.get(name)?.value ?? EMPTY, true), assigned);
  const place = placeOrCaller(context, node.range);
  const hop: Hop = { fact: "", text: shown(context, node.range), at: placeOf(context, node.range) };
  const program: Program = { words, nodes: node.words.length === words.length ? node.words : [], place, redirection, hop };
  const isLost = isIndifferentToPrefix([nameOf(words)]);
  const ended = (outcome: Outcome): Outcome => (names.length > 0 && isLost ? mapStates(outcome, (end) => noted(node, end, prefixed, shown(context, commandRange(node)), context)) : outcome);
  return runRedirected(redirection, lasting, context, (here, inner) => {
    const printing = (state: State): State => ({ ...state, output: here.output, isOutputLost: here.isOutputLost });
    const name = nameOf(words);
    const builtinOrExternal = (at: Context): Outcome => {
      const builtin = name === null ? null : findBuiltin(name, at.shell.dialect);
      if (builtin === null || name === null) {
        const own = ended(runExternal(program, printing(prefixed), here, at));
        const hidden = behindGap(program);
        if (hidden === null) return own;
        return alternatives([{ outcome: own, when: "" }, { outcome: ended(runExternal(hidden.program, printing(seenBehind(hidden.reason, prefixed)), here, may(at))), when: "" }]);
      }
      // Assignments before a special builtin stay, and are exported for exec only; bash keeps them for the builtin alone. Fact r1.
      const stay = builtin.special && at.shell.dialect !== "bash" && name !== "exec";
      const outcome = runBuiltin(builtin, name, program, printing(stay ? assigned : prefixed), at);
      return ended(stay || names.length === 0 ? outcome : mapStates(outcome, (end) => restoreVariables(end, saved)));
    };
    const binding = name === null ? undefined : here.functions.get(name);
    return binding === undefined ? builtinOrExternal(inner) : callFunction(binding, words.slice(1), hop, saved, printing(prefixed), inner, builtinOrExternal);
  });
}

/** Programs that build, and that are looked for behind a word of which nothing is known. */
const BUILDERS = new Set(["go", "docker", "podman", "buildah", "goreleaser"]);

/** `$(FLAGS) go build`: what stands before the program may be nothing, assignments (as make writes them), or a program that starts it. */
function behindGap(program: Program): { readonly program: Program; readonly reason: Reason } | null {
  const [first, ...words] = program.words;
  const name = nameOf(words);
  if (first?.kind !== "gap" || name === null || !BUILDERS.has(name)) return null;
  return { program: { ...program, words, nodes: [] }, reason: firstUnknown(first.value) ?? { code: "alternatives", text: "words before the program", at: originOf(first.value) } };
}

/** It may have set any variable. */
function seenBehind(reason: Reason, state: State): State {
  const path = state.variables.get("PATH");
  return { ...state, variables: Environment.of(path === null ? [] : [["PATH", path]], reason), exportedMaybe: new Set() };
}

/** With the assignments of a command, as `source` has their values. */
function noted({ assignments }: ast.SimpleCommand, state: State, source: State, command: string, context: Context): State {
  return assignments.reduce((next, { name, range, append, index, array }) => {
    const variable = append || index !== null || array !== null ? null : source.variables.get(name);
    return variable === null ? next : noteAssignment(next, name, variable.value, placeOf(context, range), command);
  }, state);
}

/** The words of a command without its assignment prefixes. */
function commandRange({ words, range }: ast.SimpleCommand): Range {
  return [words[0]?.range[0] ?? range[0], words.at(-1)?.range[1] ?? range[1]];
}

/** A program or builtin that another builtin starts. */
export function startProgram(program: Program, kind: "any" | "external", state: State, context: Context): Outcome {
  const name = nameOf(program.words);
  const builtin = name === null || kind === "external" ? null : findBuiltin(name, context.shell.dialect);
  return builtin === null || name === null ? runExternal(program, state, state, context) : runBuiltin(builtin, name, program, state, context);
}

function runBuiltin(builtin: Builtin, name: string, { words, nodes, place, redirection, hop }: Program, state: State, context: Context): Outcome {
  return builtin.run({ name, args: words.slice(1), nodes: nodes.slice(1), place, redirection, hop }, state, context);
}

function nameOf([program]: readonly Word[]): string | null {
  return program?.kind === "word" ? literalOf(program.value) : null;
}

function mapStates(outcome: Outcome, map: (state: State) => State): Outcome {
  return {
    success: outcome.success && map(outcome.success),
    failure: outcome.failure && map(outcome.failure),
    escapes: outcome.escapes.map((escape) => ({ ...escape, state: map(escape.state) })),
  };
}
