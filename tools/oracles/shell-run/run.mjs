/** Runs a case in a real shell. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PROGRAMS, VARIABLES } from "./programs.mjs";

/** Where the evaluator is told that the script runs. */
export const DIRECTORY = "/src";

export function runCase({ script, files, env, args }, shell, name) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "shell-run-")));
  try {
    const log = join(root, "log");
    const bin = join(root, "bin");
    const work = join(root, "work");
    mkdirSync(bin);
    mkdirSync(work);
    writeFileSync(join(bin, ".program"), program(shell, name, log));
    chmodSync(join(bin, ".program"), 0o755);
    for (const each of Object.keys(PROGRAMS)) symlinkSync(".program", join(bin, each));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), text);
    }
    const file = join(root, "script");
    writeFileSync(file, script);
    const command = name === "busybox" ? ["sh", file, ...args] : [file, ...args];
    const result = spawnSync(shell, command, { cwd: work, env: { PATH: bin, ...env }, encoding: "utf8", timeout: 10_000, input: "" });
    if (result.error) throw result.error;
    const records = existsSync(log) ? readFileSync(log, "utf8").split("\x1e\n").slice(0, -1) : [];
    const local = (text) => text.replaceAll(work, DIRECTORY).replaceAll(file, "script");
    return { calls: records.map((record) => readRecord(local(record))), status: result.status, output: local(result.stdout), errors: result.stderr };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A program that logs its directory, arguments and variables in one write, and then prints and ends as its name says. */
function program(shell, name, log) {
  const variables = VARIABLES.map((variable) => `"\${${variable}-<unset>}"`).join(" ");
  const behaviour = Object.entries(PROGRAMS).map(([each, { print, status }]) => `  ${each}) ${print ?? ":"}; exit ${status ?? 0} ;;`);
  return [
    `#!${shell}${name === "busybox" ? " sh" : ""}`,
    `record=$(printf '%s\\037' "$(pwd -P)" ${variables} "\${0##*/}" "$@")`,
    // one write for one record: programs of a pipeline run at the same time
    `printf '%s\\036\\n' "$record" >> ${log}`,
    `case "\${0##*/}" in`,
    ...behaviour,
    `esac`,
    "",
  ].join("\n");
}

function readRecord(record) {
  const fields = record.split("\x1f").slice(0, -1);
  const [directory, ...rest] = fields;
  const variables = Object.fromEntries(VARIABLES.map((variable, i) => [variable, rest[i] === "<unset>" ? null : rest[i]]));
  return { directory, variables, words: rest.slice(VARIABLES.length) };
}
