/**
 * Compares hadolint-wasm with hadolint, and its WASI host with what it promises.
 *
 *   node tools/oracles/hadolint/oracle.mjs [--corpus DIR]…
 *
 * Files: the Dockerfiles of our examples and oracles, and every Dockerfile and Containerfile below `--corpus`. Each is given to the native engine, blocking
 * and not, and to the ESLint rules, and the findings are compared with the JSON that hadolint prints; a part of them with each of some configurations as well. The WASI host runs a
 * command of our own on the same files (needs Go), and hadolint itself when HADOLINT_WASM names its WebAssembly build. hadolint comes from PyPI.
 */
import { isUtf8 } from "node:buffer";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { lint, lintSync } from "hadolint-wasm";
import { corpus, difference } from "../support/files.mjs";
import { oracleOptions } from "../support/options.mjs";
import { CONFIGS } from "./configs.mjs";
import { ask, installed } from "./real.mjs";
import { compareRules } from "./rules.mjs";
import { buildModule, compareHost } from "./wasi.mjs";

const SHOWN_DIFFERENCES = 40;
const options = oracleOptions({});
const root = resolve(import.meta.dirname, "../../..");
const isDockerfile = (name) => /dockerfile|containerfile/i.test(name) && !/\.(go|md|mjs|dockerignore|ya?ml|json|sh|ts|js|py|sum|mod|svg|png)$/i.test(name);
const files = corpus([join(root, "examples"), join(root, "tools/oracles"), ...options.corpus], isDockerfile)
  // What is no UTF-8 has no text that both could be given.
  .filter((file) => isUtf8(readFileSync(file)));
const texts = files.map((file) => readFileSync(file, "utf8"));

let differences = 0;
const report = (text) => {
  if (differences++ < SHOWN_DIFFERENCES) console.log(text);
};
let findings = 0;
let runs = 0;

const real = installed(root);
if ("why" in real) console.log(`native engine: skipped, ${real.why}`);
else {
  const engines = [real.program, ...(process.env.HADOLINT_WASM ? [process.env.HADOLINT_WASM] : [])];
  const codes = new Set();
  for (const [i, text] of texts.entries()) {
    const wanted = ask(real.program, [], text).map(shape);
    for (const { code } of wanted) codes.add(code);
    findings += wanted.length;
    for (const engine of engines) {
      compare(`${files[i]}, blocking`, wanted, lintSync(text, { engine }));
      compare(`${files[i]}, not blocking`, wanted, await lint(text, { engine }));
    }
  }
  const directory = mkdtempSync(join(tmpdir(), "oracle-config-"));
  for (const [i, config] of CONFIGS.entries()) {
    const file = join(directory, `${i}.yaml`);
    writeFileSync(file, config);
    for (const text of texts.filter((_, at) => at % CONFIGS.length === i)) {
      const wanted = ask(real.program, ["--config", file], text).map(shape);
      for (const engine of engines) compare(`configuration ${i}`, wanted, lintSync(text, { engine, config: file }));
    }
  }
  rmSync(directory, { recursive: true });
  console.log(`native engine: ${texts.length} Dockerfiles, ${findings} findings with ${codes.size} codes; ${CONFIGS.length} configurations`);
  const rules = await compareRules(real.program, texts.map((text, i) => ({ name: files[i] ?? "", text })), report);
  runs += rules.compared;
  console.log(`ESLint rules: ${rules.compared} Dockerfiles, ${rules.findings} findings; ${rules.unparsed} that our language cannot parse`);
  for (const engine of engines) await time(engine);
}

if (spawnSync("go", ["version"]).status !== 0) console.log("WASI host: skipped, no go command");
else {
  const module = buildModule();
  runs += await compareHost(module, texts, report);
  console.log(`WASI host: ${texts.length} Dockerfiles given to a command of our own, blocking and not`);
  await time(module);
}
if (process.env.HADOLINT_WASM === undefined) console.log("hadolint.wasm: skipped, HADOLINT_WASM is not set");
console.log(`oracle hadolint: ${texts.length} files, ${runs} runs, ${findings} findings, ${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;

/** @param {string} name @param {unknown[]} wanted @param {readonly any[]} found */
function compare(name, wanted, found) {
  runs++;
  const text = difference(wanted, found.map(shape));
  if (text !== null) report(`${name}: ${text}`);
}

function shape({ code, level, line, column, message }) {
  return { code, level, line, column, message };
}

/** The first call of a process, and the median of later ones. */
async function time(engine) {
  const script = `
    import { lint, lintSync } from "hadolint-wasm";
    const [engine, ...texts] = JSON.parse(await new Response(process.stdin).text());
    const one = async (run, text) => { const start = performance.now(); await run(text, { engine }); return performance.now() - start; };
    const middle = (list) => list.sort((a, b) => a - b)[list.length >> 1].toFixed(1);
    for (const run of [lintSync, lint]) {
      const first = await one(run, texts[0]);
      const later = [];
      for (const text of texts) later.push(await one(run, text));
      console.log((run === lintSync ? "blocking" : "not blocking") + ": first call " + first.toFixed(1) + " ms, later calls " + middle(later) + " ms");
    }`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: root, input: JSON.stringify([engine, ...texts.slice(0, 60)]), encoding: "utf8" });
  for (const line of `${stdout}${stderr}`.trim().split("\n")) console.log(`  ${line}`);
}
