// Runs a turbo task without telemetry and without looking for updates, on every platform: `node tools/turbo.mjs build [flags]`.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const [task, ...flags] = process.argv.slice(2);
if (task === undefined) throw new Error("usage: node tools/turbo.mjs <task> [flags]");

const { status } = spawnSync(
  process.execPath,
  [createRequire(import.meta.url).resolve("turbo/bin/turbo"), "run", task, "--concurrency=2", "--output-logs=new-only", ...flags],
  { stdio: "inherit", env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", TURBO_NO_UPDATE_NOTIFIER: "1" } },
);
process.exitCode = status ?? 1;
