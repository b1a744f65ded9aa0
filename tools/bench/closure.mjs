/**
 * Import closures against `go list -deps` with warm caches, in one run: never a timed test.
 *
 *     node tools/bench/closure.mjs [--runs 5] [DIRECTORY PATTERN]…
 *
 * Without arguments: GOROOT's cmd/go and cmd/compile, and a module of 10⁵ files that is made for it, of which a program links a part. Each contestant
 * is a process of its own, in turns. CPU is user and system time: on a busy machine it tells more than the clock.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({ options: { runs: { type: "string", default: "5" } }, allowPositionals: true });
const GO_LIST = ["go", "list", "-deps", "-json=ImportPath,GoFiles,CgoFiles,Imports,Standard"];
const LOADER = [process.execPath, join(import.meta.dirname, "load-closure.mjs")];

/** Wall and CPU time of a command in milliseconds, and what it wrote to standard error. */
function measure(command, cwd) {
  const env = { ...process.env, GOFLAGS: "", GOWORK: "off", GOTOOLCHAIN: "local", CGO_ENABLED: "1" };
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", '"$@" >/dev/null || exit; times', "sh", ...command], { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command.join(" ")}: ${stderr}`);
  const wall = performance.now() - started;
  const ofChildren = stdout.trim().split("\n").at(-1) ?? "";
  const cpu = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + 60_000 * Number(minutes) + 1000 * Number(seconds), 0);
  return { wall, cpu, stderr };
}

function compare(name, directory, pattern) {
  const samples = { go: [], core: [] };
  measure([...GO_LIST, pattern], directory);
  let seen = "";
  for (let i = 0; i < Number(values.runs); i++) {
    samples.go.push(measure([...GO_LIST, pattern], directory));
    const core = measure([...LOADER, directory, pattern], directory);
    samples.core.push(core);
    seen = core.stderr.trim();
  }
  const least = (who, what) => Math.min(...samples[who].map((sample) => sample[what]));
  const line = (what) => `${what} ${least("core", what).toFixed(0)} ms to ${least("go", what).toFixed(0)} ms (${(least("core", what) / least("go", what)).toFixed(2)})`;
  console.log(`${name}: ${line("wall")}, ${line("cpu")}; ${seen}`);
}

/** 1,000 packages of 100 files in a module; the program links 200 of them. */
function largeModule() {
  const directory = mkdtempSync(join(tmpdir(), "bench-"));
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

for (let i = 0; i + 1 < positionals.length; i += 2) compare(`${positionals[i]} ${positionals[i + 1]}`, resolve(positionals[i]), positionals[i + 1]);
if (positionals.length === 0) {
  const cmd = join(spawnSync("go", ["env", "GOROOT"], { encoding: "utf8" }).stdout.trim(), "src/cmd");
  compare("cmd/go", cmd, "./go");
  compare("cmd/compile", cmd, "./compile");
  const large = largeModule();
  try {
    compare("module of 100,000 files", large, ".");
  } finally {
    rmSync(large, { recursive: true });
  }
}
