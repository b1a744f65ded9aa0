import { literalOf } from "../../text/index.js";
import type { Driver } from "../machine.js";
import { mayHideBuild } from "../may-hide-build.js";
import { runPromu } from "../promu/index.js";
import { absolutePath, parseArguments } from "./arguments.js";

const WITH_VALUE = ["-c", "--config", "--prefix", "--go", "-p", "--platforms", "-e", "--env", "--parallelism", "--parallelism-thread"];

/** `promu build` and `promu crossbuild`. */
export const promuDriver: Driver = {
  names: ["promu"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: WITH_VALUE });
    const [command, ...names] = args.operands.map((operand) => literalOf(operand));
    const output = machine.unknownOutput(call, "output of promu");
    if (command !== "build" && (command !== "crossbuild" || names.includes("tarballs"))) return output;
    const named = args.value("-c", "--config");
    const name = named === null ? ".promu.yml" : literalOf(named);
    const config = name === null ? null : absolutePath(name, call);
    if (config === null || call.directory === null || names.includes(null)) {
      const text = "arguments of promu that are not known";
      machine.record(mayHideBuild(text, "promu", call));
      return output;
    }
    const isCrossBuild = command === "crossbuild";
    const wanted = isCrossBuild ? [] : names.flatMap((text) => text?.split(",") ?? []).filter((text) => text !== "all");
    const platforms = args.values("-p", "--platforms").flatMap((value) => literalOf(value) ?? []);
    const cgo = args.has("--cgo") ? true : args.has("--no-cgo") ? false : null;
    runPromu({ config, isCrossBuild, prefix: args.value("--prefix"), cgo, names: wanted, platforms }, { ...call, directory: call.directory }, machine);
    return output;
  },
};
