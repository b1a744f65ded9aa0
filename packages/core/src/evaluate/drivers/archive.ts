/** tar, unzip and compressors: archives are not looked into, so their target directory is open. */
import { carrier, literalOf } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { MAY_FAIL } from "../result.js";
import { commandText, parseArguments, pathOf, programName } from "./arguments.js";
import { pathOperands } from "./paths.js";

/** Source: tar(1) of GNU and busybox; the first word may be letters without a dash. */
export const tarDriver: Driver = {
  names: ["tar", "bsdtar", "gtar"],
  run(call, machine) {
    const first = carrier(call.words[1]?.value ?? { pieces: [] });
    const oldStyle = /^[a-zA-Z]+$/.test(first);
    const args = parseArguments(call, { withValue: ["-C", "--directory", "-f", "--file", "-I", "--use-compress-program", "-T", "-X", "--exclude", "--transform", "--strip-components", "--owner", "--group", "--mode", "--mtime"] }, oldStyle ? 2 : 1);
    const letters = oldStyle ? first : "";
    const does = (letter: string, long: string): boolean => letters.includes(letter) || args.has(`-${letter}`, long);
    if (does("x", "--extract") || args.has("--get")) {
      if (does("O", "--to-stdout")) return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
      return extractInto(args.value("-C", "--directory"), call, machine);
    }
    if (does("t", "--list")) return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
    // Creating: the archive is the value of -f; old-style letters put it first.
    const archive = args.value("-f", "--file") ?? (letters.includes("f") ? args.operands[0] : undefined) ?? null;
    const path = archive === null || literalOf(archive) === "-" ? null : pathOf(archive, call);
    if (path === null) return archive === null ? MAY_FAIL : machine.unknownOutput(call, `output of \`${commandText(call)}\``);
    machine.files.write(path, { content: null, artifacts: [], from: "tar" }, call.certainty);
    return MAY_FAIL;
  },
};

export const zipDriver: Driver = {
  names: ["unzip", "zip", "7z", "7za", "cpio", "ar", "rpm2cpio", "bsdcpio"],
  run(call, machine) {
    const name = programName(call);
    if (name === "zip") {
      const [archive] = parseArguments(call, { withValue: ["-x", "-i", "-b", "-t"] }).operands;
      const path = archive === undefined ? null : pathOf(archive, call);
      if (path !== null) machine.files.write(/\.\w+$/.test(path) ? path : `${path}.zip`, { content: null, artifacts: [], from: "zip" }, call.certainty);
      return MAY_FAIL;
    }
    if (name === "rpm2cpio") return machine.unknownOutput(call, "output of `rpm2cpio`");
    const args = parseArguments(call, { withValue: ["-d", "-x", "-P", "-D"] });
    if (name === "unzip" && args.has("-p", "-l", "-t", "-Z")) return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
    return extractInto(name === "unzip" ? args.value("-d") : null, call, machine);
  },
};

/** `gzip file` makes file.gz of it, `gunzip` the reverse; with -c they print. */
export const compressorDriver: Driver = {
  names: ["gzip", "gunzip", "xz", "unxz", "bzip2", "bunzip2", "zstd", "unzstd", "lz4", "lzma", "unlzma", "brotli", "pigz", "compress", "uncompress"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: ["-o", "--output", "-S", "--suffix"] });
    const output = args.value("-o", "--output");
    if (args.operands.length === 0 || args.has("-c", "--stdout", "--to-stdout", "-t", "-l")) return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
    const written = output === null ? null : pathOf(output, call);
    if (written !== null) machine.files.write(written, { content: null, artifacts: [], from: programName(call) }, call.certainty);
    for (const { path } of pathOperands(args.operands, call, machine).paths) {
      const inner = path.replace(/\.(gz|xz|bz2|zst|lz4|lzma|br|Z)$/, "");
      const other = inner === path ? `${path}.${SUFFIX[programName(call)] ?? "gz"}` : inner;
      if (written === null) machine.files.write(other, { content: null, artifacts: [], from: programName(call) }, call.certainty);
      if (!args.has("-k", "--keep") && REPLACES.has(programName(call))) machine.files.remove(path, call.certainty);
    }
    return MAY_FAIL;
  },
};

const SUFFIX: Readonly<Record<string, string>> = { xz: "xz", bzip2: "bz2", zstd: "zst", lz4: "lz4", lzma: "lzma", brotli: "br", compress: "Z" };
const REPLACES = new Set(["gzip", "gunzip", "xz", "unxz", "bzip2", "bunzip2", "lzma", "unlzma", "pigz", "compress", "uncompress"]);

function extractInto(target: Parameters<typeof pathOf>[0] | null, call: CommandCall, machine: Machine): CommandResult {
  const directory = target === null ? call.directory : pathOf(target, call);
  machine.files.disturb(directory === null ? "/" : join(directory), `\`${commandText(call)}\` may write any file there`, call.at);
  return MAY_FAIL;
}
