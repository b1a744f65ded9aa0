/** apt-get, apt, aptitude and dpkg. */
import { carrier, literalOf } from "../../text/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { SUCCESS } from "../result.js";
import { commandText, parseArguments, programName, wordText } from "./arguments.js";
import { isPackageFile, perform, removePackages, requestOf } from "./packages.js";
import { hasWord, printedArchitecture } from "./system.js";

/** Options with a value. Source: apt-get(8). */
const VALUES = ["-o", "--option", "-t", "--target-release", "--default-release", "-c", "--config-file", "-a", "--host-architecture", "-P", "--build-profiles"];

export const aptDriver: Driver = {
  names: ["apt-get", "apt", "aptitude", "apt-fast"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: VALUES });
    const [subcommand, ...operands] = args.operands;
    const name = subcommand === undefined ? null : literalOf(subcommand);
    const dry = args.has("-s", "--simulate", "--just-print", "--dry-run", "--recon", "--no-act", "-d", "--download-only", "--print-uris");
    if (dry) return SUCCESS;
    switch (name) {
      case "install":
      case "reinstall":
      case "satisfy": {
        const request = requestOf(operands, args, aptName);
        const recommends = !args.has("--no-install-recommends") && !switchesRecommendsOff(call);
        return perform("apt", recommends ? { ...request, install: withRecommended(request.install) } : request, call, machine, recommends);
      }
      case "remove":
      case "purge":
      case "autoremove":
      case "autopurge": {
        const { install, remove } = requestOf(operands, args, aptName);
        const orphans = name.startsWith("auto") || args.has("--auto-remove", "--autoremove");
        return removePackages("apt", [...install, ...remove], orphans, call, machine);
      }
      case "build-dep":
        return perform("apt", { install: [], remove: [], complete: false }, call, machine);
      case null:
        return args.gap === null && subcommand === undefined ? SUCCESS : perform("apt", { install: [], remove: [], complete: false }, call, machine);
      default:
        return machine.unknownOutput(call, `output of \`${commandText(call, 2)}\``);
    }
  },
};

/** `foo`, `foo=1.2`, `foo/bookworm`, `foo:arm64`, `foo-` (removes), `foo+`. A name with a wildcard or a regular expression stands for names that are not known. */
function aptName(word: string): { readonly name: string; readonly remove?: boolean } | null {
  if (isPackageFile(word)) return null;
  const match = /^([a-z0-9][a-z0-9+.-]*?)(?::[a-z0-9-]+)?(?:[=/]\S+)?$/.exec(word);
  const name = match?.[1];
  if (name === undefined) return null;
  // gcc-, g++ and libstdc++6 are names; only a trailing dash has the other meaning for sure
  return name.endsWith("-") ? { name: name.slice(0, -1), remove: true } : { name };
}

/** `-o APT::Install-Recommends=false` (or 0, no). Source: apt.conf(5). */
function switchesRecommendsOff(call: CommandCall): boolean {
  return call.words.some((word) => /APT::Install-Recommends"?=["']?(0|false|no|off)/i.test(carrier(word.value)));
}

/**
 * Recommended packages that decide whether cgo works: gcc alone has no C headers. They are named as if they had been asked for. Source: the
 * control files of gcc-defaults in Debian bullseye to forky.
 */
function withRecommended(names: readonly string[]): readonly string[] {
  const added = names.some((name) => /^(gcc|tcc)(-\d+)?$/.test(name)) && !names.includes("libc6-dev") ? ["libc6-dev"] : [];
  return [...names, ...added];
}

export const dpkgDriver: Driver = {
  names: ["dpkg", "dpkg-query", "dpkg-deb", "dpkg-architecture", "gdebi"],
  run(call, machine) {
    const name = programName(call);
    if (name === "dpkg" && hasWord(call, "--print-architecture")) return printedArchitecture(call, machine);
    if (name === "dpkg-deb") return extractPackage(call, machine);
    if (name === "gdebi" || hasWord(call, "-i") || hasWord(call, "--install") || hasWord(call, "--unpack")) {
      return perform("apt", { install: [], remove: [], complete: false }, call, machine);
    }
    if (hasWord(call, "-r") || hasWord(call, "-P") || hasWord(call, "--remove") || hasWord(call, "--purge")) {
      const args = parseArguments(call);
      return removePackages("apt", requestOf(args.operands, args, aptName).install, false, call, machine);
    }
    return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
  },
};

/** `dpkg-deb -x package.deb directory` */
function extractPackage(call: CommandCall, machine: Machine): CommandResult {
  const target = wordText(call, call.words.length - 1);
  if (!hasWord(call, "-x") && !hasWord(call, "-R") && !hasWord(call, "-X")) return machine.unknownOutput(call, "output of `dpkg-deb`");
  machine.files.disturb(target?.startsWith("/") === true ? target : (call.directory ?? "/"), "`dpkg-deb -x` may write any file there", call.at);
  return SUCCESS;
}
