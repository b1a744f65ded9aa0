/** GNU make on a makefile of which nothing may run: no shell, no PATH, no network, nothing that can be written, no process that can be seen. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const MAKE = "/usr/bin/make";
export const ENVIRONMENT = { PATH: "/nonexistent", HOME: "/nonexistent", LC_ALL: "C" };
/** A shell by its name, which does nothing: `$(shell)`, `+` and `$(MAKE)` lines start it. */
const SHELL = process.env.MAKE_ORACLE_SHELL ?? makeShell();

function makeShell() {
  const shell = join(mkdtempSync(join(tmpdir(), "make-oracle-")), "sh");
  symlinkSync("/bin/true", shell);
  process.on("exit", () => rmSync(dirname(shell), { recursive: true, force: true }));
  return shell;
}

export const ARGUMENTS = ["-rRn", "--no-print-directory", `SHELL=${SHELL}`];
/** With builtin rules and variables: for files of this project. */
export const WITH_BUILTINS = ["-n", "--no-print-directory", `SHELL=${SHELL}`];

/** Ends the process with status 0, visibly, when GNU make 4.3 or newer or namespaces are missing. */
export function requireMake(name) {
  const version = spawnSync(MAKE, ["--version"], { encoding: "utf8" }).stdout ?? "";
  if (!/^GNU Make 4\.[3-9]/.test(version)) skip(name, "no GNU make 4.3");
  if (spawnSync("unshare", [...NAMESPACES, "true"]).status !== 0) skip(name, "no namespaces");
}

function skip(name, why) {
  console.log(`oracle ${name}: skipped, ${why}`);
  process.exit(0);
}

/** User, network, mount, process and IPC namespaces of its own. */
const NAMESPACES = ["-rnmpif", "--kill-child", "--mount-proc"];

/**
 * Every file system becomes read-only and without devices (a makefile writes with `$(file)` under -n, too), and nothing below the directories that are given
 * first can be executed or loaded into make (`load`). What `override SHELL` or `-load` still start sees no network, no process and no file that it could change.
 */
const LOCK = `set -e
for directory; do [ "$directory" = -- ] && break; mount --bind "$directory" "$directory"; done
mount --bind /dev/null /dev/null
while read -r _ _ _ _ at _; do
  at=$(printf %b "$at")
  case $at in
    /dev/null) options=ro;;
    /proc|/proc/*) continue;;
    *) options=ro,nodev;;
  esac
  for directory; do [ "$directory" = -- ] && break; [ "$at" = "$directory" ] && options=ro,nodev,noexec; done
  mount -o "remount,bind,$options" "$at"
done </proc/self/mountinfo
while [ "$1" != -- ]; do shift; done
shift
if (: >"$LOCKED/written") 2>/dev/null; then echo "the file system can be written" >&2; exit 1; fi
exec "$@"`;

/** Starts this script again where the network is gone and nothing can be written. Returns only in there. */
export function isolate(directories) {
  if (process.env.MAKE_ORACLE === "isolated") return;
  const args = ["-c", LOCK, "sh", ...directories, "--", process.execPath, ...process.argv.slice(1)];
  const { status } = spawnSync("unshare", [...NAMESPACES, "sh", ...args], {
    stdio: "inherit",
    env: { ...process.env, MAKE_ORACLE: "isolated", MAKE_ORACLE_SHELL: SHELL, LOCKED: dirname(SHELL) },
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
