/**
 * Runs small scripts in real shells and compares what they start with what core's evaluator says: arguments, exported variables, working directory,
 * exit status and standard output.
 *
 *   node tools/oracles/shell-run/oracle.mjs [--core DIR] [--verbose]
 *
 * Only the cases of this directory are executed, each in an empty directory, where PATH holds nothing but programs that log how they were started.
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { oracleOptions } from "../support/options.mjs";
import { readCases } from "./cases.mjs";
import { compare } from "./compare.mjs";
import { evaluator } from "./evaluate.mjs";
import { runCase } from "./run.mjs";

const options = oracleOptions({ core: { type: "string", default: join(import.meta.dirname, "../../../packages/core/dist") }, verbose: { type: "boolean", default: false } });

const SHELLS = { dash: ["/bin/dash", "/usr/bin/dash"], bash: ["/bin/bash", "/usr/bin/bash"], busybox: ["/bin/busybox", "/usr/bin/busybox"] };
const present = Object.fromEntries(Object.entries(SHELLS).flatMap(([name, paths]) => paths.filter((path) => existsSync(path)).slice(0, 1).map((path) => [name, path])));
for (const name of Object.keys(SHELLS)) if (present[name] === undefined) console.log(`oracle shell-run: skipped for ${name}, which is not installed`);

const evaluate = await evaluator((path) => import(pathToFileURL(resolve(options.core, path)).href));
let runs = 0;
let commands = 0;
let exact = 0;
let differences = 0;
const cases = readCases(join(import.meta.dirname, "cases"));
for (const each of cases) {
  for (const shell of each.shells.filter((name) => present[name] !== undefined)) {
    const real = runCase(each, present[shell], shell);
    const told = evaluate(each, shell);
    runs++;
    commands += real.calls.length;
    const found = compare(real, told, each.unordered);
    if (found.isExact) exact++;
    if (options.verbose) console.log(`${each.name} [${shell}] ${found.isExact ? "exact" : "known in part"}`);
    if (found.difference === null) continue;
    differences++;
    console.log(`${each.file}: ${each.name} [${shell}]: ${found.difference}`);
  }
}
console.log(`oracle shell-run: ${cases.length} scripts, ${runs} runs, ${commands} commands, ${exact} runs known exactly, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
