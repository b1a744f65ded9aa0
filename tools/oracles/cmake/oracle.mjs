/**
 * Compares core's evaluation of CMake with CMake: every command that it traces with its arguments, and every go command that the build starts, with its words, directory and environment, by make and by ninja.
 *
 *   node tools/oracles/cmake/oracle.mjs [--full] [--corpus DIR]… [--shown N] [--only TEXT]
 *
 * The projects are our own (cases/). Files of `--corpus`, and with `--full` the modules that come with CMake, are only parsed: CMake reads each inside of `if(0)`. Needs a built core; is skipped without CMake.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { oracleOptions } from "../support/options.mjs";
import { readCases } from "./cases.mjs";
import { compareCalls, compareCommands } from "./compare.mjs";
import { Ours } from "./ours.mjs";
import { isAvailable, Real } from "./real.mjs";
import { compareSyntax } from "./syntax.mjs";

const options = oracleOptions({ shown: { type: "string", default: "40" }, only: { type: "string", default: "" } });
if (!isAvailable("cmake") || !isAvailable("make")) {
  console.log("oracle cmake: skipped, cmake or make is not installed");
  process.exit(0);
}
const hasNinja = isAvailable("ninja");
const scratch = mkdtempSync(join(tmpdir(), "go-indep-cmake-"));
const count = { cases: 0, commands: 0, exactCommands: 0, calls: 0, exactCalls: 0, differences: 0 };
let shown = 0;
let slowest = 0;

try {
  for (const project of readCases(join(import.meta.dirname, "cases"))) {
    if (!`${project.file} ${project.name}`.includes(options.only)) continue;
    count.cases++;
    for (const generator of project.generators) if (generator !== "Ninja" || hasNinja) compareProject(project, generator);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function compareProject(project, generator) {
  const report = (text) => {
    count.differences++;
    if (shown++ < Number(options.shown)) console.log(`${project.file} ${project.name} [${generator}]: ${text}`);
  };
  const real = new Real(join(scratch, "p"), "/usr/local/bin:/usr/bin:/bin", project);
  const ours = new Ours(real, project);
  const runs = [
    ...project.scripts.map((args) => ({ args, orders: !project.unordered })),
    ...project.configurations.map((args) => ({ args: args[0] === "--preset" ? args : ["-S", real.source, "-B", real.build, "-G", generator, ...args], orders: true })),
    // ninja starts what is ready in an order of its own
    ...project.builds.map((args) => ({ args: args[0] === "--preset" || args[0] === "--install" ? ["--build", ...args].slice(args[0] === "--install" ? 1 : 0).map((arg) => arg.replace("BUILD", real.build)) : ["--build", real.build, ...(generator === "Ninja" ? ["-j", "1"] : []), ...args], orders: generator !== "Ninja" })),
  ];
  for (const { args, orders } of runs) {
    const wanted = real.run(args);
    const told = ours.run(args);
    slowest = Math.max(slowest, told.milliseconds);
    const where = `cmake ${args.join(" ").replaceAll(`${real.root}/`, "")}`;
    if ((wanted.status === 0) !== (told.status === "success")) report(`${where}: status ${wanted.status}, told ${told.status} ${told.reasons.join("; ")}\n${wanted.output.slice(-1500)}`);
    else if (told.reasons.length > 0 && wanted.status === 0) report(`${where}: not understood: ${told.reasons.join("; ")}`);
    if (args[0] !== "--preset") compareCommands(wanted.commands, told.commands, count, (text) => report(`${where}: ${text}`));
    compareCalls(wanted.calls, told.calls, orders, count, (text) => report(`${where}: ${text}`));
  }
}

const syntax = compareSyntax(options.corpus, options.full, report => {
  count.differences++;
  if (shown++ < Number(options.shown)) console.log(report);
});
console.log(`  slowest run in core: ${Math.round(slowest)} ms`);
console.log(`  syntax: ${syntax.files} files, ${syntax.commands} commands, ${syntax.bytes} bytes in ${Math.round(syntax.milliseconds)} ms`);
console.log(
  `oracle cmake: ${count.cases} cases, ${count.commands} traced commands (${count.exactCommands} exact), ${count.calls} go command lines (${count.exactCalls} exact), ${syntax.files} files, ${count.differences} differences`,
);
process.exitCode = count.differences === 0 ? 0 : 1;
