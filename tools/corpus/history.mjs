/**
 * Runs the built tool on the states before and after real fixes, and compares with what history.json says of them.
 *
 *     npm run corpus:history -- --mirrors DIR [--only TEXT] [--write]
 *
 * DIR holds bare repositories as `owner+name/repo`. history.json has references, our findings and our reasons, nothing of the repositories. Each state is
 * analysed as of the date of its fix: floating tags mean what they meant then. `rules` are those that may tell of the defect (null: any finding that goes away
 * with the fix); a case is *found* when one of them reports before, and no longer in that file after; it *stays* when all do after as well, else it is *missed*,
 * and `reason` says why. `clean` are states without a defect where a naive linter sees one: no finding of severity error may appear (`warnings` are kept to
 * be seen) unless `reason` says that it is true. `preferences` are changes that look like fixes: `rules` must not report before. `--write` replaces findings and status by what the tool says now;
 * reasons are written by people alone.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { checkOut, removeCheckout } from "./checkout.mjs";
import { corpusOptions, findingsIn, findingText } from "./tool.mjs";

const listFile = new URL("history.json", import.meta.url);
const options = corpusOptions("npm run corpus:history -- --mirrors DIR [--only TEXT] [--write]");
const list = JSON.parse(readFileSync(listFile, "utf8"));
const families = new Map();
let differences = 0;

for (const entry of chosen(list.cases)) {
  const states = [entry.before, entry.after].map((commit) => findingsOf(entry, commit));
  if (states.includes(null)) continue;
  const [before, after] = states.map((findings) => findings.filter(({ rule }) => entry.rules === null || entry.rules.includes(nameOf(rule))));
  const isLeft = ({ rule, file }) => after.some((other) => other.rule === rule && other.file === file);
  const status = before.length === 0 ? "missed" : before.every(isLeft) ? "stays" : "found";
  compare(entry, { status, findings: { before: before.map(findingText), after: after.map(findingText) } });
  if (status !== "found" && entry.reason === undefined) differ(entry, `${status} without a reason`);
  count(entry.family, status);
}
for (const entry of chosen(list.clean)) {
  const findings = findingsOf(entry, entry.commit);
  if (findings === null) continue;
  const errors = findings.filter(({ severity }) => severity === 2);
  compare(entry, { errors: errors.map(findingText), warnings: findings.filter((finding) => !errors.includes(finding)).map(findingText) });
  if (errors.length > 0 && entry.reason === undefined) differ(entry, "errors without a reason");
  count("clean", errors.length === 0 ? "no error" : "errors that are true");
}
for (const entry of chosen(list.preferences)) {
  const findings = findingsOf(entry, entry.before);
  if (findings === null) continue;
  const told = findings.filter(({ rule }) => entry.rules.includes(nameOf(rule))).map(findingText);
  compare(entry, { findings: told });
  count("preferences", told.length === 0 ? "silent" : "told");
}

for (const [family, statuses] of [...families].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))) {
  console.log(`${family}: ${[...statuses].map(([status, number]) => `${number} ${status}`).join(", ")}`);
}
if (options.write) writeFileSync(listFile, render(list));
console.log(`history: ${differences} differences`);
process.exitCode = differences > 0 && !options.write ? 1 : 0;

function chosen(entries) {
  return entries.filter((entry) => options.only === undefined || idOf(entry).includes(options.only) || entry.family === options.only);
}

function idOf({ repository, commit, after }) {
  return `${repository}@${(commit ?? after).slice(0, 10)}`;
}

/** Null where the mirror lacks the commit. */
function findingsOf(entry, commit) {
  const checkout = checkOut(options.mirrors, entry.repository, commit);
  if (checkout === null) {
    console.log(`${idOf(entry)}: no mirror of ${commit}, skipped`);
    return null;
  }
  try {
    if (checkout.absent.length > 0) console.log(`${idOf(entry)}: the mirror lacks ${checkout.absent.length} files of ${commit.slice(0, 10)}, which are taken as empty`);
    return findingsIn(checkout.directory, ["--as-of", entry.asOf]).filter(({ rule }) => rule !== null);
  } finally {
    removeCheckout(checkout);
  }
}

function compare(entry, now) {
  for (const [key, value] of Object.entries(now)) {
    if (JSON.stringify(entry[key]) !== JSON.stringify(value)) differ(entry, `${key} ${JSON.stringify(entry[key])} is now ${JSON.stringify(value)}`);
  }
  if (options.write) Object.assign(entry, now);
}

function differ(entry, text) {
  differences++;
  console.log(`${idOf(entry)}: ${text}`);
}

function count(family, status) {
  const statuses = families.get(family) ?? new Map();
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  families.set(family, statuses);
}

function nameOf(rule) {
  return rule.slice(rule.indexOf("/") + 1);
}

/** One line an entry: the file is read in differences. */
function render({ cases, clean, preferences, ...head }) {
  const lists = Object.entries({ cases, clean, preferences }).map(([name, entries]) => `  ${JSON.stringify(name)}: [\n${entries.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n")}\n  ]`);
  const rest = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${[...rest, ...lists].join(",\n")}\n}\n`;
}
