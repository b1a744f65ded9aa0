import { expect } from "vitest";
import { parseShell, simpleCommands } from "../../../src/syntax/shell/index.js";
import type { Command, Parameter, SimpleCommand, Word, WordPart } from "../../../src/syntax/shell/ast.js";

/** The only command of a script, which must be a simple one. */
export function simple(text: string): SimpleCommand {
  const { statements, problems } = parseShell(text);
  expect(problems).toEqual([]);
  const command = statements[0]?.command;
  if (statements.length !== 1 || command?.kind !== "simple") throw new Error(`not a simple command: ${text}`);
  return command;
}

/** The only command of a script. */
export function command(text: string): Command {
  const { statements, problems } = parseShell(text);
  expect(problems).toEqual([]);
  if (statements.length !== 1) throw new Error(`not one command: ${text}`);
  return statements[0]!.command;
}

/** The parts of the last word: kind and text, in the notation of the tests. */
export function lastWord(text: string): readonly unknown[] {
  return partsOf(simple(text).words.at(-1)!);
}

export function partsOf(word: Word): readonly unknown[] {
  return word.parts.map(show);
}

function show(part: WordPart): unknown {
  switch (part.kind) {
    case "literal":
      return part.text;
    case "escaped":
    case "glob":
      return { [part.kind]: part.text };
    case "tilde":
      return { tilde: part.user };
    case "single-quoted":
      return { single: part.parts.map(show) };
    case "double-quoted":
      return { double: part.parts.map(show) };
    case "ansi-quoted":
      return { ansi: part.text };
    case "parameter":
      return { parameter: showParameter(part) };
    case "command":
    case "process":
      return { [part.kind]: [...simpleCommands(part.script)].map(({ command: inner }) => inner.words.map(partsOf)) };
    case "arithmetic":
      return { arithmetic: partsOf(part.expression) };
    case "array":
      return { array: part.elements.map(partsOf) };
    case "extended-glob":
    case "unreadable":
      return { [part.kind]: part.range };
  }
}

function showParameter({ name, index, indirect, length, operator }: Parameter): unknown {
  const flags = { ...(index !== null && { index: partsOf(index) }), ...(indirect && { indirect }), ...(length && { length }) };
  if (operator === null) return Object.keys(flags).length === 0 ? name : { name, ...flags };
  return { name, ...flags, operator: Object.fromEntries(Object.entries(operator).map(([key, value]) => [key, typeof value === "object" && value !== null ? partsOf(value as Word) : value])) };
}
