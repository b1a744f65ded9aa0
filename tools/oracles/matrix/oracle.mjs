/**
 * Compares predicted linkages with real builds: programs × environments × flags, of which matrix.jsonl and own.jsonl hold what really came out.
 *
 *   node tools/oracles/matrix/oracle.mjs [--only TEXT] [--verbose]     predicts every row and compares it with the recorded truth
 *   node tools/oracles/matrix/oracle.mjs --build|--full [--only TEXT]  builds every row again here, and compares the prediction with that
 *   node tools/oracles/matrix/oracle.mjs --build --run                 … runs them in root file systems, and compares with the recorded runs
 *   node tools/oracles/matrix/oracle.mjs --build --run --record        … writes own.jsonl anew from the rows of rows.mjs
 *
 * A row with runs is also asked where its program starts: the predicted linkage beside the facts of base images (verdicts.mjs).
 *
 * A prediction may be less exact than the truth (a library that may be needed, a glibc version with bounds): such fields are counted apart. Fields
 * that differ make the oracle fail. Rows whose compilers or toolchains are not installed are skipped, visibly.
 */
import { diskView, diskWorkspace } from "../gopackages/disk.mjs";
import { goEnv, requireGo, run } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";
import { app, buildRow, missingTool } from "./build.mjs";
import { cannotRun, isRunnable, runDifferences, runIn } from "./chroots.mjs";
import { compareRow } from "./compare.mjs";
import { core } from "./core.mjs";
import { predict, PROGRAMS } from "./predict.mjs";
import { ownRows, readRows, recordRows } from "./rows.mjs";
import { compareRuns } from "./verdicts.mjs";

const options = oracleOptions({ build: { type: "boolean" }, record: { type: "boolean" }, run: { type: "boolean" }, only: { type: "string" }, verbose: { type: "boolean" } });
requireGo("matrix");
options.build ||= options.full;
run("go", ["mod", "download"], PROGRAMS, { GOWORK: "off", GOFLAGS: "-mod=readonly" });

const workspace = diskWorkspace(goEnv("GOMODCACHE"));
const files = { view: diskView(workspace), moduleCache: new core.ModuleCache(workspace), store: new core.PackageStore(core.workspaceHeaders(workspace)) };
const wanted = (row) => options.only === undefined || row.case.includes(options.only);
const recorded = [...readRows("matrix.jsonl"), ...(options.record ? ownRows() : readRows("own.jsonl"))].filter(wanted);

const noRuns = options.run ? cannotRun() : null;
if (noRuns !== null) console.log(`runs skipped: ${noRuns}`);
let runs = 0;

const counts = new Map();
const skipped = new Map();
const built = [];
let rows = 0;
let differences = 0;
for (const row of recorded) {
  const missing = options.build ? missingTool(row) : null;
  if (missing !== null) {
    skipped.set(missing, (skipped.get(missing) ?? 0) + 1);
    continue;
  }
  const truth = options.build ? buildRow(row) : row;
  built.push(truth);
  rows++;
  if (options.run && noRuns === null && isRunnable(truth)) {
    runs++;
    truth.runs = runIn(app);
    for (const text of runDifferences(row.runs ?? {}, truth.runs)) {
      differences++;
      console.log(`${row.case}: runs differ in ${text}`);
    }
  }
  const [linkage] = predict(core, row, files);
  for (const { field, result, text } of [...compareRow(truth, linkage), ...compareRuns(truth.runs ?? row.runs ?? {}, linkage)]) {
    const count = counts.get(field) ?? { equal: 0, within: 0, unknown: 0, different: 0 };
    counts.set(field, count);
    count[result]++;
    if (result === "different") differences++;
    if (result === "different" || (options.verbose && result !== "equal")) console.log(`${row.case}: ${field} ${result}: ${text}`);
  }
}
if (options.record) recordRows(built);
if (runs > 0) console.log(`${runs} programs run in root file systems`);
for (const [tool, n] of skipped) console.log(`skipped ${n} rows: ${tool} is not installed`);
let fields = 0;
for (const [field, { equal, within, unknown, different }] of counts) {
  fields += equal + within + unknown + different;
  console.log(`${field}: ${equal + within + unknown + different} compared, ${equal} equal, ${within} within what is predicted, ${unknown} unknown, ${different} different`);
}
console.log(`oracle matrix: ${rows} rows, ${fields} fields compared, ${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;
