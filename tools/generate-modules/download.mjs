/** Modules by the ordinary go command. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const AT_ONCE = 200;

/**
 * Directories of module versions in the module cache, by `path@version`. What is in the cache already is not asked for again.
 *
 * @param {ReadonlyMap<string, readonly string[]>} versions
 */
export function downloadAll(versions) {
  const wanted = [...versions].flatMap(([path, list]) => list.map((version) => `${path}@${version}`));
  const directories = new Map();
  const outside = mkdtempSync(join(tmpdir(), "generate-modules-"));
  try {
    for (let i = 0; i < wanted.length; i += AT_ONCE) {
      for (const { Path, Version, Dir } of download(wanted.slice(i, i + AT_ONCE), outside)) directories.set(`${Path}@${Version}`, Dir);
      console.log(`${Math.min(i + AT_ONCE, wanted.length)} of ${wanted.length} versions`);
    }
  } finally {
    rmSync(outside, { recursive: true });
  }
  return directories;
}

function download(modules, directory) {
  const env = { ...process.env, GOFLAGS: "", GOWORK: "off", GO111MODULE: "on", GOTOOLCHAIN: "local" };
  const { status, stdout, stderr } = spawnSync("go", ["mod", "download", "-json", ...modules], { cwd: directory, env, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`go mod download: ${stderr}${stdout.slice(0, 2000)}`);
  return stdout.split(/^(?=\{)/m).map((text) => JSON.parse(text));
}
