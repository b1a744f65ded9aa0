/** Where a program starts, as core says it of base images, beside what it did in the imitations of those images (tools/oracles/matrix/chroots.mjs). */
import { needsOf, startIn } from "../../../packages/core/dist/index.js";
import { IMAGES, imageOf, started } from "../matrix/verdicts.mjs";

/** @import { Binary } from "../../../packages/core/dist/index.js" */

/** @param {any} row @param {Binary} binary @param {Map<string, number>} counts @param {(field: string, ours: unknown, theirs: unknown) => void} compare */
export function compareStarts(row, binary, counts, compare) {
  if (row.runs === undefined || binary.format !== "elf") return;
  const needs = needsOf(binary);
  for (const [root, reference] of Object.entries(IMAGES)) {
    const run = row.runs[root];
    if (run === undefined) continue;
    const { verdict, reason } = startIn(needs, reference, imageOf(reference));
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    if (verdict !== "unknown") compare(`start in ${root} (${reason}; ${run.slice(0, 80)})`, verdict, started(run));
  }
}
