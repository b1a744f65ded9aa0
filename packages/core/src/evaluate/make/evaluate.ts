/** One run of make from its command line to the last recipe. */
import type { Origin, Traced } from "../../text/index.js";
import { concat, concatAll, EMPTY, isEmpty, literal, literalOf, originOf } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import type { Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { BUILTIN_RULES, defineInitialVariables } from "./defaults.js";
import { valueOf } from "./expand.js";
import { fileName, fileNames } from "./file-names.js";
import { finishReading } from "./finish.js";
import { Make } from "./make.js";
import type { MakeOptions } from "./options.js";
import { evaluateText, readMakefile } from "./read.js";
import type { FileName, PatternRule } from "./rules.js";
import { Updater } from "./update.js";
import { definition } from "./variable.js";
import { MakeStop } from "./world.js";
import { notUnderstood } from "../may-hide-build.js";

export interface Reading {
  readonly make: Make;
  /** why make stops while it reads; null when it does not */
  readonly stop: MakeStop | null;
}

/** Phase one: a make that has read its makefiles. `directory` is the one after `-C`. */
export function readMakefiles(call: CommandCall, machine: Machine, options: MakeOptions, directory: string | null): Reading {
  const make = new Make({
    machine,
    environment: call.environment,
    directory,
    chain: call.chain,
    certainty: options.unknown === null ? call.certainty : "may",
    lost: call.lost ?? [],
    caller: call.make ?? null,
    failureTolerated: call.failureTolerated ?? "no",
    at: call.at,
    flags: options.flags,
    includeDirectories: options.includeDirectories,
  });
  try {
    defineInitialVariables(make, options);
    for (const text of options.evals) evaluateText(make, text, originOf(text));
    readAll(make, options);
    finishReading(make);
    return { make, stop: null };
  } catch (error) {
    if (error instanceof MakeStop) return { make, stop: error };
    throw error;
  }
}

/** In the order in which make looks for them. Source: GNU make 4.3, read.c (eval_makefile defaults). */
const DEFAULT_MAKEFILES = ["GNUmakefile", "makefile", "Makefile"];

function readAll(make: Make, options: MakeOptions): void {
  for (const name of fileNames(make, valueOf(make, "MAKEFILES"))) readMakefile(make, name.text);
  // they set no default goal
  make.define(".DEFAULT_GOAL", definition("simple", "file", EMPTY));
  if (options.makefiles.length > 0) {
    for (const name of options.makefiles) if (!readMakefile(make, name)) throw new MakeStop(`${literalOf(name) ?? "the makefile"}: no such file`, originOf(name));
    return;
  }
  const found = DEFAULT_MAKEFILES.map((name) => {
    const path = absolutePath(make.run.directory, name);
    return { name, fact: path === null ? null : make.machine.files.stat(path) };
  });
  // A file that is there is read: what may be there besides (in an image that is not known) is not taken to replace it.
  for (const { name, fact } of found) if ((fact === null || fact.kind === "file") && readMakefile(make, literal(name))) return;
  for (const { name, fact } of found) if (fact?.kind === "unknown") return make.disturb(fact.reason, name);
  if (options.goals.length === 0) throw new MakeStop("no targets specified and no makefile found", make.run.at);
}

export interface Making {
  readonly succeeded: boolean;
  /** why make stops with an error of its own; null when it does not */
  readonly stop: MakeStop | null;
}

/** Phase two: makes the goals in order. */
export function runGoals(make: Make, goals: readonly FileName[], level: number): Making {
  try {
    const updater = new Updater(make, () => (make.flags.noBuiltinRules ? [] : builtinRules(make)), level);
    const succeeded = goals.every((goal) => !updater.update(goal, make.global, make.run.chain).failed || make.flags.keepGoing);
    return { succeeded, stop: null };
  } catch (error) {
    if (error instanceof MakeStop) return { succeeded: false, stop: error };
    throw error;
  }
}

/** They are the same in every make, whatever its makefiles say. */
let builtin: readonly PatternRule[] | null = null;

function builtinRules(make: Make): readonly PatternRule[] {
  return (builtin ??= readBuiltinRules(make));
}

/** By a make of its own: what the other one is about to try in some ways only is no matter of these. */
function readBuiltinRules({ run }: Make): readonly PatternRule[] {
  const make = new Make(run);
  evaluateText(make, BUILTIN_RULES, null);
  return make.patternRules.get("") ?? [];
}

/** The goals of the command line, else the default goal; null when there is none. */
export function goalsOf(make: Make, options: MakeOptions): readonly FileName[] | null {
  if (options.goals.length > 0) return options.goals.map(({ value }) => fileName(value));
  const goal = valueOf(make, ".DEFAULT_GOAL");
  return isEmpty(goal) ? null : [fileName(goal)];
}

/** Runs make as a command. Never throws: where make stops with an error, that is recorded. */
export function runMake(call: CommandCall, machine: Machine, options: MakeOptions, directory: string | null): CommandResult {
  const { make, stop } = readMakefiles(call, machine, options, directory);
  const report = (text: string, at: Origin | null): CommandResult => {
    machine.record(notUnderstood({ code: "not-understood", text, at: at ?? call.at }, "make", call.chain));
    return { status: "failure", output: outputOf(make, directory, options) };
  };
  if (stop !== null) return report(`make stops: ${stop.reason}`, stop.at);
  const goals = goalsOf(make, options);
  if (goals === null) return report("make has no target to make", call.at);
  const made = runGoals(make, goals, options.level);
  if (made.stop !== null) return report(`make stops: ${made.stop.reason}`, made.stop.at);
  return { status: !made.succeeded ? "failure" : make.mayHaveStopped ? "unknown" : "success", output: outputOf(make, directory, options) };
}

/** What make and its recipes print; with `-C` or below another make also the directory. */
function outputOf(make: Make, directory: string | null, options: MakeOptions): Traced {
  const announces = (options.level > 0 || options.directories.length > 0 || options.letters.includes("w")) && !options.longFlags.includes("--no-print-directory") && !options.flags.silent;
  const output = concatAll(make.output);
  if (!announces || isEmpty(output)) return output;
  const name = options.level > 0 ? `make[${options.level}]` : "make";
  return concat(literal(`${name}: Entering directory '${directory ?? "…"}'\n`), output, literal(`${name}: Leaving directory '${directory ?? "…"}'\n`));
}
