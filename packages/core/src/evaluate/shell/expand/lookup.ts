/** The values of parameters. */
import type * as ast from "../../../syntax/shell/ast.js";
import type { Traced, Word } from "../../../text/index.js";
import { EMPTY, literal, literalOf, unknownText, WORD_SHAPE } from "../../../text/index.js";
import { placeOf } from "../context.js";
import { type Answer, directoryText } from "../state.js";
import type { Expander } from "./expander.js";

export interface Value {
  /** of `$@`, `$*` and whole arrays; null for one text */
  readonly words: readonly Word[] | null;
  /** what it is when it is set */
  readonly text: Traced;
  readonly set: Answer;
}

const UNSET: Value = { words: null, text: EMPTY, set: "no" };

export function lookUp(expander: Expander, part: ast.Parameter): Value {
  if (!part.indirect) return valueOf(expander, part.name, part.index);
  const { arrays } = expander.state;
  const elements = arrays.get(part.name);
  if (part.index !== null && isWhole(part.index)) {
    if (elements === undefined) return list([]);
    return list(elements.some((word) => word.kind === "gap") ? elements : elements.map((_, i) => ({ kind: "word", value: literal(`${i}`) })));
  }
  const name = literalOf(valueOf(expander, part.name, null).text);
  if (name !== null && /^[A-Za-z_]\w*$/.test(name)) return valueOf(expander, name, null);
  return { words: null, text: unknownText({ code: "not-understood", text: `the variable that $${part.name} names`, at: placeOf(expander.context, part.range) }), set: "maybe" };
}

function valueOf(expander: Expander, name: string, index: ast.Word | null): Value {
  const { state, context } = expander;
  if (name === "@" || name === "*") return list(state.positional);
  if (/^\d/.test(name)) return positional(state.positional, Number(name), context.shell.name);
  if (!/^[A-Za-z_]/.test(name)) return given(special(expander, name));
  const array = state.arrays.get(name);
  if (index !== null) return element(expander, name, array, index);
  const variable = state.variables.get(name);
  const assignment = state.assigned.get(name);
  if (assignment !== undefined && expander.countsUses) context.shell.used.add(assignment);
  if (variable !== null && name !== "PWD" && name !== "OLDPWD") return { words: null, text: variable.value, set: variable.set };
  const own = ownVariable(expander, name);
  return own === null ? UNSET : given(own);
}

function element(expander: Expander, name: string, array: readonly Word[] | undefined, index: ast.Word): Value {
  const whole = isWhole(index);
  if (array === undefined) {
    if (name === "BASH_SOURCE") return given(sourceName(expander));
    const scalar = valueOf(expander, name, null);
    if (whole) return scalar.set === "no" ? list([]) : list([{ kind: scalar.set === "yes" ? "word" : "gap", value: scalar.text }]);
    return literalOf(expander.arithmetic(index)) === "0" ? scalar : UNSET;
  }
  if (whole) return list(array);
  const number = literalOf(expander.arithmetic(index));
  const at = number === null ? Number.NaN : Number(number);
  const word = array.at(at);
  const isKnown = !Number.isNaN(at) && !array.slice(0, at < 0 ? array.length : at + 1).some((each) => each.kind === "gap");
  if (!isKnown) return { words: null, text: unknownText({ code: "not-understood", text: `an element of the array ${name}`, at: placeOf(expander.context, index.range) }), set: "maybe" };
  return word === undefined ? UNSET : given(word.value);
}

function positional(words: readonly Word[], index: number, name: Traced): Value {
  if (index === 0) return given(name);
  const before = words.slice(0, index);
  if (before.some((word) => word.kind === "gap")) {
    return { words: null, text: unknownText({ code: "caller", text: `argument ${index}`, at: null }), set: "maybe" };
  }
  const word = words[index - 1];
  return word === undefined ? UNSET : given(word.value);
}

function special(expander: Expander, name: string): Traced {
  const { state } = expander;
  if (name === "?") return state.status;
  if (name === "#" && !state.positional.some((word) => word.kind === "gap")) return literal(`${state.positional.length}`);
  const text = { "#": "number of arguments", $: "process id of the shell", "!": "process id of a background command", "-": "options of the shell" }[name] ?? `$${name}`;
  return unknownText({ code: "command-output", text, at: null }, name === "-" || name === "!" ? { mayBeEmpty: true, mayHaveBlanks: false } : WORD_SHAPE);
}

/** Variables that bash sets by itself when they are asked for. */
const DYNAMIC = /^(?:RANDOM|SECONDS|LINENO|UID|EUID|PPID|BASHPID|OSTYPE|HOSTTYPE|MACHTYPE|HOSTNAME|BASH_VERSION|SHLVL|BASH|EPOCHSECONDS|SRANDOM|FUNCNAME|SHELLOPTS)$/;

/** Variables that a shell has without anybody setting them. */
function ownVariable(expander: Expander, name: string): Traced | null {
  const { state, context } = expander;
  if (name === "PWD") return directoryText(state.directory, "the working directory");
  if (name === "OLDPWD") return state.previousDirectory === "" ? null : directoryText(state.previousDirectory, "the directory before");
  if (name === "IFS") return literal(" \t\n");
  if (name === "BASH_SOURCE" && context.shell.dialect === "bash") return sourceName(expander);
  if (name === "OPTIND") return literal("1");
  const isOwn = context.shell.dialect === "bash" ? DYNAMIC.test(name) : name === "PPID" || name === "LINENO";
  return isOwn ? unknownText({ code: "command-output", text: `$${name} of the shell`, at: null }, WORD_SHAPE) : null;
}

function sourceName({ context }: Expander): Traced {
  return context.source.file === null ? context.shell.name : literal(context.source.file);
}

function isWhole(index: ast.Word): boolean {
  const [part, ...others] = index.parts;
  const text = part?.kind === "literal" || part?.kind === "glob" ? part.text : "";
  return others.length === 0 && (text === "@" || text === "*");
}

function given(text: Traced): Value {
  return { words: null, text, set: "yes" };
}

function list(words: readonly Word[]): Value {
  return { words, text: EMPTY, set: words.length === 0 ? "no" : words.every((word) => word.kind === "gap") ? "maybe" : "yes" };
}
