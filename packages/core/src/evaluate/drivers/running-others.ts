/** xargs and find -exec: programs that start others with words that are not known. */
import type { Word } from "../../text/index.js";
import { ANY_SHAPE, unknownText } from "../../text/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { SUCCESS } from "../result.js";
import { commandText, wordText } from "./arguments.js";
import { waitedFor } from "./wrappers.js";

/** Options with a value of their own. Source: xargs(1). */
const XARGS_VALUES = new Set(["-I", "-L", "-n", "-P", "-s", "-d", "-a", "-E", "--max-args", "--max-procs", "--delimiter", "--arg-file", "--max-lines", "--max-chars", "--replace"]);

export const xargsDriver: Driver = {
  names: ["xargs", "parallel"],
  run(call, machine) {
    let i = 1;
    for (; i < call.words.length; i++) {
      const text = wordText(call, i);
      if (text === null || !text.startsWith("-")) break;
      if (XARGS_VALUES.has(text)) i++;
    }
    const words = call.words.slice(i);
    if (words.length === 0) return SUCCESS;
    return start([...words, more(call, "xargs")], call, machine);
  },
};

export const findDriver: Driver = {
  names: ["find"],
  run(call, machine) {
    for (let i = 1; i < call.words.length; i++) {
      const text = wordText(call, i);
      if (text !== "-exec" && text !== "-execdir" && text !== "-ok") continue;
      const end = call.words.findIndex((_, j) => j > i && [";", "\\;", "+"].includes(wordText(call, j) ?? ""));
      const words = call.words.slice(i + 1, end === -1 ? undefined : end).map((word, j) => (wordText(call, i + 1 + j) === "{}" ? more(call, "find") : word));
      // What is removed or made executable stays as it is for the analysis.
      if (words.length > 0) start(words, call, machine);
      i = end === -1 ? call.words.length : end;
    }
    return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
  },
};

/** It may start the program once, often or never. */
function start(words: readonly Word[], call: CommandCall, machine: Machine): CommandResult {
  return machine.run({ ...waitedFor(call), words, certainty: "may", input: null });
}

function more(call: CommandCall, program: string): Word {
  return { kind: "gap", value: unknownText({ code: "command-output", text: `words that ${program} adds`, at: call.at }, ANY_SHAPE) };
}
