import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const NAMES = ["eslint.config.js", "eslint.config.mjs", "eslint.config.cjs", "eslint.config.ts", "eslint.config.mts", "eslint.config.cts"];
const OUR_PACKAGES = /@go-indep\/|go-indep-lint/;

/**
 * The ESLint configuration that ESLint would find upwards from a directory, when its text mentions one of our packages. Others are not
 * loaded: they are code, may take seconds, and say nothing about these files.
 */
export function userConfigFile(directory: string): string | null {
  for (let at = directory; ; at = dirname(at)) {
    const file = NAMES.map((name) => join(at, name)).find((path) => existsSync(path));
    if (file !== undefined) return OUR_PACKAGES.test(readFileSync(file, "utf8")) ? file : null;
    if (at === dirname(at)) return null;
  }
}
