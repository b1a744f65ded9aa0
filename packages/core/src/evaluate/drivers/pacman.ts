/** pacman, the package manager of Arch Linux. */
import type { Driver } from "../machine.js";
import { SUCCESS } from "../result.js";
import { absolutePath, commandText, parseArguments } from "./arguments.js";
import { literalOf } from "../../text/index.js";
import { installElsewhere, isPackageFile, perform, removePackages, requestOf } from "./packages.js";

export const pacmanDriver: Driver = {
  names: ["pacman"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: ["-r", "--root", "-b", "--dbpath", "--config", "--cachedir", "--overwrite", "--ignore", "--arch", "--gpgdir"] });
    const root = args.value("-r", "--root");
    if (root !== null) return installElsewhere(absolutePath(literalOf(root) ?? "", call) ?? "/", call, machine);
    if (args.has("-U", "--upgrade")) return perform("pacman", { install: [], remove: [], complete: false }, call, machine);
    if (args.has("-S", "--sync")) {
      // -Sc cleans, -Ss and -Si ask
      if (args.has("-c", "-s", "-i", "-l", "-g", "-p", "-w", "--clean", "--search", "--info")) return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
      return args.operands.length === 0 && args.gap === null ? SUCCESS : perform("pacman", requestOf(args.operands, args, name), call, machine);
    }
    if (args.has("-R", "--remove")) return removePackages("pacman", requestOf(args.operands, args, name).install, true, call, machine);
    return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
  },
};

/** `foo`, `repo/foo`, `foo=1.2`, `foo>=1.2` */
function name(word: string): { readonly name: string } | null {
  if (isPackageFile(word)) return null;
  const match = /^(?:[\w-]+\/)?([\w@.+-]+?)(?:[<>=]{1,2}\S+)?$/.exec(word);
  return match?.[1] === undefined ? null : { name: match[1] };
}
