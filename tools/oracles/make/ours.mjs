/** The same questions to core. */
import { Environment } from "../../../packages/core/dist/evaluate/environment.js";
import { fileName, readMakefiles, readOptions, runGoals, valueOf } from "../../../packages/core/dist/evaluate/make/index.js";
import { literal } from "../../../packages/core/dist/text/index.js";
import { diskFiles, printingMachine } from "./disk.mjs";
import { ARGUMENTS, ENVIRONMENT } from "./gnu-make.mjs";

/** A make that has read its makefiles; `stop` when it stops there. */
export function read(root, directory, args, { environment, shellIsTrue = false }, own = ARGUMENTS) {
  const words = ["/usr/bin/make", ...own, ...args].map((text) => ({ kind: "word", value: literal(text) }));
  const variables = Object.entries({ ...ENVIRONMENT, ...environment }).map(([name, text]) => [name, { value: literal(text), set: "yes", exported: true }]);
  const options = readOptions(words, null, null);
  const machine = printingMachine(diskFiles(root), shellIsTrue);
  const call = { words, environment: Environment.of(variables), directory, at: { file: "command", start: 0, end: 4 }, chain: [], certainty: "must", input: null };
  // recipe lines print themselves, so make must not print them too
  const silent = { ...options, flags: { ...options.flags, silent: true } };
  return { ...readMakefiles(call, machine, silent, directory), machine };
}

/** Flavor, origin and value of a variable; `null` where it is not defined in every way, a list where ways differ. */
export function variable(make, name) {
  const ways = make.find(name);
  const distinct = (of) => [...new Set(ways.map(({ value }) => (value === null ? "undefined" : of(value.definition))))];
  return { flavor: distinct((definition) => definition.flavor), origin: distinct((definition) => definition.origin), value: valueOf(make, name) };
}

/** What the recipes of a target print, text by text. Null when make stops or has no rule. */
export function recipes(root, directory, file, target, start, own = ARGUMENTS) {
  const { make, stop } = read(root, directory, [...start.args, "-f", file, target], start, own);
  if (stop !== null) return null;
  const printed = make.output.map((text) => ({ text, optional: false }));
  // make would widen what it may print to one text; here each is wanted
  make.emit = (text) => printed.push({ text, optional: make.certainty === "may" });
  const made = runGoals(make, [fileName(literal(target))], 0);
  return made.succeeded ? printed : null;
}

/** The environment of the recipe of the target `environment`. */
export function environment(root, directory, file, start) {
  const { make, machine } = read(root, directory, [...start.args, "-f", file, "environment"], start, ["-rR", "--no-print-directory"]);
  runGoals(make, [fileName(literal("environment"))], 0);
  return machine.environments.at(-1);
}

/** Targets that the makefile names, without special and pattern ones. */
export function targetsOf(make) {
  return [...make.targets.entries()].map(([key]) => key).filter((key) => !/^\.[A-Z_]+$|%|\uE000|^-/.test(key));
}
