/** What dpkg knows on this machine. */
import { spawnSync } from "node:child_process";

/** @param {string} name of a Debian package */
export function isInstalled(name) {
  return spawnSync("dpkg-query", ["-W", "-f", "${db:Status-Status}", name], { encoding: "utf8" }).stdout === "installed";
}
