/** cat, tee, echo and filters: programs whose work is what they print. */
import type { Traced } from "../../text/index.js";
import { concat, EMPTY, join as joinTexts, lift, literal, literalOf, unknownText } from "../../text/index.js";
import { basename, dirname } from "../../workspace/index.js";
import { StageView } from "../files/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { commandText, parseArguments, pathOf, programName } from "./arguments.js";
import { pathOperands } from "./paths.js";
import { MAY_FAIL } from "../result.js";

/** Text of files whose content is known, with the places where it is written. */
export const catDriver: Driver = {
  names: ["cat"],
  run(call, machine) {
    const args = parseArguments(call);
    if (args.gap !== null || args.has("-n", "-b", "-A", "-e", "-s")) return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
    const parts: Traced[] = [];
    for (const operand of args.operands.length === 0 ? [literal("-")] : args.operands) {
      const text = literalOf(operand) === "-" ? call.input : textOf(operand, call, machine);
      if (text === null) return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
      parts.push(text);
    }
    return { status: "success", output: concat(...parts) };
  },
};

function textOf(operand: Traced, call: CommandCall, machine: Machine): Traced | null {
  const path = pathOf(operand, call);
  if (path === null) return null;
  const fact = machine.files.stat(path);
  if (fact.kind === "file" && fact.content !== null) return fact.content;
  const read = machine.files.read(path);
  if (read === null || "unknown" in read) return null;
  return literal(read.text, read.source === null ? null : { file: read.source, start: 0, end: read.text.length });
}

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

/** `sed -i`, `perl -pi`, `awk -i inplace`: the files are there, their text is not known any more. */
export const streamEditorDriver: Driver = {
  names: ["sed", "gsed", "perl", "awk", "gawk", "mawk"],
  run(call, machine) {
    const name = programName(call);
    const inPlace = call.words.slice(1).some((word) => inPlaceOption(name, literalOf(word.value) ?? ""));
    if (!inPlace) return name === "perl" ? perl(call, machine) : machine.unknownOutput(call, `output of \`${commandText(call, 2)}\``);
    const args = parseArguments(call, { withValue: ["-e", "--expression", "-f", "--file", "-v", ...(name === "sed" || name === "gsed" ? [] : ["-I", "-M"])] });
    const operands = args.has("-e", "--expression", "-f", "--file") ? args.operands : args.operands.slice(1);
    const { paths, unknown } = pathOperands(operands, call, machine);
    for (const { path } of paths) {
      if (machine.files.stat(path).kind !== "directory") machine.files.write(path, { content: null, artifacts: [], from: `${name} -i` }, call.certainty);
    }
    if (unknown || args.gap !== null) machine.files.disturb(call.directory ?? "/", `${name} -i of files that are not known`, call.at);
    return MAY_FAIL;
  },
};

function inPlaceOption(name: string, text: string): boolean {
  if (name === "perl") return /^-[a-zA-Z]*i/.test(text);
  if (name.endsWith("awk")) return text === "inplace";
  return /^-[a-zA-Z]*i/.test(text) || text.startsWith("--in-place");
}

/** A Perl program may do anything; one-liners that print are taken as such. */
function perl(call: CommandCall, machine: Machine): CommandResult {
  const oneLiner = call.words.slice(1, 4).some((word) => /^-[a-zA-Z]*[enp]/.test(literalOf(word.value) ?? ""));
  if (!oneLiner) {
    machine.record({ kind: "not-understood", reason: { code: "not-understood", text: "`perl` is not understood", at: call.at }, driver: "perl", mayBuildGo: false, chain: call.chain });
    machine.files.disturb("/", "`perl` is not understood", call.at);
  }
  return machine.unknownOutput(call, "output of `perl`");
}

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

/** Programs that only read and print. */
export const filterDriver: Driver = {
  names: (
    "grep egrep fgrep rg ag head tail sort uniq wc cut tr rev tac nl paste join comm fold fmt column expand unexpand od xxd hexdump strings base64 base32 md5sum sha1sum sha224sum sha256sum sha384sum sha512sum cksum sum b2sum " +
    "diff cmp jq yq envsubst numfmt seq shuf iconv zcat bzcat xzcat gzcat lzcat less more expr bc dc cal"
  ).split(" "),
  run(call, machine) {
    return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
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
