/** `ldconfig DIRECTORY…`: from then on the loader looks into these directories, too. Source: ldconfig(8). */
import type { Driver } from "../machine.js";
import { commandText, wordText } from "./arguments.js";

export const loaderCacheDriver: Driver = {
  names: ["ldconfig"],
  run(call, machine) {
    // Without directories it looks where the loader does anyhow.
    const isGiven = call.words.some((_, i) => i > 0 && wordText(call, i)?.startsWith("-") !== true);
    if (isGiven) machine.files.write("/etc/ld.so.cache", { content: null, artifacts: [], from: "ldconfig" }, call.certainty);
    return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
  },
};
