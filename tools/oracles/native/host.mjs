/** This machine, as core asks about it: what `-lname` and pkg-config find here. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildHost } from "../matrix/hosts.mjs";

const DIRECTORIES = ["/usr/local/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib", ...directoriesBelow("/usr/lib/gcc/x86_64-linux-gnu")];
const known = (/** @type {any} */ value) => ({ kind: "known", value, evidence: [] });

/** @param {string} directory */
function directoriesBelow(directory) {
  return existsSync(directory) ? readdirSync(directory).map((name) => join(directory, name)) : [];
}

/** @param {string} name @param {string[]} args */
function output(name, args) {
  const { status, stdout } = spawnSync(name, args, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  return status === 0 ? stdout : null;
}

/** @param {string} goVersion */
export function machineHost(goVersion) {
  return { ...buildHost(goVersion), library: (/** @type {string} */ name) => known(library(name)), pkgConfig: (/** @type {string} */ name) => known(pkgConfig(name)) };
}

/** @param {string} name */
function library(name) {
  const at = (/** @type {string} */ suffix) => DIRECTORIES.map((directory) => join(directory, `lib${name}${suffix}`)).find(existsSync);
  const [shared, archive] = [at(".so"), at(".a")];
  if (shared === undefined && archive === undefined) return null;
  const soname = shared === undefined ? null : /\(SONAME\).*\[(.*)\]/.exec(output("readelf", ["-dW", shared]) ?? "")?.[1];
  return { shared: soname ?? null, archive: archive !== undefined };
}

/** @param {string} name */
function pkgConfig(name) {
  return output("pkg-config", ["--libs", name])?.trim().split(/\s+/).filter((word) => word !== "") ?? null;
}
