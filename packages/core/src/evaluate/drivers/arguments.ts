/** Command lines of programs with getopt's conventions. */
import type { Reason, Traced, Word } from "../../text/index.js";
import { carrier, EMPTY, firstUnknown, literalOf, originOf, slice, unknownText } from "../../text/index.js";
import { absolutePath as pathFrom } from "../../workspace/index.js";
import type { CommandCall } from "../model.js";

export interface OptionSyntax {
  /** options that take a value: "-o" (also glued: `-ofile`), "--output" (also `--output=file`) */
  readonly withValue?: readonly string[];
  /** words that start with a dash are operands after the first operand */
  readonly stopAtOperand?: boolean;
  /** long options with one dash (`-name`) are not clusters of letters */
  readonly singleDashLong?: boolean;
}

export interface Arguments {
  /** whether one of the options is there; clusters of letters are taken apart */
  has(...names: readonly string[]): boolean;
  /** value of the last of the options; null without one */
  value(...names: readonly string[]): Traced | null;
  values(...names: readonly string[]): readonly Traced[];
  readonly operands: readonly Traced[];
  /** why there may be more words than are seen; null when all are */
  readonly gap: Reason | null;
}

/** Reads the words after the program, or from index `from` on. */
export function parseArguments(call: CommandCall, { withValue = [], stopAtOperand = false, singleDashLong = false }: OptionSyntax = {}, from = 1): Arguments {
  const options: { readonly name: string; readonly value: Traced | null }[] = [];
  const operands: Traced[] = [];
  let gap: Reason | null = null;
  let onlyOperands = false;
  for (let i = from; i < call.words.length; i++) {
    const word = call.words[i];
    if (word === undefined) break;
    if (word.kind === "gap") {
      gap ??= firstUnknown(word.value) ?? { code: "caller", text: "words that are not known", at: call.at };
      continue;
    }
    const text = carrier(word.value);
    if (onlyOperands || text === "-" || !text.startsWith("-")) {
      operands.push(word.value);
      onlyOperands ||= stopAtOperand;
    } else if (text === "--") onlyOperands = true;
    else if (text.startsWith("--") || singleDashLong) {
      const equals = text.indexOf("=");
      const name = equals === -1 ? text : text.slice(0, equals);
      if (equals !== -1) options.push({ name, value: slice(word.value, equals + 1) });
      else options.push({ name, value: withValue.includes(name) ? optionValue(call.words[++i]) : null });
    } else {
      for (let letter = 1; letter < text.length; letter++) {
        const name = `-${text[letter] ?? ""}`;
        if (!withValue.includes(name)) {
          options.push({ name, value: null });
          continue;
        }
        options.push({ name, value: letter + 1 < text.length ? slice(word.value, letter + 1) : optionValue(call.words[++i]) });
        break;
      }
    }
  }
  const values = (names: readonly string[]): readonly Traced[] => options.flatMap(({ name, value }) => (names.includes(name) && value !== null ? [value] : []));
  return {
    has: (...names) => options.some(({ name }) => names.includes(name)),
    value: (...names) => values(names).at(-1) ?? null,
    values: (...names) => values(names),
    operands,
    gap,
  };
}

/** The word behind an option. One that is not known is taken for one word; where it is known that it may be several, nothing is said of it. */
export function optionValue(word: Word | undefined): Traced {
  if (word?.ways === undefined) return word?.value ?? EMPTY;
  return unknownText(firstUnknown(word.value) ?? { code: "alternatives", text: "one or several words", at: originOf(word.value) });
}

/** Absolute path of a word; null when the word or the directory is not known. `~` is the home directory, when that is. */
export function pathOf(word: Traced, call: CommandCall): string | null {
  const text = literalOf(word);
  return text === null ? null : absolutePath(text, call);
}

export function absolutePath(text: string, call: CommandCall): string | null {
  return pathFrom(call.directory, text);
}

/** The word itself when it is one literal. */
export function wordText(call: CommandCall, index: number): string | null {
  const word = call.words[index];
  return word === undefined || word.kind === "gap" ? null : literalOf(word.value);
}

/** Name of the program without its directory. */
export function programName(call: CommandCall): string {
  const text = wordText(call, 0) ?? "";
  return text.slice(text.lastIndexOf("/") + 1);
}

/** The command as it is written, for people; what is not known is `…`. */
export function commandText(call: CommandCall, words = 3): string {
  const shown = call.words.slice(0, words).map((word) => literalOf(word.value) ?? "…");
  return shown.join(" ") + (call.words.length > words ? " …" : "");
}
