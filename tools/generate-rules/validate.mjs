
/** @typedef {import("@go-indep/rule-sdk").Rule} Rule */

const TIERS = ["correctness", "suspicious", "strict", "policy", "experimental"];
export const RULE_NAME = /^(?:no|require|prefer)-[a-z0-9]+(?:-[a-z0-9]+)*$/u;
const DESCRIPTION = /^(?:Disallow|Require|Prefer) .*[^.\s]$/u;
/** Ends in a stop, or in a sentence that the analysis gives (`{{remedy}}`). */
const MESSAGE = /(?:[.?]|\}\})$/u;

/** What a page must say besides its generated header. */
export const SECTIONS = ["Why", "What is checked, and what is not", "Examples", "When not to use it", "How to verify"];

/**
 * What is wrong with a rule and its page, as sentences.
 *
 * @param {string} file name of the rule's file without extension
 * @param {unknown} exported its default export
 * @param {string | null} page text of its page, null without one
 * @returns {string[]}
 */
export function problemsOf(file, exported, page) {
  const rule = /** @type {Partial<Rule> | undefined} */ (exported);
  if (typeof rule?.create !== "function" || rule.meta === undefined) return ["has no rule as its default export"];
  const { docs, messages, schema } = rule.meta;
  const problems = [];
  if (!RULE_NAME.test(file)) problems.push(`is not named no-…, require-… or prefer-…`);
  if (rule.name !== file) problems.push(`is named "${rule.name}", unlike its file`);
  if (!TIERS.includes(docs.tier)) problems.push(`has an unknown tier "${docs.tier}"`);
  if (!DESCRIPTION.test(docs.description)) problems.push(`has a description that does not begin with Disallow, Require or Prefer, or ends in a stop: "${docs.description}"`);
  for (const [id, text] of Object.entries(messages)) {
    if (!MESSAGE.test(messageText(text))) problems.push(`has a message "${id}" that does not end in a stop`);
  }
  if (page === null) return [...problems, "has no page"];
  const sections = [...SECTIONS, ...(Array.isArray(schema) && schema.length === 0 ? [] : ["Options"])];
  for (const section of sections) if (!page.includes(`\n## ${section}\n`)) problems.push(`has a page without "## ${section}"`);
  return problems;
}

/** A message without the placeholders that createFindingRule adds. @param {string} text */
export function messageText(text) {
  return text.replace("{{entries}}{{why}}", "");
}

