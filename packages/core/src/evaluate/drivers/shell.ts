import type { Traced } from "../../text/index.js";
import { literalOf } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import { dialectOf } from "../dialect.js";
import type { Driver, Machine, ShellDialect } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { runScriptText } from "../script-file.js";

/** `sh -c 'script' name args…` and `bash script.sh args…`. */
export const shellDriver: Driver = {
  names: ["sh", "bash", "dash", "ash"],
  run(call, machine) {
    const name = literalOf(call.words[0]?.value ?? { pieces: [] })?.split("/").at(-1) ?? "sh";
    const dialect = dialectOf(name, machine.shell) ?? machine.shell;
    const words = call.words.slice(1);
    for (const [i, word] of words.entries()) {
      if (word.kind === "gap") break;
      const text = literalOf(word.value);
      if (text !== null && isOption(text)) {
        // `-ec`, `-lc`: the script is the next word. `-o pipefail` takes a word of its own.
        if (text.includes("c") && !text.startsWith("--")) return runCommandString(words.slice(i + 1).map((w) => w.value), dialect, call, machine);
        continue;
      }
      if (text !== null && i > 0 && /^[-+]\w*o$/.test(literalOf(words[i - 1]?.value ?? { pieces: [] }) ?? "")) continue;
      return text === null ? machine.unknownOutput(call, `\`${name}\` with a script that is not known`) : runFile(text, i + 1, dialect, call, machine);
    }
    if (call.input !== null) return runCommandString([call.input], dialect, call, machine);
    return notUnderstood(call, machine, name);
  },
};

function isOption(text: string): boolean {
  return /^[-+]\w+$/.test(text) || text.startsWith("--");
}

function runCommandString(words: readonly Traced[], dialect: ShellDialect, call: CommandCall, machine: Machine): CommandResult {
  const [script, ...rest] = words;
  if (script === undefined) return notUnderstood(call, machine, "sh -c");
  return machine.runShell({
    script,
    dialect,
    environment: call.environment,
    directory: call.directory,
    positional: rest.length === 0 ? [call.words[0]?.value ?? script] : rest,
    chain: call.chain,
    certainty: call.certainty,
    ...(call.lost === undefined ? {} : { lost: call.lost }),
    ...(call.make === undefined ? {} : { make: call.make }),
  });
}

function runFile(path: string, index: number, dialect: ShellDialect, call: CommandCall, machine: Machine): CommandResult {
  const absolute = absolutePath(call.directory, path);
  const file = absolute === null ? null : machine.files.read(absolute);
  if (file === null || "unknown" in file) return notUnderstood(call, machine, path);
  return runScriptText(file, dialect, call, index + 1, machine);
}

/** The script may do anything, build Go programs too. */
function notUnderstood(call: CommandCall, machine: Machine, script: string): CommandResult {
  const text = `the script \`${script}\`, whose text is not known`;
  machine.record({ kind: "not-understood", reason: { code: "file", text, at: call.at }, driver: script, mayBuildGo: true, chain: call.chain });
  machine.files.disturb("/", text, call.at);
  return machine.unknownOutput(call, text);
}
