/**
 * Import closures against `go list -deps` with warm caches, in one run: never a timed test.
 *
 *     npm run bench -- closure [--runs 5] [DIRECTORY PATTERN]…
 *
 * GOROOT's cmd/go and cmd/compile, and a module of 10⁵ files that is made for it, of which a program links a part; and what the arguments name. Once
 * for one build, where each contestant is a process that starts anew, and once for sixteen (platforms, cgo, tags), which core answers in one process,
 * as it does for a repository, and go in sixteen. Contestants take turns; the least of all runs counts. CPU is user and system time of all threads: on
 * a busy machine it tells more than the clock.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const { values, positionals } = parseArgs({ options: { runs: { type: "string", default: "5" } }, allowPositionals: true });
const FIELDS = "-json=ImportPath,GoFiles,CgoFiles,Imports,Standard";

const goVersion = run("GOVERSION").slice("go".length);
const linux = { goos: "linux", goarch: "amd64", cgo: true, tags: [], goVersion };
const builds = ["linux/amd64", "linux/arm64", "darwin/arm64", "windows/amd64"].flatMap((platform) => {
  const [goos, goarch] = platform.split("/");
  return [true, false].flatMap((cgo) => [[], ["netgo", "osusergo"]].map((tags) => ({ goos, goarch, cgo, tags, goVersion })));
});

const scratch = mkdtempSync(join(tmpdir(), "bench-"));
process.on("exit", () => rmSync(scratch, { recursive: true }));
// as packages are published: reading a hundred modules one by one costs as much as a small program
await build({ entryPoints: [join(import.meta.dirname, "load-closure.mjs")], outdir: scratch, outExtension: { ".js": ".mjs" }, bundle: true, platform: "node", format: "esm", minifyWhitespace: true, minifySyntax: true });

function run(variable) {
  return spawnSync("go", ["env", variable], { encoding: "utf8" }).stdout.trim();
}

/** Wall and CPU time of commands in milliseconds, and what they wrote to standard error. */
function measure(commands, cwd) {
  const sum = { wall: 0, cpu: 0, stderr: "" };
  for (const { command, env = {} } of commands) {
    const own = { ...process.env, GOFLAGS: "", GOWORK: "off", GOTOOLCHAIN: "local", ...env };
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", '"$@" >/dev/null || exit; times', "sh", ...command], { cwd, env: own, encoding: "utf8" });
    if (status !== 0) throw new Error(`${command.join(" ")}: ${stderr}`);
    sum.wall += performance.now() - started;
    const ofChildren = stdout.trim().split("\n").at(-1) ?? "";
    for (const [, minutes, seconds] of ofChildren.matchAll(/(\d+)m([\d.]+)s/g)) sum.cpu += 60_000 * Number(minutes) + 1000 * Number(seconds);
    sum.stderr = stderr;
  }
  return sum;
}

/** For the builds in `contexts`: one command of go for each, one process of core for all. */
function compare(name, directory, pattern, contexts) {
  const file = join(scratch, `contexts-${contexts.length}.json`);
  writeFileSync(file, JSON.stringify(contexts));
  const golist = contexts.map(({ goos, goarch, cgo, tags }) => ({
    command: ["go", "list", "-e", "-deps", FIELDS, "-tags", tags.join(","), pattern],
    env: { GOOS: goos, GOARCH: goarch, CGO_ENABLED: cgo ? "1" : "0", CC: "cc" },
  }));
  const loader = [{ command: [process.execPath, join(scratch, "load-closure.mjs"), directory, pattern, file] }];
  const samples = { go: [], core: [] };
  measure(golist, directory);
  let seen = "";
  for (let i = 0; i < Number(values.runs); i++) {
    samples.go.push(measure(golist, directory));
    const core = measure(loader, directory);
    samples.core.push(core);
    seen = core.stderr.trim();
  }
  const least = (who, what) => Math.min(...samples[who].map((sample) => sample[what]));
  const line = (what) => `${what} ${least("core", what).toFixed(0)} ms to ${least("go", what).toFixed(0)} ms (${(least("core", what) / least("go", what)).toFixed(2)})`;
  console.log(`${name}, ${contexts.length === 1 ? "one build" : `${contexts.length} builds`}: ${line("wall")}, ${line("cpu")}; ${seen}`);
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
  return directory;
}

const nothing = Array.from({ length: Number(values.runs) }, () => measure([{ command: [process.execPath, "-e", "0"] }], scratch));
console.log(`node that does nothing: wall ${Math.min(...nothing.map(({ wall }) => wall)).toFixed(0)} ms, cpu ${Math.min(...nothing.map(({ cpu }) => cpu)).toFixed(0)} ms`);
const cmd = join(run("GOROOT"), "src/cmd");
const programs = [["cmd/go", cmd, "./go"], ["cmd/compile", cmd, "./compile"], ["module of 100,000 files", largeModule(), "."]];
for (let i = 0; i + 1 < positionals.length; i += 2) programs.push([positionals[i + 1], resolve(positionals[i]), positionals[i + 1]]);
for (const program of programs) for (const contexts of [[linux], builds]) compare(...program, contexts);
