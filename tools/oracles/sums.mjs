/**
 * @typedef {object} Sums
 * @property {"agrees" | "differs" | "skipped" | "failed"} state
 * @property {ReadonlyMap<string, number>} counts by unit, "differences" among them
 * @property {string} note why it was skipped, or what is wrong with its answer
 */

/** @typedef {Sums & { name: string, seconds: number }} OracleRun */

const LAST = /^oracle [\w-]+: (.+)$/u;

/** The last line that is not blank. @param {readonly string[]} lines */
export function lastLine(lines) {
  return lines.findLast((line) => line.trim() !== "") ?? "";
}

/**
 * What an oracle says in its last line.
 *
 * @param {string} line
 * @param {number} status exit code
 * @returns {Sums}
 */
export function readSums(line, status) {
  const said = LAST.exec(line)?.[1];
  if (said === undefined) return { state: "failed", counts: new Map(), note: `ended with status ${status} without a summary` };
  const skipped = /^skipped, (.+)$/u.exec(said)?.[1];
  if (skipped !== undefined) return { state: "skipped", counts: new Map(), note: skipped };
  const counts = new Map([...said.matchAll(/([\d,_]+) ([a-z][a-z ]*)/gu)].map(([, count = "", unit = ""]) => [unit.trim(), Number(count.replace(/[,_]/gu, ""))]));
  const agrees = status === 0 && (counts.get("differences") ?? 0) === 0;
  return { state: agrees ? "agrees" : "differs", counts, note: "" };
}

/** @param {readonly OracleRun[]} runs */
export function summaryTable(runs) {
  const total = new Map();
  for (const { counts } of runs) for (const [unit, count] of counts) total.set(unit, (total.get(unit) ?? 0) + count);
  const lines = runs.map(({ name, state, counts, note, seconds }) => `${mark(state)} ${name}: ${state === "skipped" ? `SKIPPED, ${note}` : note || words(counts)} (${seconds.toFixed(1)} s)`);
  const states = ["agrees", "differs", "failed", "skipped"].map((state) => `${runs.filter((run) => run.state === state).length} ${state}`);
  return [...lines, `oracles: ${states.join(", ")}; in total ${words(total)}`].join("\n");
}

/** @param {Sums["state"]} state */
function mark(state) {
  return { agrees: "✔", differs: "✖", failed: "✖", skipped: "-" }[state];
}

/** @param {ReadonlyMap<string, number>} counts */
function words(counts) {
  return [...counts].map(([unit, count]) => `${count.toLocaleString("en")} ${unit}`).join(", ") || "nothing";
}
