/** GNU make on a makefile of which nothing may run: no shell, no PATH, no network, and a corpus that cannot be written. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const MAKE = "/usr/bin/make";
export const ENVIRONMENT = { PATH: "/nonexistent", HOME: "/nonexistent", LC_ALL: "C" };
/** A shell by its name, which does nothing: `$(shell)`, `+` and `$(MAKE)` lines start it. */
const SHELL = join(mkdtempSync(join(tmpdir(), "make-oracle-")), "sh");
symlinkSync("/bin/true", SHELL);
process.on("exit", () => rmSync(dirname(SHELL), { recursive: true, force: true }));

export const ARGUMENTS = ["-rRn", "--no-print-directory", `SHELL=${SHELL}`];
/** With builtin rules and variables: for files of this project. */
export const WITH_BUILTINS = ["-n", "--no-print-directory", `SHELL=${SHELL}`];

/** Ends the process with status 0, visibly, when GNU make 4.3 or newer or namespaces are missing. */
export function requireMake(name) {
  const version = spawnSync(MAKE, ["--version"], { encoding: "utf8" }).stdout ?? "";
  if (!/^GNU Make 4\.[3-9]/.test(version)) skip(name, "no GNU make 4.3");
  if (spawnSync("unshare", ["-rnm", "true"]).status !== 0) skip(name, "no namespaces");
}

function skip(name, why) {
  console.log(`oracle ${name}: skipped, ${why}`);
  process.exit(0);
}

/** Starts this script again where the network is gone and `directories` cannot be written. Returns only in there. */
export function isolate(directories) {
  if (process.env.MAKE_ORACLE === "isolated") return;
  const mounts = directories.flatMap((directory) => [`mount --bind '${directory}' '${directory}'`, `mount -o remount,bind,ro '${directory}'`]);
  const command = [...mounts, 'exec "$@"'].join(" && ");
  const { status } = spawnSync("unshare", ["-rnm", "sh", "-c", command, "sh", process.execPath, ...process.argv.slice(1)], {
    stdio: "inherit",
    env: { ...process.env, MAKE_ORACLE: "isolated" },
  });
  process.exit(status ?? 1);
}

/** A makefile that could run code in make itself. */
export function loadsCode(file) {
  return /^\s*-?load\b|\$[({]guile\b/m.test(readFileSync(file, "utf8"));
}

const START = "@@V@@";
const END = "@@E@@";

/** Every variable that a makefile defined, by name: flavor, origin and expanded value. Null when make stops. */
export function variablesOf(file, dump, directory, { args, environment }) {
  const { status, stdout } = runMake([...args, "-f", file, "-f", dump, "__dump__"], directory, environment);
  if (status !== 0) return null;
  const variables = new Map();
  for (const part of stdout.split(START).slice(1)) {
    const [name, flavor, origin, ...value] = part.slice(0, part.indexOf(END)).split("@@");
    variables.set(name, { flavor, origin, value: value.join("@@") });
  }
  return variables;
}

/** What `make -n target` prints. Null when make stops. */
export function recipesOf(file, target, directory, { args, environment }, own = ARGUMENTS) {
  const { status, stdout } = runMake([...args, "-f", file, "--", target], directory, environment, own);
  if (status !== 0) return null;
  return stdout.split("\n").filter((line) => !/^make(?:\[\d+\])?: /.test(line)).join("\n");
}

/** The environment that the recipe `@env` of the target `environment` sees. For files of this project only: the recipe really runs. */
export function environmentOf(file, directory, { args, environment }) {
  const { stdout } = spawnSync(MAKE, ["-rR", "--no-print-directory", ...args, "-f", file, "environment"], { cwd: directory, env: { ...ENVIRONMENT, PATH: "/usr/bin:/bin", ...environment }, encoding: "utf8" });
  return new Map(stdout.split("\n").filter((line) => line.includes("=")).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/** How a fixture is started: `# arguments: V=1 -e` and `# environment: A=1` in its first lines. Others are started without. */
export function startOf(file) {
  const head = readFileSync(file, "utf8").slice(0, 400);
  const words = (name) => (new RegExp(`^# ${name}: (.*)$`, "m").exec(head)?.[1].match(/(?:\\.|"[^"]*"|[^\s\\"])+/g) ?? []).map((word) => word.replace(/\\(.)/g, "$1").replaceAll('"', ""));
  return { args: words("arguments"), environment: Object.fromEntries(words("environment").map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)])) };
}

function runMake(args, directory, environment, own = ARGUMENTS) {
  const { status, stdout } = spawnSync(MAKE, [...own, ...args], { cwd: directory, env: { ...ENVIRONMENT, ...environment }, encoding: "utf8", timeout: 20_000, maxBuffer: 1 << 28 });
  return { status, stdout: stdout ?? "" };
}
