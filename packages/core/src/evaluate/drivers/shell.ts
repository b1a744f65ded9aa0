import type { Traced } from "../../text/index.js";
import { literalOf } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import { readBuildText } from "../build-text.js";
import { dialectOf } from "../dialect.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { mayHideBuild } from "../may-hide-build.js";
import { runScriptText, type ScriptShell } from "../script-file.js";

/** `sh -ec 'script' name args…` and `bash -euo pipefail script.sh args…`. */
export const shellDriver: Driver = {
  names: ["sh", "bash", "dash", "ash"],
  run(call, machine) {
    const name = literalOf(call.words[0]?.value ?? { pieces: [] })?.split("/").at(-1) ?? "sh";
    const dialect = dialectOf(name, machine.shell) ?? machine.shell;
    const options: string[] = [];
    for (let i = 1; i < call.words.length; i++) {
      const word = call.words[i];
      if (word === undefined || word.kind === "gap") break;
      const text = literalOf(word.value);
      if (text !== null && isOption(text)) {
        // `-ec`, `-lc`: the script is the next word that is no option. `-o pipefail` takes a word of its own.
        if (!text.startsWith("--")) options.push(text);
        if (/^[-+]\w*[oO]/.test(text) && !text.startsWith("--")) options.push(literalOf(call.words[++i]?.value ?? { pieces: [] }) ?? "");
        else if (text === "--rcfile" || text === "--init-file") i++;
        continue;
      }
      if (options.some((option) => /^-\w*c/.test(option))) return runCommandString(call.words.slice(i).map(({ value }) => value), { dialect, options }, call, machine);
      // `-s`: the script is on standard input, and the words are its arguments.
      if (options.some((option) => /^-\w*s/.test(option))) return call.input === null ? notUnderstood(call, machine, name) : runCommandString([call.input, call.words[0]?.value ?? call.input, ...call.words.slice(i).map(({ value }) => value)], { dialect, options }, call, machine);
      return text === null ? notUnderstood(call, machine, `${name} script`) : runFile(text, i + 1, { dialect, options }, call, machine);
    }
    if (call.input !== null) return runCommandString([call.input], { dialect, options }, call, machine);
    return notUnderstood(call, machine, name);
  },
};

function isOption(text: string): boolean {
  return /^[-+]\w+$/.test(text) || text.startsWith("--");
}

function runCommandString(words: readonly Traced[], shell: ScriptShell, call: CommandCall, machine: Machine): CommandResult {
  const [script, ...rest] = words;
  if (script === undefined) return notUnderstood(call, machine, "sh -c");
  return machine.runShell({
    ...shell,
    script,
    environment: call.environment,
    directory: call.directory,
    positional: rest.length === 0 ? [call.words[0]?.value ?? script] : rest,
    chain: call.chain,
    certainty: call.certainty,
    failureTolerated: call.failureTolerated ?? "no",
    ...(call.lost === undefined ? {} : { lost: call.lost }),
    ...(call.make === undefined ? {} : { make: call.make }),
    ...(call.waiting === undefined ? {} : { waiting: call.waiting }),
    isCommandString: true,
  });
}

function runFile(path: string, first: number, shell: ScriptShell, call: CommandCall, machine: Machine): CommandResult {
  const absolute = absolutePath(call.directory, path);
  const file = absolute === null ? null : readBuildText(machine.files, absolute);
  if (file === null || "unknown" in file) return notUnderstood(call, machine, path);
  return runScriptText(file, shell, call, first, machine);
}

/** The script may do anything, build Go programs too. */
function notUnderstood(call: CommandCall, machine: Machine, script: string): CommandResult {
  const text = `the script \`${script}\`, whose text is not known`;
  machine.record(mayHideBuild(text, script, call, "file"));
  machine.files.disturb("/", text, call.at);
  return machine.unknownOutput(call, text);
}
