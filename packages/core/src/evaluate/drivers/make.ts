import type { Traced } from "../../text/index.js";
import { isEmpty, literalOf } from "../../text/index.js";
import type { Driver, Machine } from "../machine.js";
import { absolutePath } from "../../workspace/index.js";
import { configureTimeAssignments } from "../cmake/index.js";
import { readOptions, runMake } from "../make/index.js";
import type { CommandCall } from "../model.js";
import { mayHideBuild } from "../may-hide-build.js";

/** GNU make: reads its makefiles through the machine's files and runs the recipes of its goals on the machine. */
export const makeDriver: Driver = {
  names: ["make", "gmake"],
  run(call, machine) {
    const makeflags = call.environment.getExported("MAKEFLAGS");
    const level = call.environment.getExported("MAKELEVEL");
    // a MAKEFLAGS that the caller may have set is no reason to know nothing: options rarely change what is built
    const options = readOptions(call.words, makeflags?.set === "yes" ? makeflags.value : null, level?.set === "yes" ? level.value : null);
    if (options.unknown !== null) record(call, machine, `arguments of make that are not known (${options.unknown.text})`, options.unknown.at ?? call.at);
    if (options.dry) return machine.unknownOutput(call, "output of a make that runs nothing");
    const directory = directoryOf(call, options.directories);
    // what CMake set for itself when it wrote the makefiles
    const lost = [...(call.lost ?? []), ...configureTimeAssignments(machine.files, directory)];
    return runMake({ ...call, lost }, machine, options, directory);
  },
};

/** Each `-C` is seen from the one before it. */
function directoryOf(call: CommandCall, directories: readonly Traced[]): string | null {
  return directories.filter((directory) => !isEmpty(directory)).reduce<string | null>((from, directory) => {
    const name = literalOf(directory);
    return name === null ? null : absolutePath(from, name);
  }, call.directory);
}

function record(call: CommandCall, machine: Machine, text: string, at: CommandCall["at"]): void {
  machine.record(mayHideBuild(text, "make", { at, chain: call.chain }));
}

