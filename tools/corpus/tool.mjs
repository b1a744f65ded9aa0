/** The built tool, and what it says of a checkout. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const cli = fileURLToPath(new URL("../../packages/cli/dist/bundle/bin.js", import.meta.url));

/**
 * The flags of a script of the corpus. Ends the process without --mirrors, or when nothing is built.
 *
 * @param {string} usage
 */
export function corpusOptions(usage) {
  const { values } = parseArgs({ options: { mirrors: { type: "string" }, only: { type: "string" }, write: { type: "boolean", default: false } } });
  const problem = values.mirrors === undefined ? `usage: ${usage}` : existsSync(cli) ? null : "build first: npm run build";
  if (problem !== null) {
    console.error(problem);
    process.exit(2);
  }
  return values;
}

/** Standard output of the tool. */
export function runTool(args, cwd, env = process.env) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, env, encoding: "utf8", maxBuffer: 2 ** 30 });
  if (status !== 0 && status !== 1) throw new Error(`go-indep-lint ${args.join(" ")} in ${cwd}: exit ${status}\n${stderr}`);
  return stdout;
}

/** Findings in the order of files and lines; `rule` is null for a file that cannot be parsed. @returns {{ rule: string | null, file: string, line: number, severity: number }[]} */
export function findingsIn(directory, args, env) {
  return JSON.parse(runTool(["--format", "json", ...args], directory, env)).flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, severity }) => ({ rule: ruleId, file: filePath.slice(directory.length + 1), line, severity })),
  );
}

/** @param {{ rule: string | null, file: string, line: number }} finding */
export function findingText({ rule, file, line }) {
  return `${rule} ${file}:${line}`;
}
