/** Programs that tell of the machine: their answers follow from its architecture, or are words that are not known. */
import type { Shape, Traced } from "../../text/index.js";
import { carrier, concat, literal, unknownText, WORD_SHAPE } from "../../text/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { commandText, parseArguments, programName, wordText } from "./arguments.js";

/** GOARCH → what the kernel calls the machine. Source: uname(2), `machine`; arm is that of 32-bit user space on ARMv7. */
const MACHINES: Readonly<Record<string, string>> = {
  amd64: "x86_64",
  arm64: "aarch64",
  arm: "armv7l",
  "386": "i686",
  ppc64le: "ppc64le",
  s390x: "s390x",
  riscv64: "riscv64",
  loong64: "loongarch64",
  mips64le: "mips64",
};

const DEBIAN_NAMES: Readonly<Record<string, string>> = { arm: "armhf", "386": "i386", ppc64le: "ppc64el", mips64le: "mips64el" };
const ALPINE_NAMES: Readonly<Record<string, string>> = { amd64: "x86_64", arm64: "aarch64", arm: "armv7", "386": "x86", loong64: "loongarch64" };

/** The name that Debian's packages use for a GOARCH. */
export function debianArchitecture(arch: string): string {
  return DEBIAN_NAMES[arch] ?? arch;
}

export const unameDriver: Driver = {
  names: ["uname", "arch"],
  run(call, machine) {
    const { os, arch } = machine.facts();
    const args = parseArguments(call);
    const name = MACHINES[arch];
    const asksMachine = programName(call) === "arch" || args.has("-m", "--machine");
    const asksSystem = call.words.length === 1 || args.has("-s", "--kernel-name");
    const asksMore = args.has("-a", "-r", "-v", "-n", "-p", "-i", "-o", "--all", "--kernel-release", "--nodename");
    if (os !== "linux" || asksMore || args.gap !== null) return word(call);
    if (asksMachine && !args.has("-s")) return name === undefined ? word(call) : line(name, call);
    if (asksMachine && name !== undefined) return line(`Linux ${name}`, call);
    return asksSystem ? line("Linux", call) : word(call);
  },
};

/** `dpkg --print-architecture`, `apk --print-arch`. */
export function printedArchitecture(call: CommandCall, machine: Machine): CommandResult {
  const { arch } = machine.facts();
  return line(programName(call) === "apk" ? (ALPINE_NAMES[arch] ?? arch) : debianArchitecture(arch), call);
}

/** The date is not known; whether it holds blanks is told by its format. */
export const dateDriver: Driver = {
  names: ["date"],
  run(call) {
    const format = call.words.slice(1).find((each) => carrier(each.value).startsWith("+"));
    const text = format === undefined ? null : carrier(format.value);
    const mayHaveBlanks = text === null || /[ \t]|%-?[cnrtxX+]/.test(text);
    return { status: "success", output: concat(unknown(call, { mayBeEmpty: false, mayHaveBlanks }), literal("\n")) };
  },
};

/** Programs that print one word, which is not known. */
export const wordDriver: Driver = {
  names: ["nproc", "getconf", "hostname", "whoami", "logname", "tty", "uuidgen", "mktemp", "which", "sw_vers", "lsb_release", "hostnamectl"],
  run(call, machine) {
    if (programName(call) === "lsb_release") return machine.unknownOutput(call, "output of `lsb_release`");
    // `which` fails and prints nothing when there is no such program
    if (programName(call) === "which") return { status: "unknown", output: unknown(call, { mayBeEmpty: true, mayHaveBlanks: false }) };
    return word(call);
  },
};

/** `id -u`, `id -un`: one word; `id` alone prints several. */
export const idDriver: Driver = {
  names: ["id", "groups"],
  run(call, machine) {
    const args = parseArguments(call);
    if (programName(call) === "id" && args.has("-u", "-g", "--user", "--group") && !args.has("-G")) return { ...word(call), status: args.operands.length > 0 ? "unknown" : "success" };
    return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
  },
};

/** `test`, `[`, `true`, `false` as programs of their own; shells have them built in. */
export const statusDriver: Driver = {
  names: ["true", "false", "test", "["],
  run(call) {
    const name = programName(call);
    return { status: name === "true" ? "success" : name === "false" ? "failure" : "unknown", output: { pieces: [] } };
  },
};

function line(text: string, call: CommandCall): CommandResult {
  return { status: "success", output: literal(`${text}\n`, call.at) };
}

function word(call: CommandCall): CommandResult {
  return { status: "success", output: concat(unknown(call, WORD_SHAPE), literal("\n")) };
}

function unknown(call: CommandCall, shape: Shape): Traced {
  return unknownText({ code: "command-output", text: `output of \`${commandText(call)}\``, at: call.at }, shape);
}

/** Whether a word of the command is exactly a text. */
export function hasWord(call: CommandCall, text: string): boolean {
  return call.words.some((_, i) => i > 0 && wordText(call, i) === text);
}
