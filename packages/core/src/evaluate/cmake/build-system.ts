/**
 * The build system of a configured project, as a makefile. It is simpler than the one that CMake writes (one file, no progress, no compilers), and runs the same commands in the same order.
 *
 * Source: CMake 3.25, cmLocalUnixMakefileGenerator3.cxx and cmMakefileUtilityTargetGenerator.cxx.
 */
import type { Traced, Word } from "../../text/index.js";
import { ANY_SHAPE, carrier, concat, concatAll, EMPTY, isEmpty, literal, literalOf, print, slice, unknownText } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import type { CMake } from "./cmake.js";
import { evaluateExpressions } from "./generator-expressions.js";
import { splitList } from "./lists.js";
import type { CommandLine, Commands, Declaration } from "./model.js";
import { asWritten, verbatim } from "./shell-text.js";
import type { Directory } from "./state.js";

type Target = Extract<Declaration, { kind: "target" }>;
type Rule = Extract<Declaration, { kind: "rule" }>;
type Attached = Extract<Declaration, { kind: "attached" }>;

export interface BuildSystemOptions {
  /** commands of one rule run in one shell, as ninja does it */
  readonly ninja: boolean;
}

export interface BuildSystem {
  readonly makefile: Traced;
  /** names of the targets, those that are known */
  readonly targets: readonly string[];
}

export function buildSystem(cmake: CMake, options: BuildSystemOptions): BuildSystem {
  return new Writer(cmake, options).write();
}

class Writer {
  readonly #declarations: readonly Declaration[];
  readonly #targets: readonly Target[];
  readonly #names: ReadonlyMap<string, Target>;
  readonly #rules: readonly Rule[];
  /** paths that rules make, by their text */
  readonly #outputs: ReadonlyMap<string, Traced>;
  readonly #parts: Traced[] = [];

  constructor(
    private readonly cmake: CMake,
    private readonly options: BuildSystemOptions,
  ) {
    this.#declarations = cmake.declared();
    // the targets of a directory come before those of the directories below it
    this.#targets = this.#declarations.filter((declaration) => declaration.kind === "target").sort((a, b) => a.directory.order - b.directory.order);
    this.#names = new Map(this.#targets.map((target) => [print(target.name), target]));
    this.#rules = this.#declarations.filter((declaration) => declaration.kind === "rule");
    this.#outputs = new Map(this.#rules.flatMap(({ outputs, commands }) => outputs.flatMap((word) => this.#files(word, commands.directory))).map((path) => [print(path), path]));
  }

  write(): BuildSystem {
    const { cmake } = this;
    const variable = (name: string, value: Traced): void => this.#add(literal(`${name} = `), makeText(value), literal("\n"));
    this.#add(literal("all:\nSHELL = /bin/sh\n.SUFFIXES:\n"));
    variable("CMAKE_COMMAND", cmake.valueOf("CMAKE_COMMAND"));
    variable("RM", concat(cmake.valueOf("CMAKE_COMMAND"), literal(" -E rm -f")));
    variable("EQUALS", literal("="));
    variable("CMAKE_SOURCE_DIR", cmake.valueOf("CMAKE_SOURCE_DIR"));
    variable("CMAKE_BINARY_DIR", cmake.valueOf("CMAKE_BINARY_DIR"));
    for (const target of this.#targets) this.#target(target);
    for (const rule of this.#rules.filter(({ append }) => !append)) this.#rule(rule);
    const names = new Set(this.#names.keys());
    for (const name of ["clean", "depend", "edit_cache", "rebuild_cache", "help", "test", "preinstall"]) if (!names.has(name)) this.#add(literal(`.PHONY: ${name}\n${name}:\n`));
    if (!names.has("install")) this.#add(literal(".PHONY: install\ninstall: all\n\t$(CMAKE_COMMAND) -P cmake_install.cmake\n"));
    this.#add(literal(".PHONY: all\n"));
    return { makefile: concatAll(this.#parts), targets: [...this.#names.values()].flatMap(({ name }) => literalOf(name) ?? []) };
  }

  #target(target: Target): void {
    const { name, commands, depends, directory, inAll } = target;
    const attached = this.#declarations.filter((declaration): declaration is Attached => declaration.kind === "attached" && print(declaration.target) === print(name));
    const own = this.#declarations.flatMap((declaration) => (declaration.kind === "dependency" && print(declaration.target) === print(name) ? declaration.on : []));
    const files = this.#filesOf(depends, directory);
    const inner = concat(literal("CMakeFiles/"), makeName(name), literal(".dir/build"));
    this.#guarded(target.when, () => {
      this.#add(literal(".PHONY: "), makeName(name), literal(" "), inner, literal("\n"));
      if (inAll) this.#add(literal("all: "), makeName(name), literal("\n"));
      // targets first, then files, then the commands
      this.#add(makeName(name), literal(":"), ...this.#targetsOf([...own, ...depends], files).flatMap((other) => [literal(" "), makeName(other)]), literal(" "), inner, literal("\n"));
      this.#head(inner, files);
      if (commands !== null) this.#recipe(commands);
      for (const moment of ["PRE_BUILD", "PRE_LINK", "POST_BUILD"]) for (const each of attached.filter((other) => other.moment === moment)) this.#guarded(each.when, () => this.#recipe(each.commands));
    });
  }

  #rule(rule: Rule): void {
    const { commands } = rule;
    const [first, ...others] = rule.outputs.flatMap((word) => this.#files(word, commands.directory));
    if (first === undefined) return;
    const appended = this.#rules.filter((other) => other.append && other.outputs.some((word) => this.#files(word, other.commands.directory).some((path) => print(path) === print(first))));
    this.#guarded(rule.when, () => {
      this.#head(makeName(first), this.#filesOf([...rule.depends, ...appended.flatMap(({ depends }) => depends)], commands.directory));
      this.#recipe(commands);
      for (const each of appended) this.#guarded(each.when, () => this.#recipe(each.commands));
      for (const other of others) this.#add(makeName(other), literal(": "), makeName(first), literal("\n"));
    });
  }

  /** The lines before a recipe: one for each file, as CMake writes them, because make begins with the one that has the recipe. */
  #head(name: Traced, files: readonly Traced[]): void {
    if (files.length === 0) this.#add(name, literal(":\n"));
    for (const file of files) this.#add(name, literal(": "), makeName(file), literal("\n"));
  }

  /** Files that a rule makes; others, there or missing, decide nothing here. */
  #filesOf(words: readonly Word[], directory: Directory): readonly Traced[] {
    return words.flatMap((word) =>
      this.#items(word).flatMap((value) => {
        if (this.#names.has(print(value))) return [];
        return this.#candidates(value, directory).flatMap((path) => this.#outputs.get(print(path)) ?? []).slice(0, 1);
      }),
    );
  }

  /** Targets among the words, and those on which the rules for the files depend. */
  #targetsOf(words: readonly Word[], files: readonly Traced[]): readonly Traced[] {
    const found = new Map<string, Traced>();
    const seen = new Set<string>();
    const take = (word: Word): void => {
      for (const value of this.#items(word)) {
        const target = this.#names.get(print(value));
        if (target !== undefined) found.set(print(value), target.name);
      }
    };
    for (const word of words) take(word);
    const queue = [...files];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const key = print(path);
      if (seen.has(key)) continue;
      seen.add(key);
      for (const { outputs, depends, commands } of this.#rules) {
        if (!outputs.some((word) => this.#files(word, commands.directory).some((output) => print(output) === key))) continue;
        for (const word of depends) take(word);
        queue.push(...this.#filesOf(depends, commands.directory));
      }
    }
    return [...found.values()];
  }

  #items({ value }: Word): readonly Traced[] {
    return splitList(evaluateExpressions(this.cmake, value)).map((word) => word.value);
  }

  #files(word: Word, directory: Directory): readonly Traced[] {
    return this.#items(word).flatMap((value) => this.#candidates(value, directory).slice(0, 1));
  }

  /** Where a relative path may lie: below the binary directory, or below the source directory. */
  #candidates(value: Traced, { binary, source }: Directory): readonly Traced[] {
    const text = literalOf(value);
    const below = (directory: string | null): readonly Traced[] => {
      if (text === null) return carrier(value).startsWith("/") ? [value] : directory === null ? [] : [concat(literal(`${directory}/`), value)];
      const path = absolutePath(directory, text);
      return path === null ? [] : [literal(path, value.pieces[0]?.origin ?? null)];
    };
    return [...below(binary), ...below(source)];
  }

  /** Lines of a recipe, each with the directory in which it runs. */
  #recipe(commands: Commands): void {
    const { directory, workingDirectory } = commands;
    const home = directory.binary;
    const where = workingDirectory === null ? (home === null ? null : literal(home)) : this.#directory(evaluateExpressions(this.cmake, workingDirectory), home);
    const top = this.cmake.top.binary;
    const lines = commands.lines.flatMap((line) => {
      const text = this.#line(line, commands);
      return text === null ? [] : [text];
    });
    if (lines.length === 0) return;
    const isTop = where !== null && top !== null && literalOf(where) === top;
    const start = isTop ? EMPTY : concat(literal("cd "), where === null ? unknownText({ code: "file", text: "the directory of a command", at: null }, { mayBeEmpty: false, mayHaveBlanks: false }) : verbatim(where), literal(" && "));
    // a newline ends what the shell is given
    const recipes = this.options.ninja ? [concatAll(lines.flatMap((line, i) => (i === 0 ? [line] : [literal(" && "), line])))] : lines;
    for (const recipe of recipes) this.#add(literal("\t"), start, firstLine(recipe), literal("\n"));
  }

  #directory(value: Traced, home: string | null): Traced {
    const text = literalOf(value);
    if (text === null) return value;
    const path = absolutePath(home, text);
    return path === null ? value : literal(path, value.pieces[0]?.origin ?? null);
  }

  /** Null when nothing is left of the command. */
  #line({ words }: CommandLine, { verbatim: isVerbatim, expandLists }: Commands): Traced | null {
    const evaluated = words.flatMap((word): readonly Word[] => {
      const value = evaluateExpressions(this.cmake, word.value);
      if (word.kind === "gap" || expandLists) return splitList(value);
      return [{ kind: "word", value }];
    });
    const [program, ...args] = evaluated;
    if (program === undefined || isEmpty(program.value)) return null;
    const escape = (value: Traced): Traced => (isVerbatim ? verbatim(value) : this.options.ninja ? asWritten(withoutNinjaVariables(value)) : asWritten(value));
    const parts = [programText(program)];
    for (const word of args) parts.push(literal(" "), word.kind === "gap" ? gapText(word.value, escape) : escape(word.value));
    return concatAll(parts);
  }

  /** What exists only in some ways is read by make in some ways only. */
  #guarded(when: readonly string[], write: () => void): void {
    if (when.length === 0) return write();
    const condition = unknownText({ code: "alternatives", text: when.join(", "), at: null }, { mayBeEmpty: true, mayHaveBlanks: false });
    this.#add(literal("ifneq ("), condition, literal(",)\n"));
    write();
    this.#add(literal("endif\n"));
  }

  #add(...parts: readonly Traced[]): void {
    this.#parts.push(...parts);
  }
}

function firstLine(x: Traced): Traced {
  const newline = carrier(x).indexOf("\n");
  return newline === -1 ? x : slice(x, 0, newline);
}

/** The program is always escaped, with or without VERBATIM. */
function programText({ value }: Word): Traced {
  return verbatim(value);
}

/** Words that are not known: each of the lists that it may be, or text that the shell divides. */
function gapText(value: Traced, escape: (value: Traced) => Traced): Traced {
  const [piece, ...more] = value.pieces;
  if (piece?.kind === "oneOf" && more.length === 0) {
    const alternatives = piece.alternatives.map(({ when, value: text }) => ({
      when,
      value: concatAll(splitList(text).flatMap((word, i) => [literal(i === 0 ? "" : " "), word.kind === "gap" ? gapText(word.value, escape) : escape(word.value)])),
    }));
    return { pieces: [{ ...piece, alternatives }] };
  }
  // what is known in it is not divided
  return concatAll(value.pieces.map((part): Traced => (part.kind === "unknown" ? { pieces: [{ ...part, shape: ANY_SHAPE }] } : part.kind === "literal" ? escape({ pieces: [part] }) : gapText({ pieces: [part] }, escape))));
}

/** Ninja knows no variable of these names. */
function withoutNinjaVariables(x: Traced): Traced {
  return { pieces: x.pieces.flatMap((piece) => (piece.kind === "literal" && piece.text.includes("$") ? literal(piece.text.replace(/\$(?:\$|\{[\w.-]+\}|[\w-]+)/g, (found) => (found === "$$" ? "$$$$" : "")), piece.origin).pieces : [piece])) };
}

/** A text on a line of a makefile. */
function makeText(x: Traced): Traced {
  return escapedFor(x, /[$#]/g, (character) => (character === "$" ? "$$" : `\\${character}`));
}

/** A name among the targets or prerequisites of a makefile. */
function makeName(x: Traced): Traced {
  return escapedFor(x, /[$# \t:%]/g, (character) => (character === "$" ? "$$" : `\\${character}`));
}

function escapedFor(x: Traced, special: RegExp, escape: (character: string) => string): Traced {
  return { pieces: x.pieces.map((piece) => (piece.kind === "literal" ? { ...piece, text: piece.text.replaceAll(special, escape) } : piece)) };
}

