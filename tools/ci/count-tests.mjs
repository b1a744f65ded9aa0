// Prints how many tests of the last run passed and failed, in all packages: `node tools/ci/count-tests.mjs` → "812 0".
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = [...readdirSync(join(root, "packages")).map((name) => join("packages", name)), "tools"];
let passed = 0;
let failed = 0;
for (const folder of folders) {
  const file = join(root, folder, ".vitest", "results.json");
  if (!existsSync(file)) continue;
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(file, "utf8"));
  passed += numPassedTests;
  // A file that does not load has no tests; it counts as one.
  failed += Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0);
}
console.log(`${passed} ${failed}`);
