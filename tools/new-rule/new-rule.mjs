import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pluginsOf } from "../generate-rules/load.mjs";
import { RULE_NAME } from "../generate-rules/validate.mjs";
import { pageTemplate, ruleTemplate, testTemplate } from "./templates.mjs";

/**
 * Writes the files of a new rule. Nothing is overwritten.
 *
 * @param {string} root
 * @param {string | undefined} plugin "dockerfile", "eslint-plugin-dockerfile" or "go-dockerfile"
 * @param {string | undefined} name
 * @returns {{ written: string[], problem: string | null }} paths from the root; what is wrong with the request, as a sentence
 */
export function newRule(root, plugin, name) {
  const plugins = pluginsOf(root);
  const short = plugins.map(({ namespace }) => namespace.slice("go-".length));
  const found = plugins.find(({ folder, namespace }) => plugin !== undefined && [folder, namespace, namespace.slice("go-".length)].includes(plugin));
  if (found === undefined || name === undefined) return refused(`usage: npm run new:rule -- <${short.join("|")}> <name>`);
  if (!RULE_NAME.test(name)) return refused(`"${name}" must be no-…, require-… or prefer-…, in small letters with hyphens`);
  const taken = plugins.find(({ files }) => files.includes(name));
  if (taken !== undefined) return refused(`${taken.namespace}/${name} exists already`);

  const files = new Map([
    [`packages/${found.folder}/src/rules/${name}.ts`, ruleTemplate(name)],
    [`packages/${found.folder}/test/rules/${name}.test.ts`, testTemplate(name)],
    [`packages/${found.folder}/docs/rules/${name}.md`, pageTemplate(found.namespace, name)],
  ]);
  const existing = [...files.keys()].find((file) => existsSync(join(root, file)));
  if (existing !== undefined) return refused(`${existing} exists already`);
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return { written: [...files.keys()], problem: null };
}

/** @param {string} problem */
function refused(problem) {
  return { written: [], problem };
}
