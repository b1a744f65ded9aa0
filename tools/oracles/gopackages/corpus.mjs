/** Modules of real repositories whose dependencies are vendored, or are in the module cache. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { walk } from "../support/files.mjs";

export function* corpusPrograms(directories) {
  for (const root of directories) {
    for (const file of walk(root, (name) => name === "go.mod")) {
      const directory = dirname(file);
      if (/\/(testdata|vendor|_[^/]*)(\/|$)/.test(directory.slice(root.length))) continue;
      if (!existsSync(`${directory}/vendor/modules.txt`) && !hasModules(directory)) continue;
      yield { name: directory.slice(root.length + 1), directory, patterns: ["./..."], mod: null, goWork: null };
    }
  }
}

/** Whether go can load everything without a network. */
function hasModules(directory) {
  const env = { ...process.env, GOPROXY: "off", GOFLAGS: "", GOTOOLCHAIN: "local" };
  return spawnSync("go", ["list", "-deps", "./..."], { cwd: directory, env, maxBuffer: 1 << 30 }).status === 0;
}
