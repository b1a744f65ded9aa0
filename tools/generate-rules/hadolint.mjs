import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ readonly hadolint: string, readonly codes: Readonly<Record<string, readonly [level: string, description: string]>> }} Table */

const DESCRIPTION = /^(?:Disallow|Require|Prefer) .*[^.\s]$/u;
const LEVELS = ["error", "warning", "info", "style", "ignore"];

/** The table of hadolint's codes, null where there is none. @param {string} directory of hadolint-wasm @returns {Table | null} */
export function readTable(directory) {
  const path = join(directory, "data", "codes.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

/** `src/eslint/codes.generated.ts` @param {Table} table */
export function codesFile({ codes }) {
  const lines = Object.entries(codes).map(([code, [level, description]]) => `  ${code}: { level: "${level}", description: ${JSON.stringify(description)} },\n`);
  return `// Written by \`npm run generate\` from data/codes.json.
import type { Level } from "../finding.js";

/** hadolint's codes, each with the level that it has by default ("ignore": it is off) and what it is about, in our words. */
export const CODES: Readonly<Record<string, { readonly level: Level | "ignore"; readonly description: string }>> = {
${lines.join("")}};
`;
}

/** The table of the README. @param {Table} table */
export function codesTable({ codes }) {
  const rows = Object.entries(codes).map(([code, [level, description]]) => `| [hadolint/${code}](https://github.com/hadolint/hadolint/wiki/${code}) | ${description} | ${level === "ignore" ? "off" : level} |`);
  return ["| Rule | What it does | hadolint's level |", "| --- | --- | --- |", ...rows].join("\n");
}

/** What is wrong with the table, as sentences. @param {Table} table @returns {string[]} */
export function problemsOfTable({ codes }) {
  return Object.entries(codes).flatMap(([code, [level, description]]) => [
    ...(/^DL[0-9]{4}$/u.test(code) ? [] : [`has a code "${code}"`]),
    ...(LEVELS.includes(level) ? [] : [`has the level "${level}" for ${code}`]),
    ...(DESCRIPTION.test(description) ? [] : [`has a description of ${code} that does not begin with Disallow, Require or Prefer, or ends in a stop`]),
  ]);
}
