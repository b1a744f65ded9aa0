/** jq, for programs that only follow keys: `.Toolchain`, `.a["b c"][0]`. Source: jq 1.7 manual, Basic filters. */
import { literal, literalOf, originOf } from "../../text/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { commandText, parseArguments } from "./arguments.js";
import { readText } from "./read-text.js";

export const jqDriver: Driver = {
  names: ["jq"],
  run(call, machine) {
    return followed(call, machine) ?? machine.unknownOutput(call, `output of \`${commandText(call)}\``);
  },
};

/** Null when the program does more, or the text or what is there is not known. */
function followed(call: CommandCall, machine: Machine): CommandResult | null {
  const args = parseArguments(call);
  const [program, ...files] = args.operands;
  const steps = program === undefined ? null : stepsOf(literalOf(program) ?? "");
  if (steps === null || args.gap !== null || call.words.slice(1).some((word) => /^-(?!r$|-raw-output$|c$|-compact-output$)./.test(literalOf(word.value) ?? "-?"))) return null;
  const text = readText(files, call, machine);
  const input = text === null ? null : literalOf(text);
  if (text === null || input === null) return null;
  const value = valueAt(input, steps);
  // Releases differ in how they print other numbers than whole ones.
  if (value === undefined || (typeof value === "object" && value !== null) || (typeof value === "number" && !Number.isSafeInteger(value))) return null;
  const shown = typeof value === "string" && args.has("-r", "--raw-output") ? value : JSON.stringify(value);
  return { status: "success", output: literal(`${shown}\n`, originOf(text) ?? call.at) };
}

/** Keys and indices; null for another program. */
function stepsOf(program: string): readonly (string | number)[] | null {
  const text = program.trim();
  if (text === ".") return [];
  const steps: (string | number)[] = [];
  const step = /\.([A-Za-z_]\w*)|\.?\["([^"\\]*)"\]|\.?\[(\d+)\]/y;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (match === null) return null;
    const [, name, quoted, index] = match;
    steps.push(name ?? quoted ?? Number(index));
  }
  return text.startsWith(".") ? steps : null;
}

/** Undefined where jq fails: no JSON, or a key of what has none. What is not there is null. */
function valueAt(text: string, steps: readonly (string | number)[]): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (const step of steps) {
    if (value === null) continue;
    if (typeof value !== "object" || Array.isArray(value) !== (typeof step === "number")) return undefined;
    value = Object.entries(value).find(([key]) => key === String(step))?.[1] ?? null;
  }
  return value;
}
