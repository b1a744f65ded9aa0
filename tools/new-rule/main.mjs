// Begins a rule: `npm run new:rule -- dockerfile no-missing-thing` writes its file, its test and its page, and brings the generated files up to date.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { newRule } from "./new-rule.mjs";

const [plugin, name] = process.argv.slice(2);
const root = fileURLToPath(new URL("../..", import.meta.url));
const { written, problem } = newRule(root, plugin, name);
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}
for (const file of written) console.log(`written: ${file}`);
console.log("Now say what the rule finds (packages/core/src/project/findings), fill in the three files, and run `npm run generate`.");
process.exitCode = spawnSync("npm", ["run", "generate"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" }).status ?? 1;
