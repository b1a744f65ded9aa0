/** Root file systems as layers, in a mount namespace that ends with the process. */
import { existsSync, mkdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../support/go.mjs";

let count = 0;

/** A root file system that reads the layers, the first on top, and keeps what is written for itself. */
export function overlay(work, layers) {
  const own = join(work, `overlay${count++}`);
  const [upper, scratch, merged] = ["upper", "work", "merged"].map((name) => join(own, name));
  for (const directory of [upper, scratch, merged]) mkdirSync(directory, { recursive: true });
  run("mount", ["-t", "overlay", "overlay", "-o", `lowerdir=${layers.join(":")},upperdir=${upper},workdir=${scratch}`, merged]);
  return merged;
}

/** Runs `action` while directories of the machine are seen in a root; its mount points vanish with them where they were not there before. */
export function withMounts(root, mounts, action) {
  const made = [];
  try {
    for (const [from, to] of mounts) {
      const target = join(root, to);
      const fresh = !existsSync(target);
      mkdirSync(target, { recursive: true });
      run("mount", ["--rbind", from, target]);
      made.push({ target, fresh });
    }
    return action();
  } finally {
    for (const { target, fresh } of made.reverse()) {
      run("umount", ["--recursive", "--lazy", target]);
      if (fresh) rmdirSync(target);
    }
  }
}
