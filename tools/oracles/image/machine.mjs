/** What the oracle needs of the machine. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { LAB } from "../support/lab.mjs";
import { DOWNLOADS } from "./bases.mjs";
import { isBookworm, notDownloaded } from "./packages.mjs";

/** Why nothing can be imitated here; null when it can. */
export function cannotImitate() {
  if (process.platform !== "linux" || process.arch !== "x64") return "not Linux on amd64";
  if (process.getuid?.() !== 0) return "chroot needs root";
  if (!isBookworm()) return "this machine is not Debian 12, whose packages imitate the images";
  const test = ["--mount", "--net", "sh", "-c", "d=$(mktemp -d) && mount -t tmpfs tmpfs $d && mkdir $d/u $d/w $d/m && mount -t overlay overlay -o lowerdir=/,upperdir=$d/u,workdir=$d/w $d/m; s=$?; umount -l $d; rmdir $d; exit $s"];
  return spawnSync("unshare", test).status === 0 ? null : "no overlay in a mount namespace";
}

/** Gets the Debian packages that are not here. Failing is no error: their pairs are skipped. */
export function download() {
  const script = join(import.meta.dirname, "../matrix/fetch-debs.py");
  for (const [suite, names] of Object.entries(DOWNLOADS)) {
    const missing = notDownloaded(suite, names);
    if (missing.length > 0) spawnSync("python3", [script, suite, join(LAB, "dl", suite), ...missing], { stdio: ["ignore", "inherit", "inherit"] });
  }
}
