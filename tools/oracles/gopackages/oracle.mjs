/**
 * Compares the import closures that core predicts with those of `go list -deps`: packages, their files, cgo and imports, for four platforms, with and
 * without cgo, and two sets of tags.
 *
 *   node tools/oracles/gopackages/oracle.mjs [--full] [--corpus DIR]… [--only TEXT] [--brief] [--verbose]
 *
 * Programs are the fixtures of core's tests and, with `--corpus`, the modules of the repositories in a directory whose dependencies are vendored or in
 * the module cache. `--full` adds the modules in programs/, whose dependencies are downloaded, and platforms other than linux/amd64. Each program is
 * loaded with the module cache, with a part of it, and without it: then what is said must be true, and what is not known must be said to be missing. `--brief`: for one platform.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as core from "../../../packages/core/dist/gopackages/index.js";
import { goEnv, requireGo, run } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";
import { compareKnown, compareProgram } from "./compare.mjs";
import { corpusPrograms } from "./corpus.mjs";
import { diskView, diskWorkspace, withoutSomeModules } from "./disk.mjs";
import { fixturePrograms } from "./fixtures.mjs";

const SHOWN_DIFFERENCES = 40;

const options = oracleOptions({ only: { type: "string" }, brief: { type: "boolean", default: false }, verbose: { type: "boolean", default: false } });
requireGo("gopackages");

/** The release whose table of the standard library core has: go switches to it. */
const goVersion = core.standardLibrary(goEnv("GOVERSION").slice(2)).tableVersion;
const contexts = [];
for (const platform of options.full ? ["linux/amd64", "linux/arm64", "darwin/arm64", "windows/amd64"] : ["linux/amd64"]) {
  const [goos, goarch] = platform.split("/");
  for (const cgo of [false, true]) for (const tags of [[], ["netgo", "osusergo"]]) contexts.push({ goos, goarch, cgo, tags });
}

function* ownPrograms() {
  if (!options.full) return;
  const folder = join(import.meta.dirname, "programs");
  for (const name of readdirSync(folder).sort()) {
    const directory = join(folder, name);
    run("go", ["mod", "download"], directory, { GOWORK: "off", GOFLAGS: "" });
    yield { name: `programs/${name}`, directory, patterns: ["."], mod: null, goWork: "off" };
  }
}

const disk = diskWorkspace(goEnv("GOMODCACHE"));
const modes = [
  { name: "with module cache", complete: true, workspace: disk, cache: new core.ModuleCache(disk) },
  { name: "with a part of it", complete: false, workspace: disk, cache: new core.ModuleCache(withoutSomeModules(disk)) },
  { name: "without", complete: false, workspace: diskWorkspace(null), cache: null },
  { name: "without, by the table", complete: false, workspace: diskWorkspace(null), cache: null, table: core.openModuleTable(diskWorkspace(null), false) },
];

let programs = 0;
let packages = 0;
let failed = 0;
let unknown = 0;
let notDownloaded = 0;
let differences = 0;
/** @type {Map<string, number>} */
const unknownByMode = new Map();
for (const program of [...fixturePrograms(), ...ownPrograms(), ...corpusPrograms(options.corpus)]) {
  if (options.only !== undefined && !program.name.includes(options.only)) continue;
  programs++;
  const before = differences;
  const packagesBefore = packages;
  for (const mode of modes) mode.store = new core.PackageStore(core.workspaceHeaders(mode.workspace));
  for (const context of program.isBrief === true || options.brief ? contexts.slice(-1) : contexts) {
    let complete = null;
    for (const mode of modes) {
      let loaded = null;
      const load = () => {
        const view = (program.views ??= {})[mode.name] ?? (program.views[mode.name] = diskView(mode.workspace));
        const { directory, patterns, mod, goWork } = program;
        return (loaded = core.loadPackages({ view, directory, patterns, goWork, context: { ...context, goVersion, mod, race: false }, moduleCache: mode.cache, moduleTable: mode.table ?? null, store: mode.store }));
      };
      const result = compareProgram(program, { ...context, goVersion }, load, mode.complete);
      packages += result.packages;
      failed += result.failed;
      unknown += result.unknown;
      notDownloaded += result.notDownloaded;
      if (mode.complete) complete = loaded;
      else if (complete?.failure === null && loaded !== null) result.differences.push(...compareKnown(complete.closures, loaded.closures).map((text) => `${program.name}: ${text}`));
      unknownByMode.set(mode.name, (unknownByMode.get(mode.name) ?? 0) + result.unknown);
      for (const text of result.differences) if (differences++ < SHOWN_DIFFERENCES) console.log(`${mode.name}: ${text}`);
    }
  }
  if (options.verbose) console.log(`${program.name}: ${packages - packagesBefore} packages, ${differences - before} differences`);
  delete program.views;
  delete program.listed;
}
console.log(`oracle gopackages: ${programs} programs, ${packages} packages compared, ${failed} loads that fail in both, ${notDownloaded} loads for which go lacks modules, ${unknown} packages unknown (${[...unknownByMode].filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`).join(", ")}), ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
