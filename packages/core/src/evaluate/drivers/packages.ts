/** What the drivers of package managers share. */
import { literalOf, type Traced } from "../../text/index.js";
import { installFiles, removeFiles } from "../packages/index.js";
import type { Machine } from "../machine.js";
import type { CommandCall, CommandResult, PackageManager } from "../model.js";
import { MAY_FAIL } from "../result.js";
import type { Arguments } from "./arguments.js";

/** A virtual package of apk is recorded before its members under this prefix and its name. */
export const VIRTUAL_PREFIX = "virtual:";

export interface PackageRequest {
  readonly install: readonly string[];
  readonly remove: readonly string[];
  /** false when some words are not names of packages that are known */
  readonly complete: boolean;
}

/** Reads operands as names; `read` gives null for a word that it cannot tell. */
export function requestOf(operands: readonly Traced[], args: Arguments, read: (word: string) => { readonly name: string; readonly remove?: boolean } | null): PackageRequest {
  const install: string[] = [];
  const remove: string[] = [];
  let complete = args.gap === null;
  for (const operand of operands) {
    const text = literalOf(operand);
    const found = text === null ? null : read(text);
    if (found === null) complete = false;
    else (found.remove === true ? remove : install).push(found.name);
  }
  return { install, remove, complete };
}

/** @param recommended whether recommended packages are installed too */
export function perform(manager: PackageManager, { install, remove, complete }: PackageRequest, call: CommandCall, machine: Machine, recommended = false): CommandResult {
  if (install.length > 0 || !complete) {
    machine.install(manager, install, { remove: false, complete, call });
    installFiles(machine, { manager, names: install.filter((name) => !name.startsWith(VIRTUAL_PREFIX)), complete, recommended }, call);
  }
  return remove.length === 0 ? MAY_FAIL : removePackages(manager, remove, manager !== "apt", call, machine);
}

/** Removes what is known; names that are not known may remove anything, which is left aside. */
export function removePackages(manager: PackageManager, names: readonly string[], orphans: boolean, call: CommandCall, machine: Machine): CommandResult {
  if (names.length === 0) return MAY_FAIL;
  machine.install(manager, names, { remove: true, complete: true, call });
  removeFiles(machine, { manager, names: names.filter((name) => !name.startsWith(VIRTUAL_PREFIX)) }, orphans, call);
  return MAY_FAIL;
}

/** Packages into another root directory: the system itself does not change. */
export function installElsewhere(root: string, call: CommandCall, machine: Machine): CommandResult {
  machine.files.disturb(root, "packages installed into another root directory", call.at);
  return MAY_FAIL;
}

/** Files given by path or address: what they hold is not known. */
export function isPackageFile(word: string): boolean {
  return /^[./~]|^\w+:\/\/|\.(deb|rpm|apk|pkg\.tar\.\w+)$/.test(word);
}
