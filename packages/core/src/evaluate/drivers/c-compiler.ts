/** C compilers and their kin, called by a build itself: what they write is what `-o` names. */
import { literalOf } from "../../text/index.js";
import type { Driver } from "../machine.js";
import { absolutePath, parseArguments, programName } from "./arguments.js";

export const compilerDriver: Driver = {
  names: "gcc g++ cc c++ clang clang++ musl-gcc".split(" "),
  run(call, machine) {
    const output = parseArguments(call, { withValue: ["-o"] }).value("-o");
    const text = output === null ? null : literalOf(output);
    const path = text === null ? null : absolutePath(text, call);
    if (path !== null) machine.files.write(path, { content: null, artifacts: [], from: programName(call) }, call.certainty);
    else if (output !== null || call.directory === null) machine.files.disturb(call.directory ?? "/", `\`${programName(call)}\` writes a file whose name is not known`, call.at);
    return machine.unknownOutput(call, `output of \`${programName(call)}\``);
  },
};
