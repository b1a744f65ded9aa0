/** `cmake -E …`: the commands of CMake that work as those of a system do. Source: CMake 3.25, cmcmd.cxx. */
import type { Traced, Word } from "../../text/index.js";
import { carrier, literal, literalOf, slice } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import type { Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { SUCCESS } from "../result.js";

/** The words of a system's command for the operands of one of CMake's. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  echo: ["echo"],
  echo_append: ["printf", "%s"],
  cat: ["cat"],
  copy: ["cp"],
  copy_if_different: ["cp"],
  create_symlink: ["ln", "-sf"],
  create_hardlink: ["ln", "-f"],
  make_directory: ["mkdir", "-p"],
  remove: ["rm", "-f"],
  remove_directory: ["rm", "-rf"],
  rename: ["mv"],
  rm: ["rm"],
  touch: ["touch"],
  true: ["true"],
  false: ["false"],
  sleep: ["sleep"],
  time: [],
};

export function runTool(call: CommandCall, tool: readonly Word[], machine: Machine): CommandResult {
  const [first, ...operands] = tool;
  const name = first === undefined || first.kind === "gap" ? null : literalOf(first.value);
  if (name === "env") return runInEnvironment(call, operands, machine);
  if (name === "chdir") return runIn(call, operands, machine);
  if (name === "copy_directory" || name === "copy_directory_if_different") return copyDirectories(call, operands, machine);
  const words = name === null ? undefined : SAME[name];
  if (words !== undefined) {
    const all = [...words.map(word), ...operands];
    return all.length === 0 ? SUCCESS : machine.run({ ...call, words: all });
  }
  // what else there is (checksums, archives, comparisons) builds nothing
  if (name === null || /^(?:tar|create_\w+|touch_nocreate)$/.test(name)) machine.files.disturb(call.directory ?? "/", `cmake -E ${name ?? "…"}`, call.at);
  return machine.unknownOutput(call, `output of \`cmake -E ${name ?? "…"}\``);
}

/** `cmake -E env [--unset=NAME] [NAME=VALUE]… [--] command` */
function runInEnvironment(call: CommandCall, operands: readonly Word[], machine: Machine): CommandResult {
  let { environment, lost = [] } = call;
  let i = 0;
  for (; i < operands.length; i++) {
    const { kind, value } = operands[i] as Word;
    const text = carrier(value);
    const unset = /^--unset=(.*)$/.exec(text)?.[1];
    const name = kind === "word" ? /^([A-Za-z_]\w*)=/.exec(text)?.[1] : undefined;
    if (text === "--") {
      i++;
      break;
    }
    if (unset !== undefined) environment = environment.unset(unset);
    else if (name !== undefined) environment = environment.set(name, slice(value, name.length + 1), true);
    else if (text.startsWith("--modify")) return machine.unknownOutput(call, "output of `cmake -E env --modify`");
    else break;
    const changed = unset ?? name;
    lost = lost.filter((assignment) => assignment.name !== changed);
  }
  const words = operands.slice(i);
  if (words.length === 0) return machine.unknownOutput(call, "output of `cmake -E env`");
  return machine.run({ ...call, words, environment, lost });
}

function runIn(call: CommandCall, [directory, ...words]: readonly Word[], machine: Machine): CommandResult {
  const text = directory === undefined || directory.kind === "gap" ? null : literalOf(directory.value);
  return words.length === 0 ? SUCCESS : machine.run({ ...call, words, directory: text === null ? null : absolutePath(call.directory, text) });
}

/** What is in the directories goes into the last one. */
function copyDirectories(call: CommandCall, operands: readonly Word[], machine: Machine): CommandResult {
  const target = operands.at(-1);
  if (target === undefined) return SUCCESS;
  const contents = operands.slice(0, -1).map(({ kind, value }): Word => ({ kind, value: { pieces: [...value.pieces, ...literal("/.").pieces] } }));
  machine.run({ ...call, words: [word("mkdir"), word("-p"), target] });
  return machine.run({ ...call, words: [word("cp"), word("-r"), ...contents, target] });
}

function word(text: string): Word {
  return { kind: "word", value: literal(text) satisfies Traced };
}
