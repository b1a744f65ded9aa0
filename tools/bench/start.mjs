/**
 * What starting costs, as ratios to a peer.
 *
 *     npm run bench [-- --runs 11]
 *
 * One Dockerfile: the tool on a small repository against ESLint's Node API linting the same file with a language that does nothing and no rules,
 * each as a process of its own, in turns.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measure, median, ratio, ratioText, takeTurns } from "./processes.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { values } = parseArgs({ options: { runs: { type: "string", default: "11" } } });

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
  // 1: there are findings
  const run = (args) => measure([{ command: [process.execPath, ...args], statuses: [0, 1] }], directory).wall;
  const turns = Object.fromEntries(Object.entries(contestants).map(([name, args]) => [name, () => run(args)]));
  takeTurns(1, turns); // files get into the cache of the system
  const times = takeTurns(Number(values.runs), turns);
  const [peer] = Object.values(times);
  for (const [name, samples] of Object.entries(times)) {
    console.log(`${name.padEnd(28)} median ${median(samples).toFixed(0)} ms, min ${Math.min(...samples).toFixed(0)} ms, ${ratioText(ratio(samples, peer))} × peer`);
  }
} finally {
  rmSync(directory, { recursive: true });
}
