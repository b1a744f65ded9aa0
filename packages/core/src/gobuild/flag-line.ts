/**
 * Parsing of a line of flags over traced words, as Go's `flag` package does: flags end at the first word that is none, names may have one
 * or two dashes, boolean flags take a value only after `=`. Sources: flag.FlagSet.parseOne, cmd/go/internal/cmdflag.ParseOne.
 *
 * Unknown words. A gap (none or several words that are not known) among flags is taken to hold whole flags: it neither ends in a flag that
 * wants the next word as its value nor names a package. Otherwise the command would fail or do something absurd. So what follows a gap is
 * parsed as usual, and what stood before it may have been replaced in it. Each such assumption is recorded.
 */
import type { Hop, Origin, Traced, Word } from "../text/index.js";
import { carrier, concat, literal, literalOf, OPAQUE, originOf, print, shapeOf, slice } from "../text/index.js";
import type { FlagDefinition, FlagTable } from "./flag-tables.js";
import { isDefined } from "./flag-tables.js";
import { splitQuoted } from "./quoted.js";
import { reasonOf } from "./traced-verdict.js";
import type { CommandFailure, FlagItem, FlagOccurrence } from "./model.js";

/** One step of parsing. */
export type FlagStep =
  | { readonly kind: "flag"; readonly item: FlagOccurrence; readonly definition: FlagDefinition; readonly next: number }
  /** flags that are not known, or a flag whose name is not */
  | { readonly kind: "gap"; readonly item: FlagItem; readonly next: number }
  /** not a flag */
  | { readonly kind: "word"; readonly next: number }
  | { readonly kind: "terminator"; readonly next: number }
  /** syntactically a flag that the table does not define */
  | { readonly kind: "undefined"; readonly name: string; readonly hasValue: boolean; readonly next: number }
  | { readonly kind: "failure"; readonly text: string; readonly at: Origin | null };

export interface FlagGrammar {
  readonly flags: FlagTable;
  readonly goVersion: string | null;
  readonly source: FlagOccurrence["source"];
  /** -C as first word is removed before flags are parsed */
  readonly assume: (assumption: Hop) => void;
}

/** Understands the word at `index`, and the next one when it is its value. */
export function parseFlag(words: readonly Word[], index: number, grammar: FlagGrammar): FlagStep {
  const word = words[index] as Word;
  const text = carrier(word.value);
  const at = originOf(word.value);
  if (text.startsWith(OPAQUE) || (word.kind === "gap" && !text.startsWith("-"))) return unknownWord(words, index, grammar);
  if (text === "--") return { kind: "terminator", next: index + 1 };
  if (text.length < 2 || !text.startsWith("-")) return { kind: "word", next: index + 1 };
  const dashes = text.startsWith("--") ? 2 : 1;
  const rest = text.slice(dashes);
  if (rest === "" || rest.startsWith("-") || rest.startsWith("=")) return { kind: "failure", text: `bad flag syntax: ${text}`, at };
  const equals = rest.indexOf("=");
  const name = equals < 0 ? rest : rest.slice(0, equals);
  if (name.includes(OPAQUE)) {
    grammar.assume(wholeFlags(word.value));
    return { kind: "gap", item: { kind: "gap", reason: reasonOf(word.value) }, next: index + 1 };
  }
  const definition = grammar.flags.get(name);
  const defined = isDefined(definition, grammar.goVersion);
  if (defined === false || definition === undefined) return { kind: "undefined", name, hasValue: equals >= 0, next: index + 1 };
  const flag = (value: Traced, whole: Origin | null, next: number): FlagStep => {
    const literalValue = literalOf(value);
    const problem = literalValue === null ? null : invalidValue(definition, name, literalValue);
    if (problem !== null) return { kind: "failure", text: problem, at: whole };
    return { kind: "flag", item: { kind: "flag", flag: name, value, separate: next === index + 2, at: whole, source: grammar.source, dropped: false }, definition, next };
  };
  if (equals >= 0) {
    const value = slice(word.value, dashes + equals + 1);
    if (word.kind === "gap" && shapeOf(value).mayHaveBlanks) grammar.assume(oneWord(name, value));
    return flag(value, at, index + 1);
  }
  if (takesNoValue(definition)) return flag(literal("true", at), at, index + 1);
  const value = words[index + 1];
  if (value === undefined) return { kind: "failure", text: `flag needs an argument: -${name}`, at };
  if (value.kind === "gap") grammar.assume(oneWord(name, value.value));
  return flag(value.value, originOf(concat(word.value, value.value)), index + 2);
}

/** A word that is unknown from its first character. */
function unknownWord(words: readonly Word[], index: number, grammar: FlagGrammar): FlagStep {
  const word = words[index] as Word;
  const following = words.slice(index + 1).find((next) => !carrier(next.value).startsWith(OPAQUE));
  const last = following === undefined;
  const flagsFollow = following !== undefined && carrier(following.value).startsWith("-");
  if (word.kind === "word" && !flagsFollow) {
    grammar.assume({ fact: "", text: `${print(word.value)} is not a flag`, at: originOf(word.value) });
    return { kind: "word", next: index + 1 };
  }
  if (!last) grammar.assume(wholeFlags(word.value));
  return { kind: "gap", item: { kind: "gap", reason: reasonOf(word.value) }, next: index + 1 };
}

function wholeFlags(value: Traced): Hop {
  return { fact: "", text: `${print(value)} holds whole flags, no package`, at: originOf(value) };
}

function oneWord(flag: string, value: Traced): Hop {
  return { fact: "", text: `${print(value)} is one word, the value of -${flag}`, at: originOf(value) };
}

function takesNoValue(definition: FlagDefinition): boolean {
  return definition.kind === "bool" || definition.kind === "buildvcs" || definition.kind === "count";
}

const BOOLEAN: ReadonlyMap<string, boolean> = new Map([
  ...["1", "t", "T", "true", "TRUE", "True"].map((text) => [text, true] as const),
  ...["0", "f", "F", "false", "FALSE", "False"].map((text) => [text, false] as const),
]);

/** strconv.ParseBool; null for an error. */
export function parseBoolean(text: string): boolean | null {
  return BOOLEAN.get(text) ?? null;
}

/** go's error text for a value that the flag rejects; null when it is fine. */
function invalidValue(definition: FlagDefinition, name: string, value: string): string | null {
  const invalid = (why: string): string => `invalid value ${JSON.stringify(value)} for flag -${name}: ${why}`;
  const invalidBoolean = (why: string): string => `invalid boolean value ${JSON.stringify(value)} for -${name}: ${why}`;
  switch (definition.kind) {
    case "bool":
      return parseBoolean(value) === null ? invalidBoolean("parse error") : null;
    case "count":
      return value === "true" || value === "false" || /^[+-]?\d+$/.test(value) ? null : invalidBoolean(`invalid count ${JSON.stringify(value)}`);
    case "buildvcs":
      return value === "" || value === "auto" || parseBoolean(value) !== null ? null : invalidBoolean("value is neither 'auto' nor a valid bool");
    case "int":
      return /^[+-]?(?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9]\d*)$/.test(value) ? null : invalid("parse error");
    case "chdir":
      return invalid("-C flag must be first flag on command line");
    case "quoted": {
      const { error } = splitQuoted(literal(value));
      return error === null ? null : invalid(error);
    }
    case "tags": {
      if (!value.includes(" ") && !value.includes("'")) return null;
      const { error } = splitQuoted(literal(value));
      return error === null ? null : invalid(error);
    }
    case "per-package": {
      const problem = perPackageProblem(value);
      return problem === null ? null : invalid(problem);
    }
    case "string":
      if (name === "compiler" && value !== "gc" && value !== "gccgo") return invalid(`unknown compiler ${JSON.stringify(value)}`);
      if (name === "linkmode" && !["auto", "internal", "external"].includes(value)) return invalid(`invalid linkmode: ${JSON.stringify(value)}`);
      return null;
  }
}

/** Source: cmd/go/internal/load/flag.go, PerPackageFlag.Set. */
function perPackageProblem(text: string): string | null {
  const value = text.trim();
  if (value === "") return null;
  let flags = value;
  if (!value.startsWith("-")) {
    const equals = value.indexOf("=");
    if (equals < 0) return "missing =<value> in <pattern>=<value>";
    if (equals === 0) return "missing <pattern> in <pattern>=<value>";
    if (value.startsWith("'") || value.startsWith('"')) return `parameter may not start with quote character ${value[0]}`;
    flags = value.slice(equals + 1);
  }
  return splitQuoted(literal(flags)).error;
}

export function failAt(stage: CommandFailure["stage"], text: string, fact: string, at: Origin | null): CommandFailure {
  return { stage, text, fact, at };
}
