import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A bundled project in which every Dockerfile ships a binary that cannot start. */
const BROKEN = "examples/unexported-cgo-enabled";

/**
 * Installs the tarballs of all packages as a user would, and uses them.
 *
 * @param {string} root
 * @param {{ directory: string, manifest: { name: string, version: string } }[]} packages
 * @returns {string[]} what is wrong
 */
export function smoke(root, packages) {
  const directory = mkdtempSync(join(tmpdir(), "go-indep-smoke-"));
  try {
    const tarballs = new Map(packages.map(({ directory: from, manifest }) => [manifest.name, pack(from, directory)]));
    const plugins = [...tarballs.keys()].filter((name) => name.includes("/eslint-plugin-"));
    return [...withCli(root, directory, tarballs), ...withEslint9(root, directory, tarballs, plugins), ...withHadolint(directory)];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** @param {string} root @param {string} directory @param {ReadonlyMap<string, string>} tarballs */
function withCli(root, directory, tarballs) {
  const home = project(root, join(directory, "cli"));
  run("npm", ["install", ...INSTALL, ...tarballs.values()], home);
  const problems = [];
  // TypeScript would be 28 MB in front of every run of the hook.
  if (existsSync(join(home, "node_modules", "typescript"))) problems.push("typescript was installed with the packages");
  const { status, stdout, stderr } = attempt("npx", ["--no-install", "go-indep-lint"], home);
  if (status !== 1) problems.push(`go-indep-lint ended with ${status} on ${BROKEN}:\n${stdout}${stderr}`);
  return problems;
}

/** @param {string} root @param {string} directory @param {ReadonlyMap<string, string>} tarballs @param {readonly string[]} plugins */
function withEslint9(root, directory, tarballs, plugins) {
  const home = project(root, join(directory, "eslint9"));
  const wanted = [...tarballs].filter(([name]) => name !== "go-indep-lint").map(([, tarball]) => tarball);
  run("npm", ["install", ...INSTALL, ...wanted, "eslint@9"], home);
  const configs = plugins.map((name) => `...require("${name}").configs.recommended`);
  writeFileSync(join(home, "eslint.config.cjs"), `module.exports = [${configs.join(", ")}];\n`);
  const { status, stdout, stderr } = attempt("npx", ["--no-install", "eslint", "--format", "json", "."], home);
  if (status !== 1) return [`ESLint 9 ended with ${status} on ${BROKEN}:\n${stdout}${stderr}`];
  const rules = JSON.parse(stdout).flatMap((/** @type {{ messages: { ruleId: string }[] }} */ { messages }) => messages.map(({ ruleId }) => ruleId));
  return rules.every((/** @type {string | null} */ rule) => rule?.startsWith("go-")) ? [] : [`ESLint 9 reported ${rules.join(", ")}`];
}

/** In the project of {@link withCli}: without hadolint, which is nobody's dependency, the file gets one message. @param {string} directory */
function withHadolint(directory) {
  const home = join(directory, "cli");
  writeFileSync(join(home, "eslint.config.mjs"), `import hadolint from "hadolint-wasm/eslint-plugin";\nexport default [...hadolint.configs.recommended, { files: ["**/Dockerfile"], rules: { "hadolint/DL3008": "error" } }];\n`);
  const { stdout, stderr } = attempt("npx", ["--no-install", "eslint", "--format", "json", "."], home, { HADOLINT: join(home, "no-hadolint") });
  const messages = stdout.startsWith("[") ? JSON.parse(stdout).flatMap((/** @type {{ messages: { message: string }[] }} */ result) => result.messages.map(({ message }) => message)) : [];
  return messages.length === 1 && messages[0].startsWith("hadolint did not run") ? [] : [`ESLint with hadolint-wasm reported ${messages.join(", ")}:\n${stderr}`];
}

const INSTALL = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

/** @param {string} root @param {string} home */
function project(root, home) {
  cpSync(join(root, BROKEN), home, { recursive: true });
  mkdirSync(join(home, ".git"));
  writeFileSync(join(home, "package.json"), JSON.stringify({ private: true }));
  return home;
}

/** @param {string} from @param {string} to @returns {string} path of the tarball */
function pack(from, to) {
  const [{ filename }] = JSON.parse(run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", to], from));
  return join(to, filename);
}

/** Standard output. @param {string} command @param {string[]} args @param {string} cwd @throws Error when the command fails */
function run(command, args, cwd) {
  const { status, stdout, stderr } = attempt(command, args, cwd);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** @param {string} command @param {string[]} args @param {string} cwd @param {Record<string, string>} env */
function attempt(command, args, cwd, env = {}) {
  return spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: "utf8", shell: process.platform === "win32" });
}
