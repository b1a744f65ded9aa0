/** dnf, yum, microdnf, tdnf, zypper and rpm. */
import { literalOf } from "../../text/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult, PackageManager } from "../model.js";
import { SUCCESS } from "../result.js";
import { absolutePath, commandText, parseArguments, programName, type Arguments } from "./arguments.js";
import { installElsewhere, isPackageFile, perform, removePackages, requestOf } from "./packages.js";
import { hasWord } from "./system.js";

/** Options with a value. Sources: dnf(8), yum(8), zypper(8). */
const DNF_VALUES = "-c --config -x --exclude --excludepkgs --installroot --releasever --setopt --enablerepo --disablerepo --repo --repoid --repofrompath --forcearch --enableplugin --disableplugin -d --debuglevel -e --errorlevel -R --randomwait --comment --advisory --downloaddir".split(" ");
const ZYPPER_VALUES = "-R --root --installroot -c --config -r --repo --from -t --type --name --plus-repo -p --cache-dir --reposd-dir --releasever".split(" ");

const MANAGERS: Readonly<Record<string, PackageManager>> = { dnf: "dnf", dnf5: "dnf", tdnf: "dnf", yum: "yum", microdnf: "microdnf" };

export const dnfDriver: Driver = {
  names: Object.keys(MANAGERS),
  run(call, machine) {
    const args = parseArguments(call, { withValue: DNF_VALUES });
    return run(MANAGERS[programName(call)] ?? "dnf", args.value("--installroot"), args, call, machine);
  },
};

export const zypperDriver: Driver = {
  names: ["zypper"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: ZYPPER_VALUES });
    return run("zypper", args.value("-R", "--root", "--installroot"), args, call, machine);
  },
};

const INSTALL = new Set(["install", "in", "reinstall", "localinstall", "install-n"]);
const REMOVE = new Set(["remove", "rm", "erase", "autoremove"]);
/** Subcommands that bring packages of which the names are not written. */
const UNKNOWN = new Set(["groupinstall", "builddep", "build-dep", "group", "groups", "swap", "distro-sync", "dup", "source-install", "si"]);

function run(manager: PackageManager, root: ReturnType<Arguments["value"]>, args: Arguments, call: CommandCall, machine: Machine): CommandResult {
  const [subcommand, ...operands] = args.operands;
  const name = subcommand === undefined ? null : literalOf(subcommand);
  const changes = name === null || INSTALL.has(name) || REMOVE.has(name) || UNKNOWN.has(name);
  if (root !== null && changes) {
    const text = literalOf(root);
    return installElsewhere(text === null ? "/" : (absolutePath(text, call) ?? "/"), call, machine);
  }
  if (args.has("--downloadonly", "--download-only", "--dry-run")) return SUCCESS;
  if (name !== null && INSTALL.has(name)) return perform(manager, requestOf(operands, args, rpmName), call, machine);
  if (name !== null && REMOVE.has(name)) return removePackages(manager, requestOf(operands, args, rpmName).install, true, call, machine);
  if (name === null ? subcommand !== undefined || args.gap !== null : UNKNOWN.has(name)) return perform(manager, { install: [], remove: [], complete: false }, call, machine);
  return machine.unknownOutput(call, `output of \`${commandText(call, 2)}\``);
}

/** `foo`, `foo.x86_64`, `foo-1.2-3.el9`. Groups (`@x`), files, globs and capabilities are not names. */
function rpmName(word: string): { readonly name: string } | null {
  if (isPackageFile(word) || /[@*?[(]/.test(word)) return null;
  const name = word.replace(/\.(x86_64|aarch64|i[3-6]86|noarch|armv7hl|ppc64le|s390x)$/, "").replace(/-(\d+:)?\d+\.\S*$/, "");
  return /^[\w][\w+.-]*$/.test(name) ? { name } : null;
}

export const rpmDriver: Driver = {
  names: ["rpm"],
  run(call, machine) {
    const args = parseArguments(call);
    if (args.has("-i", "-U", "-F", "--install", "--upgrade", "--freshen")) {
      if (hasWord(call, "--import")) return SUCCESS;
      return perform("dnf", { install: [], remove: [], complete: false }, call, machine);
    }
    if (args.has("-e", "--erase")) return removePackages("dnf", requestOf(args.operands, args, rpmName).install, false, call, machine);
    return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
  },
};
