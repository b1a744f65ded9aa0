/** rm, rmdir, mkdir, touch, truncate: files that come and go. */
import { EMPTY } from "../../text/index.js";
import type { Driver } from "../machine.js";
import { SUCCESS } from "../result.js";
import { parseArguments, programName } from "./arguments.js";
import { pathOperands } from "./paths.js";

export const removeDriver: Driver = {
  names: ["rm", "rmdir", "unlink", "shred"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: ["-n", "-s"] });
    if (programName(call) === "shred" && !args.has("-u", "--remove")) return SUCCESS;
    // Operands that are not known may remove anything; builds remove what they need no more, so files are taken to stay.
    for (const { path } of pathOperands(args.operands, call, machine).paths) machine.files.remove(path, call.certainty);
    return SUCCESS;
  },
};

export const makeDirectoryDriver: Driver = {
  names: ["mkdir"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: ["-m", "--mode"] });
    const { paths } = pathOperands(args.operands, call, machine);
    for (const { path } of paths) machine.files.makeDirectory(path, call.certainty);
    return SUCCESS;
  },
};

/** `touch` makes an empty file where there is none; `truncate` leaves a file whose text is not known. */
export const touchDriver: Driver = {
  names: ["touch", "truncate"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: ["-d", "--date", "-r", "--reference", "-t", "-s", "--size"] });
    const isTouch = programName(call) === "touch";
    for (const { path } of pathOperands(args.operands, call, machine).paths) {
      const fact = machine.files.stat(path);
      const from = programName(call);
      if (fact.kind === "absent") machine.files.write(path, { content: isTouch ? EMPTY : null, artifacts: [], from }, call.certainty);
      else if (fact.kind === "unknown") machine.files.write(path, { content: null, artifacts: fact.artifacts ?? [], from }, call.certainty);
      else if (!isTouch) machine.files.write(path, { content: null, artifacts: [], from }, call.certainty);
    }
    return SUCCESS;
  },
};
