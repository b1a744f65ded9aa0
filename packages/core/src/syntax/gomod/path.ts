/** Module paths. Source: golang.org/x/mod/module. */
import { majorModuleVersion } from "./version.js";

/**
 * The major version in a module path: `/v2` of example.com/m/v2, `.v3` of gopkg.in/yaml.v3, "" without one; null when the path may not be used
 * for a module (example.com/m/v1, gopkg.in/yaml).
 */
export function pathMajor(path: string): string | null {
  if (path.startsWith("gopkg.in/")) {
    const match = /\.v(0|[1-9][0-9]*)(-unstable)?$/.exec(path);
    return match === null ? null : match[0];
  }
  const match = /\/v([0-9.]+)$/.exec(path);
  if (match === null) return "";
  return /^(?:[2-9]|[1-9][0-9]+)$/.test(match[1] as string) ? match[0] : null;
}

/** What the version of a module must be when its path says something else; null when they agree. Source: CheckPathMajor. */
export function pathMajorProblem(version: string, major: string): string | null {
  const wanted = major.replace(/^(\.v.*)-unstable$/s, "$1");
  // pseudo-versions of gopkg.in/x.v1 may begin with v0.0.0, an old mistake that go lives with
  if (wanted === ".v1" && version.startsWith("v0.0.0-")) return null;
  const is = majorModuleVersion(version) ?? "";
  if (wanted === "") {
    return is === "v0" || is === "v1" || version.endsWith("+incompatible") ? null : `should be v0 or v1, not ${is}`;
  }
  return is === wanted.slice(1) ? null : `should be ${wanted.slice(1)}, not ${is}`;
}

/** Whether go takes a replacement for a directory, on whatever system. */
export function isDirectoryPath(path: string): boolean {
  return /^(?:\.\.?$|\.\.?[/\\]|[/\\]|[A-Za-z]:)/.test(path);
}

/**
 * The path as it is written in the module cache, where `!a` stands for `A`; null for what is no module path. A result never leads out of its
 * directory.
 */
export function escapeModulePath(path: string): string | null {
  const good = path.split("/").every((element) => /^[-._~0-9A-Za-z]+$/.test(element) && !/^\.|\.$/.test(element));
  return good ? escapeCapitals(path) : null;
}

/** The version as it is written in the module cache; null for what is no version. */
export function escapeModuleVersion(version: string): string | null {
  return majorModuleVersion(version) === null ? null : escapeCapitals(version);
}

function escapeCapitals(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}
