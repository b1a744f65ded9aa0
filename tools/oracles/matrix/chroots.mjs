/** Runs a program in imitations of runtime images (rootfs.sh), as run in a container of that image. */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LAB } from "../support/lab.mjs";

export const ROOTS = ["empty", "scratch", "static", "musl", "musl-symlink64", "distroless-base", "glibc-bullseye", "glibc-bookworm", "glibc-trixie"];

/** Why programs cannot be run here; null when they can. */
export function cannotRun() {
  if (process.getuid?.() !== 0) return "chroot needs root";
  return existsSync(join(LAB, "rootfs", "glibc-trixie")) ? null : `no root file systems in ${join(LAB, "rootfs")} (rootfs.sh)`;
}

/** Rows whose programs run on this machine: executables for linux/amd64. */
export function isRunnable(row) {
  return row.build === "ok" && row.type !== undefined && row.env["GOARCH"] === undefined && row.env["GOOS"] === undefined && !row.flags.some((flag) => /c-shared|plugin/.test(flag));
}

/** "ok: output", "exit 127: output" or "timeout" for each root file system. */
export function runIn(app, extra = {}) {
  return Object.fromEntries(ROOTS.map((root) => [root, runInOne(join(LAB, "rootfs", root), app, extra)]));
}

function runInOne(root, app, extra) {
  const target = join(root, "app");
  copyFileSync(app, target);
  chmodSync(target, 0o755);
  try {
    const { status, signal, error, stdout, stderr } = spawnSync("chroot", [root, "/app"], { encoding: "utf8", timeout: 20_000, env: { PATH: "/usr/sbin:/bin", LC_ALL: "C", ...extra } });
    if (error?.code === "ETIMEDOUT") return "timeout";
    const output = `${stdout}${stderr}`.split("\n").filter((line) => line.trim() !== "").join(" | ").slice(0, 420);
    return `${status === 0 ? "ok" : `exit ${status ?? signal}`}: ${output}`;
  } finally {
    rmSync(target, { force: true });
  }
}

/** Root file systems in which a recorded run and a new one end differently. */
export function runDifferences(recorded, now) {
  const ending = (text = "") => text.replace(/:[^]*$/, "").replace(/^exit -(\d+)$/, (_, n) => `exit ${SIGNALS[n] ?? n}`);
  return Object.keys(recorded).filter((root) => ending(recorded[root]) !== ending(now[root])).map((root) => `${root}: recorded ${recorded[root].slice(0, 60)}, now ${now[root].slice(0, 60)}`);
}

/** Signals as the recording writes them, by number. */
const SIGNALS = { 6: "SIGABRT", 11: "SIGSEGV" };
