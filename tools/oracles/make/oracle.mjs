/**
 * Compares core's evaluation of Makefiles with GNU make: every variable after reading, and what the recipes of every target expand to.
 *
 *   node tools/oracles/make/oracle.mjs [--full] [--corpus DIR]… [--targets N] [--shown N] [--only TEXT]
 *
 * Files: the fixtures of this directory and every makefile below `--corpus`; with `--full` also those in the Go module cache. Nothing of them runs: `$(shell)` and recipes start /bin/true, there is no
 * PATH and no network, and the files cannot be written. Needs a built core (`npm run build`); is skipped without GNU make.
 */
import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { print } from "../../../packages/core/dist/text/index.js";
import { corpus } from "../support/files.mjs";
import { ARGUMENTS, environmentOf, isolate, loadsCode, recipesOf, requireMake, startOf, variablesOf, WITH_BUILTINS } from "./gnu-make.mjs";
import { align, isExact, matches } from "./match.mjs";
import { environment, read, recipes, targetsOf, variable } from "./ours.mjs";

const { values: options } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    corpus: { type: "string", multiple: true, default: [] },
    targets: { type: "string", default: "40" },
    shown: { type: "string", default: "40" },
    only: { type: "string", default: "" },
  },
});
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
const SLOW_MILLISECONDS = 1000;

const count = { files: 0, stopped: 0, variables: 0, exact: 0, unknown: 0, different: 0, targets: 0, lines: 0, exactLines: 0, unknownLines: 0, differentLines: 0, environment: 0, differentEnvironment: 0, slow: 0 };
/** How many pieces of recipe lines are unknown, by code. */
const reasons = new Map();
let shown = 0;

const isMakefile = (name) => /^(?:GNUmakefile|[Mm]akefile)(?:\..*)?$|\.mk$/.test(name) && !/\.(?:am|in|tmpl|tpl)$/.test(name);
for (const root of [fixtures, ...roots]) {
  for (const file of corpus([root], isMakefile)) {
    if (!file.includes(options.only) || loadsCode(file)) continue;
    compareFile(root, file);
  }
}

function compareFile(root, file) {
  const name = relative(dirname(root), file);
  const report = (text) => {
    if (shown++ < Number(options.shown)) console.log(`${name}: ${text}`);
  };
  const directory = dirname(file);
  const start = root === fixtures ? startOf(file) : { args: [], environment: {} };
  const real = variablesOf(file, dump, directory, start);
  const started = performance.now();
  const { make, stop } = read(root, directory, [...start.args, "-f", file, "-f", dump, "__dump__"], start);
  const milliseconds = performance.now() - started;
  if (milliseconds > SLOW_MILLISECONDS) {
    count.slow++;
    report(`reading took ${Math.round(milliseconds)} ms`);
  }
  if (real === null) {
    count.stopped++;
    return;
  }
  count.files++;
  if (stop !== null) report(`core stops: ${stop.reason}`);
  compareVariables(make, real, report);
  const targets = targetsOf(make).slice(0, Number(options.targets));
  for (const target of targets.filter((found) => found !== "__dump__")) for (const own of root === fixtures ? [ARGUMENTS, WITH_BUILTINS] : [ARGUMENTS]) compareRecipes(root, directory, file, target, start, own, report);
  if (root === fixtures && targets.includes("environment")) compareEnvironment(root, directory, file, start, report);
}

function compareVariables(make, real, report) {
  for (const [name, { flavor, origin, value }] of real) {
    if (OWN.has(name)) continue;
    count.variables++;
    const ours = variable(make, name);
    if (isExact(ours.value, value) && ours.flavor.length === 1 && ours.flavor[0] === flavor && ours.origin[0] === origin) count.exact++;
    else if (ours.flavor.includes(flavor) && ours.origin.includes(origin) && matches(ours.value, value)) count.unknown++;
    else {
      count.different++;
      report(`${name}: make ${JSON.stringify(clip(value))} (${flavor}, ${origin}), core ${JSON.stringify(clip(print(ours.value)))} (${ours.flavor}, ${ours.origin})`);
    }
  }
}

function compareRecipes(root, directory, file, target, start, own, report) {
  const real = recipesOf(file, target, directory, start, own);
  if (real === null) return;
  count.targets++;
  const started = performance.now();
  const ours = recipes(root, directory, file, target, start, own);
  if (performance.now() - started > SLOW_MILLISECONDS) {
    count.slow++;
    report(`${target}: took ${Math.round(performance.now() - started)} ms`);
  }
  const aligned = ours === null ? { exact: 0, unknown: 0, missed: "core stops", wanted: [] } : align(ours, real);
  const total = aligned.missed === null ? aligned.exact + aligned.unknown : Math.max(1, real.split("\n").length - 1);
  count.lines += total;
  count.exactLines += aligned.exact;
  count.unknownLines += aligned.unknown;
  for (const { text } of ours ?? []) countReasons(text);
  if (aligned.missed !== null) {
    count.differentLines += total - aligned.exact - aligned.unknown;
    report(`${target}: make ${JSON.stringify(clip(aligned.missed))}, core ${JSON.stringify(clip(aligned.wanted.map(print).join("")))}`);
  }
}

function compareEnvironment(root, directory, file, start, report) {
  const real = environmentOf(file, directory, start);
  const ours = environment(root, directory, file, start);
  const names = new Set([...real.keys(), ...ours.names()].filter((name) => !ADDED.has(name)));
  for (const name of names) {
    count.environment++;
    const found = ours.getExported(name);
    const value = found === null ? undefined : print(found.value);
    if (value === real.get(name)) continue;
    count.differentEnvironment++;
    report(`environment ${name}: make ${JSON.stringify(real.get(name))}, core ${JSON.stringify(value)}`);
  }
}

function countReasons({ pieces }) {
  for (const piece of pieces) {
    if (piece.kind === "unknown") reasons.set(piece.reason.code, (reasons.get(piece.reason.code) ?? 0) + 1);
    else if (piece.kind === "oneOf") for (const { value } of piece.alternatives) countReasons(value);
  }
}

function clip(text) {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

const differences = count.different + count.differentLines + count.differentEnvironment;
console.log(`  unknown pieces of recipe lines: ${[...reasons].map(([code, number]) => `${number} ${code}`).join(", ") || "none"}`);
console.log(`  ${count.stopped} files skipped, on which make stops; ${count.targets} targets; ${count.slow} files or targets took over ${SLOW_MILLISECONDS} ms`);
console.log(
  `oracle make: ${count.files} files, ${count.variables} variables (${count.exact} exact, ${count.unknown} with unknown, ${count.different} different), ` +
    `${count.lines} recipe lines (${count.exactLines} exact, ${count.unknownLines} with unknown, ${count.differentLines} different), ` +
    `${count.environment} environment variables (${count.differentEnvironment} different), ${differences} differences`,
);
process.exitCode = differences === 0 ? 0 : 1;
