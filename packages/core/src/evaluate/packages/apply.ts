/** What installing and removing packages does to a file system. */
import type { Machine } from "../machine.js";
import type { Certainty, CommandCall, MachineFacts, PackageManager } from "../model.js";
import { addUnknownUsers } from "../files/index.js";
import { filesOf, loaderPaths } from "./contents.js";
import { broughtBy, type Brought, type Thing } from "./things.js";

/** Directories in which packages put files. */
const SYSTEM_DIRECTORIES = ["/bin", "/etc", "/lib", "/lib64", "/opt", "/sbin", "/srv", "/usr", "/var"];
const LIBRARY_DIRECTORIES = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];

export interface PackageChange {
  readonly manager: PackageManager;
  readonly names: readonly string[];
  /** false when there are names that are not known */
  readonly complete: boolean;
  /** recommended packages are installed too */
  readonly recommended: boolean;
}

/** Writes the files that matter; where more may come that the facts do not tell of, what is absent becomes open. */
export function installFiles(machine: Machine, { manager, names, complete, recommended }: PackageChange, call: CommandCall): void {
  const facts = machine.facts();
  const brought = names.map((name) => ({ name, ...broughtBy(manager, name, facts.baseImage, recommended) }));
  const unknown = brought.filter(({ more }) => more).map(({ name }) => name);
  if (!complete || unknown.length > 0) {
    const why = unknown.length === 0 ? "packages that are not known" : `what ${list(unknown)} bring${unknown.length === 1 ? "s" : ""}`;
    for (const directory of SYSTEM_DIRECTORIES) machine.files.disturb(directory, why, call.at);
  } else if (brought.some(({ moreLibraries }) => moreLibraries)) {
    const why = `libraries that come with ${list(brought.filter(({ moreLibraries }) => moreLibraries).map(({ name }) => name))}`;
    const noLoaders = loaderPaths(facts.arch).filter((path) => machine.files.stat(path).kind === "absent");
    for (const directory of LIBRARY_DIRECTORIES) machine.files.disturb(directory, why, call.at);
    // Libraries are not loaders: a package that brings one is in the table.
    for (const path of noLoaders) machine.files.remove(path, "must");
  }
  const makers = manager === "apt" || manager === "apk" ? brought.filter((one) => mayMakeUsers(one, manager)).map(({ name }) => name) : names;
  if (!complete || makers.length > 0) addUnknownUsers(machine.files, makers.length === 0 ? "users of packages that are not known" : `users that ${list(makers)} may make`, call.certainty);
  for (const { name, things } of brought) {
    for (const thing of things) write(machine, thing, manager, facts, `${manager} package ${name}`, call.certainty);
  }
}

/** Debian's list tells which packages make users; with libraries that are not known, others may come. */
function mayMakeUsers({ more, moreLibraries, things }: Brought, manager: PackageManager): boolean {
  return more || things.includes("users") || (manager !== "apt" && moreLibraries);
}

/**
 * Removes the files of things that no package brings any more. Libraries may stay, because others need them.
 *
 * @param orphans whether packages go that nothing needs any more (apk always, apt with --auto-remove)
 */
export function removeFiles(machine: Machine, { manager, names }: Pick<PackageChange, "manager" | "names">, orphans: boolean, call: CommandCall): void {
  const facts = machine.facts();
  const left = new Set(remaining(facts, manager).flatMap((name) => broughtBy(manager, name, facts.baseImage, false).things));
  for (const name of names) {
    const brought = broughtBy(manager, name, facts.baseImage, false).things;
    const gone = orphans ? brought : brought.filter((thing) => thing === ownThing(name) || thing.startsWith("lib:"));
    for (const thing of gone) {
      if (left.has(thing)) continue;
      const certainty: Certainty = thing.includes(":") ? "may" : call.certainty;
      if (thing === "zoneinfo") machine.files.remove("/usr/share/zoneinfo", certainty);
      for (const file of filesOf(thing, manager, releaseOf(facts), facts.arch).files) machine.files.remove(file, certainty);
    }
  }
}

function write(machine: Machine, thing: Thing, manager: PackageManager, facts: MachineFacts, from: string, certainty: Certainty): void {
  const { files, open } = filesOf(thing, manager, releaseOf(facts), facts.arch);
  // Installed before: nothing changes, and what is known of the directory stays known.
  if (open.length > 0 && files.every((file) => machine.files.stat(file).kind === "file")) return;
  for (const directory of open) {
    machine.files.makeDirectory(directory, certainty);
    machine.files.disturb(directory, `a file of ${from}`, null);
  }
  for (const file of files) machine.files.write(file, { content: null, artifacts: [], from }, certainty);
}

/** Packages that were asked for and not removed since. */
function remaining({ packages }: MachineFacts, manager: PackageManager): readonly string[] {
  const left = new Set<string>();
  for (const { manager: by, name, removed } of packages) {
    if (by !== manager) continue;
    if (removed) left.delete(name);
    else left.add(name);
  }
  return [...left];
}

/** The thing that a package is. */
function ownThing(name: string): Thing {
  switch (name) {
    case "tzdata":
      return "zoneinfo";
    case "musl-dev":
    case "libc-dev":
    case "libc6-dev":
    case "glibc-devel":
      return "c-headers";
    case "gcc-c++":
      return "g++";
    default:
      return name;
  }
}

function releaseOf({ baseImage }: MachineFacts): string {
  return baseImage?.split("|")[0]?.split(":")[1] ?? "";
}

function list(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more packages` : names.join(", ");
}
