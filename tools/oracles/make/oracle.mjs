/**
 * Compares core's evaluation of Makefiles with GNU make: every variable after reading, and what the recipes of every target expand to.
 *
 *   node tools/oracles/make/oracle.mjs [--full] [--corpus DIR]… [--targets N] [--shown N] [--only TEXT]
 *
 * Files: the fixtures of this directory and every makefile below `--corpus` (a directory of repositories); with `--full` also those in the Go module cache. Nothing of them runs: `$(shell)` and recipes
 * start /bin/true, there is no PATH and no network, and nothing can be written. Needs a built core (`npm run build`); is skipped without GNU make.
 *
 * Each text is compared twice: as core has it, where the output of `$(shell)` is unknown and matches anything ("exact" has nothing unknown in it), and with `$(shell)` giving nothing, as it does
 * to the make that is compared with; then all must be equal but for what depends on the times of files.
 */
import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative } from "node:path";
import { print } from "../../../packages/core/dist/text/index.js";
import { corpus } from "../support/files.mjs";
import { oracleOptions } from "../support/options.mjs";
import { ARGUMENTS, environmentOf, isolate, loadsCode, recipesOf, requireMake, startOf, variablesOf, WITH_BUILTINS } from "./gnu-make.mjs";
import { align, isExact, matches } from "./match.mjs";
import { environment, read, recipes, targetsOf, variable } from "./ours.mjs";
import { Tally } from "./tally.mjs";

const options = oracleOptions({ targets: { type: "string", default: "40" }, shown: { type: "string", default: "40" }, only: { type: "string", default: "" } });
requireMake("make");
const moduleCache = process.env.GOMODCACHE ?? join(homedir(), "go/pkg/mod");
const roots = [...options.corpus, ...(options.full && existsSync(moduleCache) ? [moduleCache] : [])].map((directory) => realpathSync(directory));
isolate([...roots, join(import.meta.dirname, "fixtures")]);

const fixtures = join(import.meta.dirname, "fixtures");
const dump = join(import.meta.dirname, "dump.mk");
/** Variables that tell about the oracle's own command line or files. */
const OWN = new Set(["MAKEFILE_LIST", "SHELL", "MAKEFLAGS", ".DEFAULT_GOAL", ".SHELLSTATUS"]);
/** Names that the shell adds, and of which make 4.3 and others print different values. */
const ADDED = new Set(["PWD", "OLDPWD", "SHLVL", "_", "PATH", "MFLAGS", "MAKE_TERMOUT", "MAKE_TERMERR"]);

const isMakefile = (name) => /^(?:GNUmakefile|[Mm]akefile)(?:\..*)?$|\.mk$/.test(name) && !/\.(?:am|in|tmpl|tpl)$/.test(name);
let shown = 0;
const tallies = [];
for (const root of [fixtures, ...roots]) {
  const tally = new Tally(root === fixtures ? "own fixtures" : root);
  tallies.push(tally);
  for (const file of corpus([root], isMakefile)) {
    if (file.includes(options.only) && !loadsCode(file)) compareFile(root, file, tally);
  }
}

function compareFile(root, file, tally) {
  const name = relative(dirname(root), file);
  const report = (text) => {
    if (shown++ < Number(options.shown)) console.log(`${name}: ${text}`);
  };
  const directory = dirname(file);
  const start = root === fixtures ? startOf(file) : { args: [], environment: {} };
  const real = variablesOf(file, dump, directory, start);
  const args = [...start.args, "-f", file, "-f", dump, "__dump__"];
  const { make } = tally.timed("reading", report, () => read(root, directory, args, start));
  const asHere = read(root, directory, args, { ...start, shellIsTrue: true });
  if (real === null) {
    tally.stopped++;
    if (asHere.stop === null) {
      tally.onlyMakeStops++;
      report("make stops, core does not");
    }
    return;
  }
  tally.add(relative(root, file));
  if (asHere.stop !== null) report(`core stops: ${asHere.stop.reason}`);
  compareVariables(make, asHere.make, real, tally, report);
  const targets = targetsOf(make).slice(0, Number(options.targets));
  for (const target of targets.filter((found) => found !== "__dump__")) {
    for (const own of root === fixtures ? [ARGUMENTS, WITH_BUILTINS] : [ARGUMENTS]) compareRecipes(root, directory, file, target, start, own, tally, report);
  }
  if (root === fixtures && targets.includes("environment")) compareEnvironment(root, directory, file, start, tally, report);
}

function compareVariables(make, asHere, real, tally, report) {
  const isSame = (ours, { flavor, origin, value }) => isExact(ours.value, value) && ours.flavor.length === 1 && ours.flavor[0] === flavor && ours.origin[0] === origin;
  for (const [name, wanted] of real) {
    if (OWN.has(name)) continue;
    const { flavor, origin, value } = wanted;
    const ours = variable(make, name);
    const exact = isSame(ours, wanted);
    const matched = exact || (ours.flavor.includes(flavor) && ours.origin.includes(origin) && matches(ours.value, value));
    tally.variables.note(exact ? "exact" : matched ? "unknown" : "different");
    if (!matched) report(`${name}: make ${JSON.stringify(clip(value))} (${flavor}, ${origin}), core ${JSON.stringify(clip(print(ours.value)))} (${ours.flavor}, ${ours.origin})`);
    const same = variable(asHere, name);
    if (isSame(same, wanted)) continue;
    tally.variables.differentAsHere++;
    report(`${name}, with a shell that prints nothing: make ${JSON.stringify(clip(value))} (${flavor}, ${origin}), core ${JSON.stringify(clip(print(same.value)))} (${same.flavor}, ${same.origin})`);
  }
}

function compareRecipes(root, directory, file, target, start, own, tally, report) {
  const real = recipesOf(file, target, directory, start, own);
  if (real === null) {
    tally.stoppedTargets++;
    return;
  }
  tally.targets++;
  const ours = tally.timed(target, report, () => recipes(root, directory, file, target, start, own));
  const total = Math.max(1, real.split("\n").length - 1);
  const aligned = ours === null ? { exact: 0, unknown: 0, missed: "core stops", wanted: [] } : align(ours, real);
  tally.lines.note("exact", aligned.exact);
  tally.lines.note("unknown", aligned.unknown);
  for (const { text } of ours ?? []) tally.countReasons(text);
  const show = ({ missed, wanted }) => `make ${JSON.stringify(clip(missed))}, core ${JSON.stringify(clip(wanted.map(print).join("")))}`;
  if (aligned.missed !== null) {
    tally.lines.note("different", Math.max(1, total - aligned.exact - aligned.unknown));
    report(`${target}: ${show(aligned)}`);
  }
  const asHere = recipes(root, directory, file, target, { ...start, shellIsTrue: true }, own);
  const same = asHere === null ? { exact: 0, unknown: 0, missed: "core stops", wanted: [] } : align(asHere, real);
  tally.lines.unknownAsHere += same.unknown;
  if (same.missed === null) return;
  tally.lines.differentAsHere += Math.max(1, total - same.exact - same.unknown);
  report(`${target}, with a shell that prints nothing: ${show(same)}`);
}

function compareEnvironment(root, directory, file, start, tally, report) {
  const real = environmentOf(file, directory, start);
  const ours = environment(root, directory, file, start);
  const names = new Set([...real.keys(), ...ours.names()].filter((name) => !ADDED.has(name)));
  for (const name of names) {
    const found = ours.getExported(name);
    const value = found === null ? undefined : print(found.value);
    const isSame = value === real.get(name);
    tally.environment.note(isSame ? "exact" : "different");
    if (!isSame) report(`environment ${name}: make ${JSON.stringify(real.get(name))}, core ${JSON.stringify(value)}`);
  }
}

function clip(text) {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

for (const tally of tallies) console.log(tally.print());
const total = Tally.sum(tallies);
console.log(
  `oracle make: ${total.files} files, ${total.variables.print("variables")}, ${total.lines.print("recipe lines")}, ` +
    `${total.environment.all} environment variables (${total.environment.different} different), ${total.differences} differences`,
);
process.exitCode = total.differences === 0 ? 0 : 1;
