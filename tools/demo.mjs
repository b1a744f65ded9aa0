/** The main job on a bundled example: lints a project that ships a binary which cannot start, then explains it. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const example = fileURLToPath(new URL("../examples/unexported-cgo-enabled", import.meta.url));
const cli = fileURLToPath(new URL("../packages/cli/dist/bundle/bin.js", import.meta.url));

// A copy outside this repository: the root of a project is where its .git is.
const directory = mkdtempSync(join(tmpdir(), "go-indep-lint-demo-"));
try {
  cpSync(example, directory, { recursive: true });
  mkdirSync(join(directory, ".git"));
  const lint = run();
  const explain = run("explain");
  process.exitCode = lint === 1 && explain === 0 ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true });
}

function run(...args) {
  console.log(`\n$ go-indep-lint${args.map((arg) => ` ${arg}`).join("")}`);
  return spawnSync(process.execPath, [cli, ...args], { cwd: directory, stdio: "inherit" }).status;
}
