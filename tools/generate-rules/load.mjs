import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** @typedef {import("@go-indep/rule-sdk").Rule} Rule */

/**
 * @typedef {object} PluginFolder
 * @property {string} folder "eslint-plugin-dockerfile"
 * @property {string} directory absolute
 * @property {string} namespace "go-dockerfile"
 * @property {string[]} files names of the rule files without extension, sorted
 */

/** The plugins of the repository. The registry is the file system: each file in `src/rules` is a rule. @param {string} root @returns {PluginFolder[]} */
export function pluginsOf(root) {
  return readdirSync(join(root, "packages"))
    .filter((folder) => folder.startsWith("eslint-plugin-"))
    .sort()
    .map((folder) => {
      const directory = join(root, "packages", folder);
      const rules = join(directory, "src", "rules");
      const files = existsSync(rules) ? readdirSync(rules) : [];
      return {
        folder,
        directory,
        namespace: `go-${folder.slice("eslint-plugin-".length)}`,
        files: files.filter((file) => file.endsWith(".ts") && file !== "index.ts").map((file) => file.slice(0, -3)).sort(),
      };
    });
}

/**
 * The rules of a plugin, run from their sources: the generated index may be out of date, so the built plugin is not asked.
 *
 * @param {PluginFolder} plugin
 * @returns {Promise<Map<string, unknown>>} default exports by file name
 */
export async function loadRules({ directory, files }) {
  if (files.length === 0) return new Map();
  const outfile = join(directory, "dist", `.generate-${process.pid}.mjs`);
  const source = [
    ...files.map((file, index) => `import * as rule${index} from "./src/rules/${file}.ts";`),
    `export default [${files.map((_, index) => `rule${index}.default`).join(", ")}];`,
  ].join("\n");
  await build({ stdin: { contents: source, resolveDir: directory }, outfile, bundle: true, platform: "node", format: "esm", packages: "external", logLevel: "warning" });
  try {
    const { default: rules } = await import(pathToFileURL(outfile).href);
    return new Map(files.map((file, index) => [file, rules[index]]));
  } finally {
    rmSync(outfile);
  }
}
