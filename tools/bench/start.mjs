/**
 * What starting costs, as ratios to a peer.
 *
 *     npm run bench [-- --runs 11]
 *
 * One Dockerfile: the tool on a small repository against ESLint's Node API linting the same file with a language that does nothing and no rules,
 * each as a process of its own, in turns.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { values } = parseArgs({ options: { runs: { type: "string", default: "11" } } });
const runs = Number(values.runs);

const directory = mkdtempSync(join(tmpdir(), "bench-"));
try {
  cpSync(path("../../examples/unexported-cgo-enabled"), directory, { recursive: true });
  mkdirSync(join(directory, ".git"));
  const contestants = {
    "ESLint, no-op language": [path("noop-eslint.mjs"), "Dockerfile"],
    "go-indep-lint Dockerfile": [path("../../packages/cli/dist/bundle/bin.js"), "Dockerfile"],
    "go-indep-lint (repository)": [path("../../packages/cli/dist/bundle/bin.js")],
    "go-indep-lint explain": [path("../../packages/cli/dist/bundle/bin.js"), "explain"],
  };
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round <= runs; round++) {
    for (const [name, args] of Object.entries(contestants)) {
      const started = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: directory, encoding: "utf8" });
      if (status !== 0 && status !== 1) throw new Error(`${name}: exit ${status}\n${stderr}`);
      if (round > 0) times[name].push(performance.now() - started);
    }
  }
  const [peer] = Object.values(times).map(median);
  for (const [name, samples] of Object.entries(times)) {
    console.log(`${name.padEnd(28)} median ${median(samples).toFixed(0)} ms, min ${Math.min(...samples).toFixed(0)} ms, ${(median(samples) / peer).toFixed(2)} × peer`);
  }
} finally {
  rmSync(directory, { recursive: true });
}

function median(samples) {
  return [...samples].sort((a, b) => a - b)[samples.length >> 1];
}
