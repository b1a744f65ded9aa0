/**
 * Import closures against `go list -deps` with warm caches, in one run: never a timed test.
 *
 *     npm run bench -- closure [--runs 7] [--write] [DIRECTORY PATTERN]…
 *
 * GOROOT's cmd/go and cmd/compile, and a module of 10⁵ files that is made for it, of which a program links a part; and what the arguments name. Once
 * for one build, where each contestant is a process that starts anew, and once for sixteen (platforms, cgo, tags), which core answers in one process,
 * as it does for a repository, and go in sixteen. Core takes part twice: reading every header, and with the index that an earlier run has left. What both find must
 * be the same. Contestants take turns, and ratios are of the same round; CPU is user and system time of all threads: on a busy machine it tells more than the clock.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { writeSection } from "./document.mjs";
import { measure, ratio, ratioText, takeTurns } from "./processes.mjs";

const { values, positionals } = parseArgs({ options: { runs: { type: "string", default: "7" }, write: { type: "boolean", default: false } }, allowPositionals: true });
const FIELDS = "-json=ImportPath,GoFiles,CgoFiles,Imports,Standard";
const GO_ENVIRONMENT = { GOFLAGS: "", GOWORK: "off", GOTOOLCHAIN: "local" };
/** Files that changed within this time are looked at more closely. */
const SETTLED_MILLISECONDS = 2500;

const goEnv = (variable) => execFileSync("go", ["env", variable], { encoding: "utf8" }).trim();
const goVersion = goEnv("GOVERSION").slice("go".length);
const linux = { goos: "linux", goarch: "amd64", cgo: true, tags: [], goVersion };
const builds = ["linux/amd64", "linux/arm64", "darwin/arm64", "windows/amd64"].flatMap((platform) => {
  const [goos, goarch] = platform.split("/");
  return [true, false].flatMap((cgo) => [[], ["netgo", "osusergo"]].map((tags) => ({ goos, goarch, cgo, tags, goVersion })));
});

const scratch = mkdtempSync(join(tmpdir(), "bench-"));
process.on("exit", () => rmSync(scratch, { recursive: true }));
const loader = join(scratch, "load-closure.mjs");
// as packages are published: reading a hundred modules one by one costs as much as a small program
await build({ entryPoints: [join(import.meta.dirname, "load-closure.mjs")], outdir: scratch, outExtension: { ".js": ".mjs" }, bundle: true, platform: "node", format: "esm", minifyWhitespace: true, minifySyntax: true });

/** A row of the table for the builds in `contexts`: one command of go for each, one process of core for all. */
function compare({ name, directory, pattern }, contexts) {
  const file = join(scratch, `contexts-${contexts.length}.json`);
  const index = join(scratch, `${basename(name)}.index`);
  writeFileSync(file, JSON.stringify(contexts));
  const go = (own) =>
    contexts.map(({ goos, goarch, cgo, tags }) => ({
      command: ["go", "list", "-e", "-deps", FIELDS, "-tags", tags.join(","), pattern],
      env: { ...GO_ENVIRONMENT, GOOS: goos, GOARCH: goarch, CGO_ENABLED: cgo ? "1" : "0", CC: "cc", ...own },
    }));
  const core = (...options) => measure([{ command: [process.execPath, loader, directory, pattern, file, ...options] }], directory);
  const found = (...options) => JSON.parse(core("--digest", ...options).stderr);

  const plain = found();
  for (const what of ["that it writes", "that it has written"]) if (found("--index", index).digest !== plain.digest) throw new Error(`${name}: found something else with the index ${what}`);
  measure(go({}), directory);
  const samples = takeTurns(Number(values.runs), {
    go: () => measure(go({}), directory),
    core: () => core(),
    kept: () => core("--index", index),
    node: () => measure([{ command: [process.execPath, "-e", "0"] }], directory),
  });
  const of = (who, what) => ratioText(ratio(samples[who].map((sample) => sample[what]), samples.go.map((sample) => sample[what])));
  const rss = (who) => Math.max(...samples[who].map(({ stderr }) => JSON.parse(stderr).rss)).toFixed(0);
  const cells = [name, contexts.length, plain.packages, of("core", "cpu"), of("kept", "cpu"), of("node", "cpu"), of("core", "wall"), of("kept", "wall"), `${rss("core")}, ${rss("kept")} MB`];
  const least = (who, what) => Math.min(...samples[who].map((sample) => sample[what])).toFixed(0);
  console.log(`${name}, ${contexts.length} builds: ${JSON.stringify({ ...plain, digest: undefined })}`);
  for (const who of Object.keys(samples)) console.log(`  ${who}: cpu ${least(who, "cpu")} ms (${of(who, "cpu")}), wall ${least(who, "wall")} ms (${of(who, "wall")})`);
  return `| ${cells.join(" | ")} |`;
}

/** 1,000 packages of 100 files in a module; the program links 200 of them. */
function largeModule() {
  const directory = join(scratch, "large");
  mkdirSync(directory);
  writeFileSync(join(directory, "go.mod"), "module example.com/large\n\ngo 1.22\n");
  const body = `\nimport "fmt"\n\nfunc init() { fmt.Sprint() }\n${"// filler\n".repeat(50)}`;
  for (let i = 0; i < 1000; i++) {
    mkdirSync(join(directory, `p${i}`));
    const next = i < 199 ? `\nimport _ "example.com/large/p${i + 1}"\n` : "";
    for (let j = 0; j < 100; j++) writeFileSync(join(directory, `p${i}`, `f${j}.go`), `package p${i}\n${j === 0 ? next : ""}${body}`);
  }
  writeFileSync(join(directory, "main.go"), 'package main\n\nimport _ "example.com/large/p0"\n\nfunc main() {}\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SETTLED_MILLISECONDS);
  return directory;
}

const cmd = join(goEnv("GOROOT"), "src/cmd");
const programs = [
  { name: "GOROOT's cmd/go", directory: cmd, pattern: "./go" },
  { name: "GOROOT's cmd/compile", directory: cmd, pattern: "./compile" },
  { name: "a module of 100,000 files, 20,000 linked", directory: largeModule(), pattern: "." },
];
for (let i = 0; i + 1 < positionals.length; i += 2) {
  const directory = resolve(positionals[i]);
  const isVendored = existsSync(join(directory, "vendor/modules.txt"));
  programs.push({ name: `${basename(directory)} ${positionals[i + 1]}${isVendored ? ", vendored" : ""}`, directory, pattern: positionals[i + 1] });
}
const rows = programs.flatMap((program) => [[linux], builds].map((contexts) => compare(program, contexts)));
const table = [
  "| program | builds | packages | CPU | CPU with index | Node's start | wall | wall with index | RSS |",
  "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
  ...rows,
].join("\n");
console.log(table);
const named = positionals.map((word, i) => (i % 2 === 0 ? basename(resolve(word)) : word));
const command = ["npm run bench -- closure --runs", values.runs, "--write", ...named].join(" ");
if (values.write) writeSection("closure", command, `${table}\n\nMedian of ${values.runs} rounds, and what they lie between.`);
