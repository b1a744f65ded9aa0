// Checks what would be published: `npm run check:packages`, or with the names of some checks. Needs a build.
//
//   publint  package.json, exports and files agree
//   attw     the types resolve as the code does
//   knip     no unused files, exports and dependencies
//   bundle   the bundled command says of this repository, whose fixtures have files of every kind, what its modules say
//   smoke    the tarballs, installed into an empty folder, work: also under ESLint 9, and by require()
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { smoke } from "./smoke.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const packages = readdirSync(join(root, "packages")).map((folder) => {
  const directory = join(root, "packages", folder);
  return { directory, manifest: JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) };
});

/** Each gives what is wrong. @type {Record<string, () => string[] | Promise<string[]>>} */
const checks = {
  async publint() {
    const results = await Promise.all(
      packages.map(async ({ directory, manifest }) => {
        const { messages, pkg } = await publint({ pkgDir: directory, strict: true, pack: "npm" });
        return messages.map((message) => `${manifest.name}: ${formatMessage(message, pkg, { color: false })}`);
      }),
    );
    return results.flat();
  },

  attw: () =>
    packages.filter(({ manifest }) => manifest.exports !== undefined).flatMap(({ directory, manifest }) => {
      const { status, stdout, stderr } = run("attw", ["--pack", directory, "--profile", "esm-only", "--no-color", "--format", "ascii"]);
      return status === 0 ? [] : [`${manifest.name}:\n${stdout}${stderr}`];
    }),

  knip() {
    const { status, stdout, stderr } = run("knip", ["--no-progress"]);
    return status === 0 ? [] : [`${stdout}${stderr}`];
  },

  bundle() {
    const explained = (/** @type {string} */ file) => spawnSync(process.execPath, [join(root, "packages/cli/dist", file), "explain", "--format", "json"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
    const bundled = explained("bundle/bin.js");
    const modules = explained("bin.js");
    return modules.stdout.startsWith("{") && bundled.stdout === modules.stdout ? [] : [`they differ:\n${bundled.stderr}${modules.stderr}`];
  },

  smoke: () => smoke(root, packages),
};

const chosen = process.argv.slice(2);
for (const name of chosen) if (checks[name] === undefined) throw new Error(`no check "${name}"; there are ${Object.keys(checks).join(", ")}`);
let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const problems = await check();
  console.log(`${problems.length === 0 ? "✔" : "✖"} ${name}`);
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;

/** @param {string} command of node_modules/.bin @param {string[]} args */
function run(command, args) {
  return spawnSync("npx", ["--no-install", command, ...args], { cwd: root, encoding: "utf8", shell: process.platform === "win32" });
}
