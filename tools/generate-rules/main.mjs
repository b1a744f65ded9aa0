// Writes what follows from the rule files and the table of hadolint's codes: the index and presets of each plugin, the rules tables of the READMEs, the
// head of each rule's page, the schema of the configuration, and the version files: `npm run generate`. With --check nothing is written, and exit code 1 says that something would be.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generate } from "./generate.mjs";

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/u, "");
const { files, problems } = await generate(root);

const stale = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, "utf8") !== text);
for (const [path, text] of stale) {
  console.log(`${relative(root, path)} ${values.check ? "is out of date: run `npm run generate`" : "written"}`);
  if (values.check) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
for (const problem of problems) console.log(problem);

const failures = problems.length + (values.check ? stale.length : 0);
console.log(`generated files: ${files.size - (values.check ? stale.length : 0)} up to date, ${problems.length} problems`);
process.exitCode = failures === 0 ? 0 : 1;
