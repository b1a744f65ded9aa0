/**
 * Builds programs that import modules with C code, with the libraries of this machine, and compares NEEDED (its order too) and all else that readelf
 * shows with what core predicts from the sources.
 *
 *   node tools/oracles/native/oracle.mjs --full [--only TEXT] [--verbose]
 *
 * Only with `--full`: compiling some of the C code takes minutes. Programs whose packages of Debian are not installed are skipped, visibly; programs.mjs
 * names the packages. `inspect --against` must show no difference either.
 */
import { join } from "node:path";
import { compareLinkage } from "../../../packages/core/dist/index.js";
import { diskView, diskWorkspace } from "../gopackages/disk.mjs";
import { readFile } from "../inspect/ours.mjs";
import { app, buildRow, missingTool } from "../matrix/build.mjs";
import { compareRow } from "../matrix/compare.mjs";
import { core } from "../matrix/core.mjs";
import { predict } from "../matrix/predict.mjs";
import { isInstalled } from "../support/debian.mjs";
import { goEnv, requireGo } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";
import { machineHost } from "./host.mjs";
import { PROGRAMS } from "./programs.mjs";

const options = oracleOptions({ only: { type: "string", default: "" }, verbose: { type: "boolean" } });
requireGo("native");
if (!options.full) {
  console.log("oracle native: skipped, compiling takes minutes (--full)");
  process.exit(0);
}

const directory = join(import.meta.dirname, "programs");
const workspace = diskWorkspace(goEnv("GOMODCACHE"));
const files = { view: diskView(workspace), moduleCache: new core.ModuleCache(workspace), store: new core.PackageStore(core.workspaceHeaders(workspace)) };
const host = machineHost(goEnv("GOVERSION").slice(2));

/** @type {Map<string, Record<string, number>>} */
const counts = new Map();
let [programs, fields, differences] = [0, 0, 0];
for (const [name, { program = name, tags, debian = [] } = {}] of PROGRAMS.filter(([each]) => each.includes(options.only))) {
  const row = { case: name, program, directory, env: {}, flags: tags === undefined ? [] : [`-tags=${tags}`] };
  const missing = missingTool(row) ?? debian.find((each) => !isInstalled(each)) ?? null;
  if (missing !== null) {
    console.log(`skipped ${name}: ${missing} is not installed`);
    continue;
  }
  const truth = buildRow(row);
  if (truth.build !== "ok") {
    console.log(`skipped ${name}: does not build here: ${truth.build_output.split("\n").slice(0, 3).join(" ")}`);
    continue;
  }
  programs++;
  const [linkage] = predict(core, row, files, host);
  const against = compareLinkage(linkage, readFile(app).binary).filter(({ result }) => result === "different");
  const results = [...compareRow(truth, linkage), ...against.map(({ field, predicted, actual }) => ({ field: `${field} (inspect)`, result: "different", text: `predicted ${predicted}, really ${actual}` }))];
  for (const { field, result, text } of results) {
    const count = counts.get(field) ?? { equal: 0, within: 0, unknown: 0, different: 0 };
    counts.set(field, count);
    count[result]++;
    fields++;
    if (result === "different") differences++;
    if (result === "different" || (options.verbose && result !== "equal")) console.log(`${name}: ${field} ${result}: ${text}`);
  }
  if (options.verbose) console.log(`${name}: NEEDED ${truth.needed.join(" ")}`);
}
for (const [field, { equal, within, unknown, different }] of counts) console.log(`${field}: ${equal} equal, ${within} within what is predicted, ${unknown} unknown, ${different} different`);
console.log(`oracle native: ${programs} programs, ${fields} fields compared, ${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;
