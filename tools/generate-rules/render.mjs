import { PRESET_NAMES, severityOf } from "@go-indep/rule-sdk";
import { messageText } from "./validate.mjs";

/** @typedef {import("@go-indep/rule-sdk").Rule} Rule */
/** @typedef {import("@go-indep/rule-sdk").PresetName} PresetName */
/** @typedef {{ namespace: string, folder: string, rules: ReadonlyMap<string, Rule> }} Plugin */

const WRITTEN_BY = "// Written by `npm run generate` from";

/** `src/rules/index.ts` @param {readonly string[]} files */
export function ruleIndex(files) {
  return `${WRITTEN_BY} the files of this folder.
import type { Rule } from "@go-indep/rule-sdk";
${files.map((file) => `import ${camelCase(file)} from "./${file}.js";\n`).join("")}
export const rules: Readonly<Record<string, Rule>> = {
${files.map((file) => `  "${file}": ${camelCase(file)},\n`).join("")}};
`;
}

/** `src/configs/<preset>.ts` @param {Plugin} plugin @param {PresetName} preset */
export function presetFile({ namespace, rules }, preset) {
  const lines = [...rules].flatMap(([name, { meta }]) => {
    const severity = severityOf(meta.docs.tier, preset);
    return severity === null ? [] : [`  "${namespace}/${name}": "${severity}",\n`];
  });
  return `${WRITTEN_BY} the tiers of the rules.
export const ${preset} = {
${lines.join("")}} as const;
`;
}

/** `src/version.ts` @param {string} version */
export function versionFile(version) {
  return `// Written by \`npm run generate\` from package.json.\nexport const VERSION = "${version}";\n`;
}

/**
 * The table of a plugin's rules.
 *
 * @param {Plugin} plugin
 * @param {string} pages where the pages are, seen from the file with the table
 */
export function rulesTable({ namespace, rules }, pages) {
  if (rules.size === 0) return "No rules yet.";
  const rows = [...rules].map(([name, { meta }]) => {
    const marks = [meta.fixable ? "🔧" : "", meta.hasSuggestions ? "💡" : ""].join("");
    return [`[${namespace}/${name}](${pages}/${name}.md)`, cell(meta.docs.description), meta.docs.tier, severityOf(meta.docs.tier, "recommended") ?? "–", marks];
  });
  return table([["Rule", "What it does", "Tier", "`recommended`", ""], ...rows]);
}

/** The generated head of a rule's page. @param {Plugin} plugin @param {Rule} rule */
export function pageHeader({ namespace }, { name, meta }) {
  const { docs, messages, fixable, hasSuggestions } = meta;
  const presets = PRESET_NAMES.flatMap((preset) => {
    const severity = severityOf(docs.tier, preset);
    return severity === null ? [] : [`\`${preset}\` (${severity})`];
  });
  return [
    `# ${namespace}/${name}`,
    `${docs.description}.`,
    table([
      ["Tier", "In the presets", "Reported in", "Facts"],
      [docs.tier, presets.join(", ") || "none", docs.reportsIn, docs.facts.join(", ") || "–"],
    ]),
    ...(fixable ? ["🔧 `--fix` repairs it: what ships stays the same."] : []),
    ...(hasSuggestions ? ["💡 Editors offer suggestions."] : []),
    "## Messages",
    Object.entries(messages).map(([id, text]) => `- \`${id}\`: ${messageText(text)}`).join("\n"),
  ].join("\n\n");
}

/**
 * A text with the part between two marks replaced.
 *
 * @param {string} text
 * @param {string} mark "rules" stands between `<!-- rules -->` and `<!-- /rules -->`
 * @param {string} content
 * @throws Error when the marks are missing
 */
export function between(text, mark, content) {
  const [open, close] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start === -1 || end < start) throw new Error(`has no ${open} … ${close}`);
  return `${text.slice(0, start)}${open}\n${content}\n${text.slice(end)}`;
}

/** @param {readonly (readonly string[])[]} rows the first is the head */
function table(rows) {
  const [head = [], ...body] = rows;
  return [head, head.map(() => "---"), ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll("|", "\\|");
}

/** @param {string} name */
function camelCase(name) {
  return name.replace(/-([a-z0-9])/gu, (_, letter) => letter.toUpperCase());
}
