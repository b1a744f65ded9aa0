// Runs the oracles, tools/oracles/*/oracle.mjs: `npm run oracles`, or `npm run oracles:full` for everything that they can compare on this machine.
//
// An oracle prints what differs, and in its last line `oracle <name>: <n> files, <n> nodes, <n> differences` (other units are summed by their
// names) or `oracle <name>: skipped, <why>`. Its exit code is 0 when nothing differs. Names after the flags choose some oracles; `--corpus DIR` is
// for those that read the repositories in a directory.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { lastLine, readSums, summaryTable } from "./sums.mjs";

const { values, positionals } = parseArgs({
  options: { full: { type: "boolean", default: false }, corpus: { type: "string", multiple: true, default: [] } },
  allowPositionals: true,
});
const flags = [...(values.full ? ["--full"] : []), ...values.corpus.flatMap((path) => ["--corpus", path])];
const directory = import.meta.dirname;
const names = readdirSync(directory).filter((name) => existsSync(join(directory, name, "oracle.mjs")));
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`no such oracle: ${unknown.join(", ")} (there are ${names.join(", ")})`);

/** @type {import("./sums.mjs").OracleRun[]} */
const runs = [];
for (const name of positionals.length > 0 ? positionals : names) {
  const started = performance.now();
  const { output, status } = await run(join(directory, name, "oracle.mjs"), flags);
  runs.push({ name, seconds: (performance.now() - started) / 1000, ...readSums(lastLine(output), status) });
}
console.log(`\n${summaryTable(runs)}`);
process.exitCode = runs.some(({ state }) => state === "differs" || state === "failed") ? 1 : 0;

/**
 * @param {string} script
 * @param {string[]} flags
 * @returns {Promise<{ output: string[], status: number }>}
 */
async function run(script, flags) {
  const child = spawn(process.execPath, [script, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
  const output = [];
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    output.push(line);
  }
  return { output, status: /** @type {number} */ (await ended) };
}
