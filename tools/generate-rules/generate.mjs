import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS_SCHEMA } from "@go-indep/core";
import { PRESET_NAMES } from "@go-indep/rule-sdk";
import { codesFile, codesTable, problemsOfTable, readTable } from "./hadolint.mjs";
import { loadRules, pluginsOf } from "./load.mjs";
import { between, pageHeader, presetFile, ruleIndex, rulesTable, versionFile } from "./render.mjs";
import { problemsOf } from "./validate.mjs";

/** @typedef {import("@go-indep/rule-sdk").Rule} Rule */

/**
 * @typedef {object} Generated
 * @property {ReadonlyMap<string, string>} files texts that must be at these absolute paths
 * @property {readonly string[]} problems what no generator can repair, with the file
 */

/**
 * Everything that follows from the rule files and the versions of the packages.
 *
 * @param {string} root
 * @returns {Promise<Generated>}
 */
export async function generate(root) {
  /** @type {Map<string, string>} */
  const files = new Map();
  /** @type {string[]} */
  const problems = [];
  const tables = [];

  for (const folder of readdirSync(join(root, "packages"))) {
    const version = join(root, "packages", folder, "src", "version.ts");
    if (existsSync(version)) files.set(version, versionFile(JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8")).version));
  }

  const hooks = read(join(root, ".pre-commit-hooks.yaml"));
  if (hooks !== null) {
    const { version } = JSON.parse(readFileSync(join(root, "packages", "cli", "package.json"), "utf8"));
    files.set(join(root, ".pre-commit-hooks.yaml"), hooks.replace(/go-indep-lint@[^"]+/u, `go-indep-lint@${version}`));
  }

  files.set(join(root, "packages", "cli", "schema", "config-1.schema.json"), configSchema());

  for (const plugin of pluginsOf(root)) {
    const { directory, folder, namespace } = plugin;
    files.set(join(directory, "src", "rules", "index.ts"), ruleIndex(plugin.files));
    const exported = await loadRules(plugin);
    for (const [file, rule] of exported) {
      for (const problem of problemsOf(file, rule, read(pagePath(directory, file)))) problems.push(`packages/${folder}/src/rules/${file}.ts ${problem}`);
    }
    const usable = [...exported].filter(([, rule]) => rule !== undefined);
    const rules = /** @type {ReadonlyMap<string, Rule>} */ (new Map(usable));
    const described = { namespace, folder, rules };
    for (const preset of PRESET_NAMES) files.set(join(directory, "src", "configs", `${preset}.ts`), presetFile(described, preset));
    for (const [file, rule] of rules) replace(pagePath(directory, file), "header", pageHeader(described, rule));
    for (const page of pagesOf(directory)) if (!plugin.files.includes(page)) problems.push(`packages/${folder}/docs/rules/${page}.md has no rule`);
    replace(join(directory, "README.md"), "rules", rulesTable(described, "docs/rules"));
    tables.push(`### @go-indep/${folder}\n\n${rulesTable(described, `packages/${folder}/docs/rules`)}`);
  }
  replace(join(root, "README.md"), "rules", tables.join("\n\n"));

  const hadolint = join(root, "packages", "hadolint-wasm");
  const codes = readTable(hadolint);
  if (codes !== null) {
    for (const problem of problemsOfTable(codes)) problems.push(`packages/hadolint-wasm/data/codes.json ${problem}`);
    files.set(join(hadolint, "src", "eslint", "codes.generated.ts"), codesFile(codes));
    replace(join(hadolint, "README.md"), "rules", codesTable(codes));
  }
  return { files, problems };

  /** @param {string} path @param {string} mark @param {string} content */
  function replace(path, mark, content) {
    const text = read(path);
    if (text === null) return;
    try {
      files.set(path, between(text, mark, content));
    } catch (error) {
      problems.push(`${path.slice(root.length + 1)} ${/** @type {Error} */ (error).message}`);
    }
  }
}

/** The schema of the configuration as editors read it. */
function configSchema() {
  return `${JSON.stringify({ $schema: "https://json-schema.org/draft/2020-12/schema", title: "go-indep-lint.config.json", ...SETTINGS_SCHEMA }, null, 2)}\n`;
}

/** @param {string} directory @param {string} rule */
function pagePath(directory, rule) {
  return join(directory, "docs", "rules", `${rule}.md`);
}

/** @param {string} directory */
function pagesOf(directory) {
  const pages = join(directory, "docs", "rules");
  return existsSync(pages) ? readdirSync(pages).filter((page) => page.endsWith(".md")).map((page) => page.slice(0, -3)) : [];
}

/** @param {string} path */
function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
