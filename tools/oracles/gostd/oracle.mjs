/**
 * Compares the tables of the standard library with `go list -deps std` of the toolchains they were read from: for each build, which packages
 * there are, what each imports, its cgo files and linker flags, and the closure of its imports.
 *
 *   node tools/oracles/gostd/oracle.mjs [--full] [--platforms all]
 *
 * Without `--full` only the newest version; with it every version. The go command downloads the toolchains that it does not have.
 */
import { spawnSync } from "node:child_process";
import { standardLibrary } from "../../../packages/core/dist/gopackages/std.js";
import { STD_TABLES } from "../../../packages/core/dist/gopackages/std-data.generated.js";
import { difference } from "../support/files.mjs";
import { requireGo } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";

const SHOWN_DIFFERENCES = 20;
const PLATFORMS = ["linux/amd64", "linux/arm64", "darwin/arm64", "windows/amd64"];
const TAGS = [[], ["netgo", "osusergo", "timetzdata", "purego"]];
const FORMAT = '{{.ImportPath}}|{{join .Imports " "}}|{{join .Deps " "}}|{{len .GoFiles}} {{len .CgoFiles}}|{{join .CgoLDFLAGS " "}}|{{range $k, $v := .ImportMap}}{{$k}}={{$v}} {{end}}';

const options = oracleOptions({ platforms: { type: "string" } });
requireGo("gostd");

let builds = 0;
let nodes = 0;
let differences = 0;

function check(where, what, expected, got) {
  nodes++;
  const found = difference(expected, got);
  if (found !== null && differences++ < SHOWN_DIFFERENCES) console.log(`${where}: ${what}: ${found}`);
}

function go(toolchain, args, env) {
  const result = spawnSync("go", args, { encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, GOTOOLCHAIN: toolchain, GOFLAGS: "", GOWORK: "off", GOEXPERIMENT: "", ...env } });
  if (result.status !== 0) throw new Error(`${toolchain} go ${args.join(" ")}: ${result.stderr}`);
  return result.stdout;
}

function compareBuild(toolchain, table, platform, cgo, tags) {
  builds++;
  const [goos, goarch] = platform.split("/");
  const where = `${toolchain} ${platform} cgo ${cgo ? 1 : 0} ${tags}`;
  const context = { goos, goarch, cgo, compiler: "gc", goMinor: null, tags: new Set([...tags, ...table.toolTags(goos, goarch)]), mayHaveMoreTags: false };
  const output = go(toolchain, ["list", "-deps", "-f", FORMAT, "-tags", tags.join(","), "std"], { GOOS: goos, GOARCH: goarch, CGO_ENABLED: cgo ? "1" : "0" });
  const listed = new Set();
  for (const line of output.trim().split("\n")) {
    const [path, imports, deps, counts, ldflags, importMap] = line.split("|");
    const [goFiles, cgoFiles] = counts.split(" ").map(Number);
    // some packages have only tests, and cannot be imported
    if (goFiles + cgoFiles === 0) continue;
    listed.add(path);
    const map = new Map(importMap.split(" ").filter(Boolean).map((entry) => entry.split("=")));
    const written = words(imports).filter((i) => i !== "C").map((i) => map.get(i) ?? i);
    const got = table.imports(path, context);
    const hasCgo = cgoFiles > 0;
    check(where, `${path} imports`, uniqueSorted(written), got.filter((i) => written.includes(i) || !hasCgo || !["unsafe", "runtime/cgo", "syscall"].includes(i)));
    check(where, `${path} cgo`, [hasCgo, ldflags], [table.cgo(path, context).active, table.cgo(path, context).ldflags.join(" ")]);
    check(where, `${path} closure`, words(deps).filter((i) => i !== "C").sort(), closure(table, path, context));
  }
  for (const path of listed) check(where, `${path} exists`, true, table.has(path) && table.isBuilt(path, context));
  for (const path of table.packages) {
    // the pattern std leaves runtime/cgo out without cgo, though it has files then
    if (!cgo && path === "runtime/cgo") continue;
    if (table.isBuilt(path, context)) check(where, `${path} is listed`, true, listed.has(path));
  }
}

const words = (text) => text.split(" ").filter(Boolean);
const uniqueSorted = (list) => [...new Set(list)].sort();

/** Without `path` itself, like go's Deps. */
function closure(table, path, context) {
  const seen = new Set([path]);
  for (const next of seen) for (const imported of table.imports(next, context)) seen.add(imported);
  seen.delete(path);
  return [...seen].sort();
}

const releases = STD_TABLES.map(([minor]) => standardLibrary(`1.${minor}`).tableVersion).slice(0, options.full ? undefined : 1);
const compared = releases.filter((release) => {
  const { status, stderr } = spawnSync("go", ["version"], { encoding: "utf8", env: { ...process.env, GOTOOLCHAIN: `go${release}` } });
  if (status !== 0) console.log(`go${release}: skipped, ${stderr.trim()}`);
  return status === 0;
});
for (const release of compared) {
  const table = standardLibrary(release);
  for (const platform of options.platforms === "all" ? table.platforms : PLATFORMS) {
    for (const cgo of [true, false]) {
      for (const tags of TAGS) compareBuild(`go${release}`, table, platform, cgo, tags);
    }
  }
}
if (compared.length === 0) console.log("oracle gostd: skipped, no toolchain");
else console.log(`oracle gostd: ${compared.length} releases, ${builds} builds, ${nodes} nodes, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
