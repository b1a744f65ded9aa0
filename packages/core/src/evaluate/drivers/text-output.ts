/** cat, tee, echo and programs that tell of paths: their work is what they print. */
import { concat, EMPTY, join as joinTexts, lift, literal, literalOf, unknownText } from "../../text/index.js";
import { basename, dirname } from "../../workspace/index.js";
import { StageView } from "../files/index.js";
import type { Driver, Machine } from "../machine.js";
import { commandText, parseArguments, pathOf, programName } from "./arguments.js";
import { pathOperands } from "./paths.js";
import { readText, textOf } from "./read-text.js";

/** Text of files whose content is known, with the places where it is written. */
export const catDriver: Driver = {
  names: ["cat"],
  run(call, machine) {
    const args = parseArguments(call);
    if (args.gap !== null || args.has("-n", "-b", "-A", "-e", "-s")) return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
    const text = readText(args.operands, call, machine);
    return text === null ? machine.unknownOutput(call, `output of \`${commandText(call)}\``) : { status: "success", output: text };
  },
};

/** Writes what it reads to files and prints it. */
export const teeDriver: Driver = {
  names: ["tee"],
  run(call, machine) {
    const args = parseArguments(call);
    const append = args.has("-a", "--append");
    for (const { path } of pathOperands(args.operands, call, machine).paths) {
      if (path.startsWith("/dev/")) continue;
      const before = append ? textOf(literal(path), call, machine) : EMPTY;
      const content = before === null || call.input === null ? null : concat(before, call.input);
      machine.files.write(path, { content, artifacts: [], from: "tee" }, call.certainty);
    }
    return call.input === null ? machine.unknownOutput(call, "output of `tee`") : { status: "success", output: call.input };
  },
};

/** `echo` as a program of its own (`RUN ["echo", "x"]`, `env echo`); shells have it built in. */
export const echoDriver: Driver = {
  names: ["echo"],
  run(call) {
    const words = call.words.slice(1);
    const noNewline = literalOf(words[0]?.value ?? EMPTY) === "-n";
    const text = joinTexts((noNewline ? words.slice(1) : words).map((word) => word.value), literal(" "));
    return { status: "success", output: noNewline ? text : concat(text, literal("\n")) };
  },
};

/** basename and dirname print what can be told from the text of their operand. */
export const pathTextDriver: Driver = {
  names: ["basename", "dirname"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: ["-s", "--suffix"] });
    const [operand, second] = args.operands;
    if (operand === undefined || args.gap !== null || args.has("-a", "-z")) return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
    const isBase = programName(call) === "basename";
    const suffix = args.value("-s", "--suffix") ?? (isBase ? second : undefined) ?? EMPTY;
    const text = lift((path, end) => `${isBase ? withoutSuffix(basename(trimmed(path)), end) : parentOf(path)}\n`, [operand, suffix], { mayBeEmpty: false, mayHaveBlanks: true });
    return { status: "success", output: text };
  },
};

function trimmed(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

function withoutSuffix(name: string, suffix: string): string {
  return suffix !== "" && name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : name;
}

function parentOf(path: string): string {
  const parent = dirname(trimmed(path));
  return parent === "" ? "." : parent;
}

/** The path without links, when everything on its way is known. */
export const realPathDriver: Driver = {
  names: ["realpath", "readlink"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: ["--relative-to", "--relative-base"] });
    const [operand] = args.operands;
    const path = operand === undefined ? null : pathOf(operand, call);
    const plain = programName(call) === "realpath" ? args.value("--relative-to", "--relative-base") === null : args.has("-f", "-e", "-m", "--canonicalize");
    const real = path === null ? null : resolved(path, machine);
    if (real === null || !plain || args.gap !== null) {
      return { status: "unknown", output: unknownText({ code: "command-output", text: `output of \`${commandText(call)}\``, at: call.at }, { mayBeEmpty: true, mayHaveBlanks: false }) };
    }
    return { status: "success", output: literal(`${real}\n`, call.at) };
  },
};

function resolved(path: string, machine: Machine): string | null {
  const view = machine.files.snapshot();
  if (view.stat(path).kind === "unknown") return null;
  return view instanceof StageView ? view.resolve(path) : path;
}
