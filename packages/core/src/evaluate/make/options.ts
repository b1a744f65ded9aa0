/** The command line of make. Source: GNU make 4.3, main.c (switches, decode_switches, handle_non_switch_argument). */
import { parseDefinition } from "../../syntax/makefile/index.js";
import type { Origin, Reason, Traced, Word } from "../../text/index.js";
import { carrier, firstUnknown, literal, literalOf, originOf, slice } from "../../text/index.js";
import { unquotedWords } from "./flags.js";
import type { MakeFlags } from "./make.js";

export interface CommandVariable {
  readonly name: string;
  readonly value: Traced;
  readonly simple: boolean;
  readonly at: Origin | null;
  /** up to its value, behind which a reference that gives nothing stands */
  readonly written: Origin | null;
}

export interface MakeOptions {
  /** what make was called as */
  readonly command: Traced;
  readonly directories: readonly Traced[];
  readonly makefiles: readonly Traced[];
  readonly includeDirectories: readonly Traced[];
  readonly evals: readonly Traced[];
  readonly variables: readonly CommandVariable[];
  readonly goals: readonly { readonly value: Traced }[];
  readonly flags: MakeFlags;
  /** single letters as MAKEFLAGS has them */
  readonly letters: string;
  readonly longFlags: readonly string[];
  /** MAKELEVEL of this make */
  readonly level: number;
  /** nothing is run: -n, -q, -t, -p without goals, --help, --version */
  readonly dry: boolean;
  /** words that are not known, which may hold options, variables and goals */
  readonly unknown: Reason | null;
}

/** Letters that take a value. */
const WITH_VALUE = "CfIoWE";
/** Letters whose value is optional: only digits after them are one. */
const WITH_OPTIONAL_VALUE = "jlO";

const LONG: Readonly<Record<string, string>> = {
  "always-make": "B",
  "assume-new": "W",
  "assume-old": "o",
  "check-symlink-times": "L",
  directory: "C",
  "dry-run": "n",
  "environment-overrides": "e",
  eval: "E",
  file: "f",
  help: "h",
  "ignore-errors": "i",
  "include-dir": "I",
  jobs: "j",
  "just-print": "n",
  "keep-going": "k",
  "load-average": "l",
  makefile: "f",
  "max-load": "l",
  "new-file": "W",
  "no-builtin-rules": "r",
  "no-builtin-variables": "R",
  "no-keep-going": "S",
  "old-file": "o",
  "output-sync": "O",
  "print-data-base": "p",
  "print-directory": "w",
  question: "q",
  quiet: "s",
  recon: "n",
  silent: "s",
  stop: "S",
  touch: "t",
  version: "v",
  "what-if": "W",
};

/** Letters that go into MAKEFLAGS, in the order in which make writes them. */
const PASSED_LETTERS = "B d e i k n L p q r R s S t w".split(" ");

class Reader {
  readonly directories: Traced[] = [];
  readonly makefiles: Traced[] = [];
  readonly includeDirectories: Traced[] = [];
  readonly evals: Traced[] = [];
  readonly variables = new Map<string, CommandVariable>();
  readonly goals: { readonly value: Traced }[] = [];
  readonly letters = new Set<string>();
  readonly longFlags: string[] = [];
  unknown: Reason | null = null;

  /** @param fromEnvironment words of MAKEFLAGS: no goals, and no options that are not passed on */
  read(words: readonly Word[], fromEnvironment: boolean): void {
    let onlyOperands = false;
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as Word;
      if (word.kind === "gap") {
        this.unknown ??= firstUnknown(word.value) ?? { code: "alternatives", text: "one of several words", at: originOf(word.value) };
        continue;
      }
      const text = carrier(word.value);
      if (onlyOperands || !text.startsWith("-") || text === "-") this.operand(word.value, fromEnvironment);
      else if (text === "--") onlyOperands = true;
      else if (text.startsWith("--")) i += this.long(word.value, words[i + 1]?.value ?? null);
      else i += this.short(word.value, words[i + 1]?.value ?? null);
    }
  }

  /** Gives how many more words were used. */
  private long(word: Traced, next: Traced | null): number {
    const text = carrier(word);
    const equals = text.indexOf("=");
    const name = text.slice(2, equals === -1 ? undefined : equals);
    const letter = LONG[name] ?? LONG[Object.keys(LONG).find((full) => full.startsWith(name)) ?? ""];
    if (letter === undefined || name === "no-print-directory") {
      if (equals === -1) this.longFlags.push(`--${name}`);
      return 0;
    }
    if (WITH_VALUE.includes(letter)) {
      const value = equals === -1 ? next : slice(word, equals + 1);
      if (value !== null) this.value(letter, value);
      return equals === -1 ? 1 : 0;
    }
    if (!WITH_OPTIONAL_VALUE.includes(letter)) this.letters.add(letter);
    return 0;
  }

  private short(word: Traced, next: Traced | null): number {
    const text = carrier(word);
    for (let at = 1; at < text.length; at++) {
      const letter = text[at] as string;
      if (WITH_VALUE.includes(letter)) {
        const attached = at + 1 < text.length;
        const value = attached ? slice(word, at + 1) : next;
        if (value !== null) this.value(letter, value);
        return attached ? 0 : 1;
      }
      if (WITH_OPTIONAL_VALUE.includes(letter)) {
        if (at + 1 < text.length) return 0;
        return next !== null && /^[\d.]+$/.test(carrier(next)) && letter !== "O" ? 1 : 0;
      }
      this.letters.add(letter);
    }
    return 0;
  }

  private value(letter: string, value: Traced): void {
    if (letter === "C") this.directories.push(value);
    else if (letter === "f") this.makefiles.push(value);
    else if (letter === "I") this.includeDirectories.push(value);
    else if (letter === "E") this.evals.push(value);
  }

  private operand(word: Traced, fromEnvironment: boolean): void {
    const text = carrier(word);
    const found = parseDefinition(text, 0);
    const name = found === null ? null : literalOf(slice(word, ...found.name));
    if (found !== null && name !== null && name !== "") {
      const simple = found.operator === ":=" || found.operator === "::=";
      this.variables.set(name, { name, value: slice(word, found.value), simple, at: originOf(slice(word, ...found.name)), written: originOf(slice(word, found.name[0], found.value)) });
    } else if (!fromEnvironment && text !== "-") this.goals.push({ value: word });
  }
}

/** Reads the words of the command (the first is make itself) and the MAKEFLAGS that a make above passed. */
export function readOptions(words: readonly Word[], makeflags: Traced | null, level: Traced | null): MakeOptions {
  const reader = new Reader();
  if (makeflags !== null) reader.read(unquotedWords(makeflags), true);
  reader.read(words.slice(1), false);
  const has = (letter: string): boolean => reader.letters.has(letter);
  const above = level === null ? "0" : (literalOf(level) ?? "0");
  return {
    command: words[0]?.value ?? literal("make"),
    directories: reader.directories,
    makefiles: reader.makefiles,
    includeDirectories: reader.includeDirectories,
    evals: reader.evals,
    variables: [...reader.variables.values()],
    goals: reader.goals,
    flags: {
      alwaysMake: has("B"),
      environmentOverrides: has("e"),
      ignoreErrors: has("i"),
      keepGoing: has("k"),
      silent: has("s"),
      noBuiltinRules: has("r") || has("R"),
      noBuiltinVariables: has("R"),
    },
    letters: PASSED_LETTERS.filter(has).join(""),
    longFlags: reader.longFlags,
    level: Number.parseInt(above, 10) || 0,
    dry: ["n", "q", "t", "h", "v"].some(has),
    unknown: reader.unknown,
  };
}
