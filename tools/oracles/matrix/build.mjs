/** Builds a row here and reads the result as readelf prints it. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { goEnv, toolchain } from "../support/go.mjs";
import { LAB } from "../support/lab.mjs";
import { argumentsOf, directoryOf, PROGRAMS } from "./predict.mjs";

const output = mkdtempSync(join(tmpdir(), "matrix-"));
process.on("exit", () => rmSync(output, { recursive: true, force: true }));

/** The binary of the row that was built last. */
export const app = join(output, "app");

/** The compiler or toolchain that a row needs and this machine does not have; null when it has all. */
export function missingTool(row) {
  const { CC: cc } = row.env;
  if (cc === "gcc-bullseye") return existsSync(join(LAB, cc)) ? null : "gcc-bullseye (sysroot.sh)";
  const compiler = row.path === "none" || cc === "nosuch" ? null : (cc ?? "gcc");
  if (compiler !== null && !found(compiler)) return compiler;
  if (row.go !== undefined && toolchain(row.go) === null) return `go ${row.go}`;
  return found("readelf") ? null : "readelf";
}

function found(program) {
  if (program.includes("/")) return existsSync(program);
  return (process.env["PATH"] ?? "").split(delimiter).some((directory) => existsSync(join(directory, program)));
}

/** The row with what really came out. */
export function buildRow(row) {
  rmSync(app, { force: true, recursive: true });
  const go = row.go === undefined ? "go" : join(toolchain(row.go), "bin/go");
  const args = argumentsOf(row).map((word) => (word === "app" ? app : word));
  const result = spawnSync(go, args, { cwd: directoryOf(row), env: environmentOf(row), encoding: "utf8" });
  const text = clean(`${result.stdout}${result.stderr}`);
  const { case: name, program, env, flags, packages, go: release, path, run } = row;
  const question = { case: name, program, env, flags, ...(packages && { packages }), ...(release && { go: release }), ...(path && { path }), ...(run && { run }) };
  const truth = { ...question, build: result.status === 0 ? "ok" : "FAIL", build_output: abridged(text) };
  if (result.status !== 0 || !existsSync(app) || statSync(app).isDirectory()) return truth;
  const printed = run ? { printed: tool(app).trimEnd().split("\n") } : {};
  return { ...truth, ...printed, ...(isArchive(app) ? { format: "archive" } : readElf(app)) };
}

function environmentOf(row) {
  const inherited = ["HOME", "GOMODCACHE", "GOCACHE", "GOPROXY", "GONOSUMDB", "GOFLAGS", "SSL_CERT_FILE"].filter((name) => process.env[name] !== undefined);
  const env = { ...Object.fromEntries(inherited.map((name) => [name, process.env[name]])), PATH: pathOf(row), GOTOOLCHAIN: "local", GOENV: "off", LANG: "C", LC_ALL: "C", GOFLAGS: "-buildvcs=false" };
  const cc = row.env["CC"] === "gcc-bullseye" ? { CC: join(LAB, "gcc-bullseye") } : {};
  return { ...env, ...row.env, ...cc };
}

/** `path: "none"`: no C compiler can be found, only the go command. */
function pathOf(row) {
  if (row.path !== "none") return process.env["PATH"];
  const go = (process.env["PATH"] ?? "").split(delimiter).find((directory) => existsSync(join(directory, "go")));
  return dirname(join(go, "go"));
}

function clean(text) {
  return text
    .trim()
    .replaceAll(PROGRAMS, "PROGRAMS")
    .replaceAll(output, "OUTPUT")
    .replaceAll(LAB, "LAB")
    .replaceAll(goEnv("GOMODCACHE"), "GOMODCACHE")
    .replaceAll(goEnv("GOCACHE"), "GOCACHE")
    .replaceAll(goEnv("GOROOT"), "GOROOT")
    .replaceAll(/\/tmp\/go-(build|link)-?\d+/g, "/tmp/go-$1N");
}

/** The beginning tells the stage, the end the error of the C linker. */
function abridged(text) {
  return text.length <= 900 ? text : `${text.slice(0, 600)}\n…\n${text.slice(-290)}`;
}

function isArchive(path) {
  return readFileSync(path).subarray(0, 8).toString("latin1") === "!<arch>\n";
}

function tool(name, ...args) {
  return spawnSync(name, args, { encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, LC_ALL: "C" } }).stdout ?? "";
}

/** Nothing for a file that is not ELF. */
function readElf(path) {
  const header = tool("readelf", "-hW", path);
  if (!header.includes("ELF Header")) return {};
  const dynamic = tool("readelf", "-dW", path);
  const sections = tool("readelf", "-SW", path);
  const versions = [...tool("readelf", "-VW", path).matchAll(/Name: GLIBC_(\d[\d.]*)/g)].map((match) => match[1]);
  versions.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return {
    interp: /Requesting program interpreter: ([^\]]+)\]/.exec(tool("readelf", "-lW", path))?.[1] ?? null,
    needed: [...dynamic.matchAll(/\(NEEDED\)\s+Shared library: \[([^\]]+)\]/g)].map((match) => match[1]),
    type: /Type:\s+(\S+)/.exec(header)[1],
    symtab: / \.symtab /.test(sections),
    dwarf: / \.z?debug_info /.test(sections),
    glibc_max: versions.at(-1) ?? null,
  };
}
