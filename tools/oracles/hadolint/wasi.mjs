/** What the WASI host of hadolint-wasm gives a command, and what it holds it to: a command of our own, written in Go. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lint, lintSync } from "hadolint-wasm";
import { run } from "../support/go.mjs";

const MEBIBYTE = 1 << 20;

/** @returns {string} path of the module, which is removed at exit */
export function buildModule() {
  const target = mkdtempSync(join(tmpdir(), "oracle-"));
  process.on("exit", () => rmSync(target, { recursive: true, force: true }));
  const module = join(target, "command.wasm");
  run("go", ["build", "-o", module, "."], join(import.meta.dirname, "command"), { GOOS: "wasip1", GOARCH: "wasm", GOWORK: "off", GOFLAGS: "-mod=readonly -buildvcs=false" });
  return module;
}

/** Each input with the limits that differ, and the reason and message of the failure; none: an answer. */
const MISBEHAVIOUR = [
  { input: "# exit\n", reason: "failed", message: /ended with exit code 3: as it was told/ },
  { input: "# trap\n", reason: "failed", message: /trapped|exit code 2/ },
  { input: "# loop\n", limits: { time: 700 }, reason: "limit", message: /did not end within 700 ms/ },
  { input: "# memory\n", limits: { memory: 64 * MEBIBYTE }, reason: "failed", message: /out of memory/ },
  { input: "# some memory\n", limits: { memory: 128 * MEBIBYTE }, reason: null, message: /./ },
  { input: "# some memory\n", limits: { memory: 16 * MEBIBYTE }, reason: "failed", message: /out of memory/ },
  { input: "# some memory\n", limits: { memory: 1 * MEBIBYTE }, reason: "limit", message: /needs \d+ bytes of memory/ },
  { input: "# print\n", limits: { output: MEBIBYTE }, reason: "limit", message: /printed more than/ },
  { input: "# silence\n", reason: "failed", message: /printed something else than hadolint's JSON: nothing/ },
  { input: "x".repeat(5000), limits: { input: 4096 }, reason: "limit", message: /has 5000 bytes/ },
];

/** @param {string} engine @param {string[]} texts @param {(text: string) => void} report @returns {Promise<number>} runs */
export async function compareHost(engine, texts, report) {
  let runs = 0;
  for (const [name, run] of /** @type {const} */ ([["sync", lintSync], ["async", lint]])) {
    for (const { input, limits, reason, message } of [...MISBEHAVIOUR, ...MISBEHAVIOUR]) {
      runs++;
      const ended = await attempt(() => run(input, { engine, limits: { time: 60_000, ...limits } }));
      if (ended.reason !== reason || !message.test(ended.message)) report(`${name} ${JSON.stringify(input.slice(0, 20))}: ${ended.reason} ${ended.message}`);
    }
    for (const text of texts) {
      runs++;
      const ended = await attempt(() => run(text, { engine, config: { ignored: ["DL3006"], "strict-labels": true } }));
      const args = ["hadolint", "--no-fail", "--no-color", "--format", "json", "--ignore=DL3006", "--strict-labels", "-"].map((arg) => JSON.stringify(arg)).join(" ");
      const wanted = `${createHash("sha256").update(text).digest("hex")} [${args}] [] files:false sockets:false`;
      if (ended.message !== wanted) report(`${name}: ${ended.message}, not ${wanted}`);
    }
    const many = await Promise.all(texts.slice(0, 20).map((text) => attempt(() => run(text, { engine }))));
    runs += many.length;
    many.forEach(({ message }, i) => {
      if (!message.startsWith(createHash("sha256").update(texts[i] ?? "").digest("hex"))) report(`${name}, at once: answer ${i} belongs to another text`);
    });
  }
  return runs;
}

/** @param {() => any} action @returns {Promise<{ reason: string | null, message: string }>} */
async function attempt(action) {
  try {
    const [finding] = await action();
    return { reason: null, message: finding.message };
  } catch (error) {
    const { reason = "threw", message } = /** @type {any} */ (error);
    return { reason, message };
  }
}
