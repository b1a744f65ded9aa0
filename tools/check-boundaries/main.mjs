// Prints every import that goes against the allowed directions, with file and line: `npm run check:boundaries`. Exit code 1 when there is one.
import { fileURLToPath } from "node:url";
import { checkBoundaries } from "./check.mjs";

const violations = checkBoundaries(fileURLToPath(new URL("../..", import.meta.url)));
for (const { file, line, rule } of violations) console.log(`${file}:${line}: ${rule}`);
console.log(violations.length === 0 ? "boundaries: no violation" : `boundaries: ${violations.length} violations`);
process.exitCode = violations.length === 0 ? 0 : 1;
