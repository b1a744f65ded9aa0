/** What oracles written in Go share. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Ends the process with status 0, visibly, when there is no Go toolchain: an oracle is not part of a build without Go. */
export function requireGo(name) {
  if (spawnSync("go", ["version"]).status === 0) return;
  console.log(`oracle ${name}: skipped, no go command`);
  process.exit(0);
}

export function goEnv(name) {
  return run("go", ["env", name], process.cwd()).trim();
}

/** The GOROOT of a release that is in the module cache, where the go command puts toolchains; null when it is not. */
export function toolchain(version) {
  const root = `${goEnv("GOMODCACHE")}/golang.org/toolchain@v0.0.1-go${version}.${goEnv("GOOS")}-${goEnv("GOARCH")}`;
  return existsSync(join(root, "bin/go")) ? root : null;
}

/** Standard output of a command that must succeed. */
export function run(command, args, cwd, env = {}, input) {
  const result = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, input, encoding: "utf8", maxBuffer: 1 << 30 });
  if (result.status !== 0) throw new Error(`${command} ${args.join(" ")}: ${result.stderr ?? result.error}`);
  return result.stdout;
}

/** Builds the Go command in `directory`; returns the path of the binary, which is removed at exit. */
export function buildCommand(directory) {
  const target = mkdtempSync(join(tmpdir(), "oracle-"));
  process.on("exit", () => rmSync(target, { recursive: true, force: true }));
  const binary = join(target, "oracle");
  run("go", ["build", "-o", binary, "."], directory, { GOWORK: "off", GOFLAGS: "-mod=readonly -buildvcs=false" });
  return binary;
}

/** Gives `request` as JSON to a command and yields the objects of its output, one a line. */
export async function* answers(binary, request) {
  const child = spawn(binary, [], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  child.stdin.end(JSON.stringify(request));
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) yield JSON.parse(line);
  const status = await ended;
  if (status !== 0) throw new Error(`${binary} ended with status ${status}`);
}
