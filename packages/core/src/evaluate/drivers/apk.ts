/** apk, the package manager of Alpine and Wolfi. */
import { literalOf } from "../../text/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { SUCCESS } from "../result.js";
import { absolutePath, commandText, parseArguments } from "./arguments.js";
import { installElsewhere, isPackageFile, perform, removePackages, requestOf, VIRTUAL_PREFIX } from "./packages.js";
import { hasWord, printedArchitecture } from "./system.js";

/** Options with a value. Source: apk(8), apk-add(8). */
const VALUES = ["-p", "--root", "-X", "--repository", "--arch", "-t", "--virtual", "--keys-dir", "--repositories-file", "--wait", "--cache-dir", "--cache-max-age", "--progress-fd", "--timeout"];

export const apkDriver: Driver = {
  names: ["apk"],
  run(call, machine) {
    if (hasWord(call, "--print-arch")) return printedArchitecture(call, machine);
    const args = parseArguments(call, { withValue: VALUES });
    const [subcommand, ...operands] = args.operands;
    const root = args.value("-p", "--root");
    const name = subcommand === undefined ? null : literalOf(subcommand);
    if (args.has("-s", "--simulate")) return SUCCESS;
    if (root !== null && (name === "add" || name === "del")) {
      const path = absolutePath(literalOf(root) ?? "", call);
      return installElsewhere(literalOf(root) === null ? "/" : (path ?? "/"), call, machine);
    }
    switch (name) {
      case "add": {
        const virtual = args.value("-t", "--virtual");
        const request = requestOf(operands, args, apkName);
        const label = virtual === null ? null : literalOf(virtual);
        return perform("apk", label === null ? request : { ...request, install: [VIRTUAL_PREFIX + label, ...request.install] }, call, machine);
      }
      case "del":
        return remove(requestOf(operands, args, apkName).install, call, machine);
      case null:
        return subcommand === undefined && args.gap === null ? SUCCESS : perform("apk", { install: [], remove: [], complete: false }, call, machine);
      default:
        return machine.unknownOutput(call, `output of \`${commandText(call, 2)}\``);
    }
  },
};

/** `foo`, `foo=1.2-r0`, `foo~=1.2`, `foo>1`, `foo@edge`, `!foo` (must not be there). Source: apk-world(5). */
function apkName(word: string): { readonly name: string; readonly remove?: boolean } | null {
  if (isPackageFile(word) && !/^\.[\w-]+$/.test(word)) return null;
  const match = /^(!?)([a-zA-Z0-9._][\w+.:-]*?)(?:@[\w-]+)?(?:(?:[<>=~]=?|><|>=|<=)\S+)?$/.exec(word);
  const name = match?.[2];
  return name === undefined ? null : { name, remove: match?.[1] === "!" };
}

/** A virtual package takes its members with it, but for those that are wanted for themselves. */
function remove(names: readonly string[], call: CommandCall, machine: Machine): CommandResult {
  const { packages } = machine.facts();
  const gone = names.flatMap((name) => {
    const label = VIRTUAL_PREFIX + name;
    const virtual = packages.findLast((each) => each.name === label && !each.removed);
    if (virtual === undefined) return [name];
    const members = packages.filter((each) => each.at === virtual.at && each.name !== label && !each.removed);
    const wanted = (member: string): boolean => packages.some((each) => each.name === member && each.at !== virtual.at && !each.removed && !isMemberOfVirtual(each.at, packages));
    return [label, ...members.map((each) => each.name).filter((member) => !wanted(member))];
  });
  return removePackages("apk", gone, true, call, machine);
}

function isMemberOfVirtual(at: unknown, packages: ReturnType<Machine["facts"]>["packages"]): boolean {
  return packages.some((each) => each.at === at && each.name.startsWith(VIRTUAL_PREFIX));
}
