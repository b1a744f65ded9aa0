/**
 * Compares core's reading of go.mod, go.work and vendor/modules.txt, and its order of versions, with golang.org/x/mod, go/version and `go list`.
 *
 *   node tools/oracles/gomod/oracle.mjs [--full] [--corpus DIR]…
 *
 * Without `--full`: GOROOT and `--corpus`. With it also the module cache, which keeps the go.mod of every module that was ever looked at.
 */
import { basename, join } from "node:path";
import * as core from "../../../packages/core/dist/syntax/gomod/index.js";
import { corpus, difference, readText } from "../support/files.mjs";
import { answers, buildCommand, goEnv, requireGo } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";
import { compareVendor, withVendoredModule } from "./vendor.mjs";
import { sampleVersions } from "./versions.mjs";

const SHOWN_DIFFERENCES = 20;

const options = oracleOptions({});
requireGo("gomod");

let nodes = 0;
let differences = 0;
const check = (where, what, expected, got) => {
  nodes++;
  const found = difference(expected, got);
  if (found !== null && differences++ < SHOWN_DIFFERENCES) console.log(`${where}: ${what}: ${found}`);
};

/** Lines of core in the shape of the Go command: values, then the place. */
const PLACED = {
  module: (m) => (m === null ? [] : [[[m.path], m.range]]),
  go: (g) => (g === null ? [] : [[[g.version], g.range]]),
  toolchain: (t) => (t === null ? [] : [[[t.version], t.range]]),
  godebug: (all) => all.map((g) => [[g.key, g.value], g.range]),
  require: (all) => all.map((r) => [[r.path, r.version, r.indirect ? "indirect" : ""], r.range]),
  exclude: (all) => all.map((e) => [[e.path, e.version], e.range]),
  replace: (all) => all.map((r) => [[r.old.path, r.old.version, r.new.path, r.new.version], r.range]),
  retract: (all) => all.map((r) => [[r.low, r.high], r.range]),
  tool: (all) => all.map((t) => [[t.path], t.range]),
  ignore: (all) => all.map((i) => [[i.path], i.range]),
  use: (all) => all.map((u) => [[u.path], u.range]),
};
/** Statements of which core gives the place of the argument only: it must end the line of Go. */
const ARGUMENT_ONLY = new Set(["module", "go", "toolchain", "godebug", "tool", "ignore", "use"]);

function compareFile(answer) {
  const { text, units } = readText(answer.File);
  const parsed = (basename(answer.File) === "go.work" ? core.parseGoWork : core.parseGoMod)(text);
  check(answer.File, `refused (${answer.Error})`, answer.Error !== "", parsed.problems.length > 0);
  if (answer.Error !== "") return;
  const place = ([start, end]) => [units(start), units(end)];
  for (const [verb, placed] of Object.entries(PLACED)) {
    if (parsed[verb] === undefined) continue;
    const expected = (answer.Lines[verb] ?? []).map((line) => [line.Values, place(line.Range)]);
    const got = placed(parsed[verb]);
    const same = ([values, [start, end]]) => (ARGUMENT_ONLY.has(verb) ? [values, end] : [values, [start, end]]);
    check(answer.File, verb, expected.map(same), got.map(same));
  }
  const comments = (answer.Comments ?? []).map((c) => [c.Values[0], place(c.Range)]).sort((a, b) => a[1][0] - b[1][0]);
  check(answer.File, "comments", comments, parsed.comments.map((c) => [`//${c.value}`, c.range]));
}

function compareVersions(request, answer) {
  request.ModulePairs.forEach(([a, b], i) => check(`${a} ${b}`, "order", answer.ModuleOrder[i], Math.sign(core.compareModuleVersion(a, b))));
  request.GoPairs.forEach(([a, b], i) => check(`go ${a} ${b}`, "order", answer.GoOrder[i], Math.sign(core.compareGoVersion(a, b))));
  request.ModuleVersions.forEach((v, i) => {
    check(v, "canonical", answer.Canonical[i], core.canonicalModuleVersion(v) ?? "");
    check(v, "major", answer.Major[i], core.majorModuleVersion(v) ?? "");
    check(v, "escaped", answer.EscapedVersion[i], core.escapeModuleVersion(v) ?? "");
  });
  request.GoVersions.forEach((v, i) => {
    check(v, "valid", answer.GoValid[i], core.isGoVersion(v));
    check(v, "language", answer.GoLanguage[i], core.isGoVersion(v) ? `go${core.goLanguageVersion(v)}` : "");
  });
  request.Paths.forEach((p, i) => {
    if (answer.EscapedPath[i] !== "") check(p, "escaped", answer.EscapedPath[i], core.escapeModulePath(p));
    check(p, "major", answer.PathMajorOK[i] ? answer.PathMajor[i] : null, core.pathMajor(p));
  });
}

const directories = [goEnv("GOROOT"), ...options.corpus, ...(options.full ? [goEnv("GOMODCACHE")] : [])];
const wanted = (name) => name === "go.mod" || name === "go.work" || name.endsWith(".mod");
const files = corpus(directories, wanted);
const request = { Files: files, ...sampleVersions(files.map((file) => readText(file).text)) };
for await (const answer of answers(buildCommand(import.meta.dirname), request)) {
  if (answer.File === undefined) compareVersions(request, answer);
  else compareFile(answer);
}
for (const module of ["src", join("src", "cmd")]) compareVendor(join(goEnv("GOROOT"), module), "./...", check);
if (options.full) withVendoredModule(join(import.meta.dirname, "../gosource"), "corpus", (directory) => compareVendor(directory, ".", check, ["-tags", "corpus"]));
console.log(`oracle gomod: ${files.length} files, ${nodes} nodes, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
