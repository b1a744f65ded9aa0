/**
 * Compares core's understanding of go command lines with what `go build -n` does with them: refusals word by word, tags and cgo by the files that are
 * compiled, and the flags that the linker is given.
 *
 *   node tools/oracles/gobuild/oracle.mjs [--full] [--seed N] [--count N] [--verbose]
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as environment from "../../../packages/core/dist/evaluate/environment.js";
import * as core from "../../../packages/core/dist/gobuild/index.js";
import { literal } from "../../../packages/core/dist/text/index.js";
import { goEnv, requireGo } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";
import { randomLine, randomNumbers } from "./lines.mjs";

const PROGRAM = join(import.meta.dirname, "prog");
const options = oracleOptions({ seed: { type: "string", default: "1" }, count: { type: "string" }, verbose: { type: "boolean" } });
requireGo("gobuild");
const count = Number(options.count ?? (options.full ? 3000 : 150));
const gcc = (process.env["PATH"] ?? "").split(":").some((directory) => existsSync(join(directory, "gcc")));

const known = (value) => ({ kind: "known", value, evidence: [] });
const host = {
  os: goEnv("GOHOSTOS"),
  arch: goEnv("GOHOSTARCH"),
  goVersion: known(goEnv("GOVERSION").slice(2)),
  goEnvironmentFile: known(new Map()),
  compiler: () => known(gcc ? { flavour: "gcc" } : null),
};

/** What is wrong with packages is not asked here. */
const PACKAGE_ERROR = /malformed import path .* invalid char|is not in std|no Go files|directory not found|outside main module|no required module|cannot find package|requires external \(cgo\) linking/;

/** What go does: its first error, or the files that it compiles and the flags of the link. */
function really({ args, env }) {
  const result = spawnSync("go", ["build", "-n", ...args], { cwd: PROGRAM, encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, GOENV: "off", GOTOOLCHAIN: "local", GOWORK: "off", CGO_ENABLED: undefined, ...env } });
  const output = result.stderr;
  if (result.status !== 0) return { error: output.split("\n").find((line) => line !== "" && !line.startsWith("#")) ?? "" };
  const compile = output.split("\n").find((line) => /\/(compile|cgo) /.test(line) && line.includes("main.go")) ?? "";
  const cgo = /\/cgo .*with_cgo\.go/.test(output);
  // The last of them: the program's own.
  const link = output.split("\n").findLast((line) => /\/link -o /.test(line)) ?? "";
  return { tags: ["a", "b", "c"].filter((tag) => compile.includes(`tag_${tag}.go`)), cgo, link: plain(/ -buildid=\S+ (.*?) ?-extld=/.exec(link)?.[1] ?? "") };
}

function predicted({ args, env }) {
  const variables = Object.entries(env).map(([name, value]) => [name, { value: literal(value), set: "yes", exported: true }]);
  const words = ["go", "build", "-n", ...args].map((text) => ({ kind: "word", value: literal(text) }));
  const call = { words, environment: environment.Environment.of(variables), directory: PROGRAM, at: { file: "line", start: 0, end: 0 }, chain: [], certainty: "must", input: null };
  const command = core.understandGoCommand(call, host);
  if (command.failure !== null) return { error: command.failure.text };
  const { settings } = command;
  const main = { importPath: "example.com/prog", directory: PROGRAM, named: true };
  const group = settings.ldflags.findLast((one) => core.matchesPackage(one.pattern, main, command.directory.value));
  const instruments = ["race", "msan", "asan"].filter((name) => settings[name].value).map((name) => `-${name}`);
  const linker = (group?.words ?? []).map((word) => word.value.pieces.map((piece) => piece.text).join(""));
  return { tags: ["a", "b", "c"].filter((tag) => settings.tags.value.includes(tag)), cgo: settings.cgoEnabled.value, link: plain([...instruments, ...linker].join(" ")) };
}

/** go quotes words for the shell when it prints them. */
function plain(words) {
  return words.replaceAll(/["'\\]/g, "");
}

const random = randomNumbers(Number(options.seed));
let differences = 0;
let refused = 0;
for (let i = 0; i < count; i++) {
  const line = randomLine(random);
  const [truth, guess] = [really(line), predicted(line)];
  if (truth.error !== undefined) refused++;
  const text = difference(truth, guess);
  if (text === null && !options.verbose) continue;
  if (text !== null) differences++;
  console.log(`GOFLAGS=${JSON.stringify(line.env.GOFLAGS)} CGO_ENABLED=${line.env.CGO_ENABLED} go build ${JSON.stringify(line.args)}: ${text ?? "equal"}`);
}
console.log(`oracle gobuild: ${count} lines, ${refused} refused by go, ${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;

function difference(truth, guess) {
  if (PACKAGE_ERROR.test(truth.error ?? "") && (guess.error ?? "malformed").startsWith("malformed")) return null;
  if (truth.error !== undefined || guess.error !== undefined) {
    return (truth.error ?? "").includes(guess.error ?? "no error") ? null : `go: ${truth.error ?? "no error"}, core: ${guess.error ?? "no error"}`;
  }
  const parts = ["tags", "cgo", "link"].filter((part) => JSON.stringify(truth[part]) !== JSON.stringify(guess[part]));
  return parts.length === 0 ? null : parts.map((part) => `${part} really ${JSON.stringify(truth[part])}, predicted ${JSON.stringify(guess[part])}`).join("; ");
}
