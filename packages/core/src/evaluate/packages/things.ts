/** Which of the things that matter to Go programs and their builds come with a package. */
import type { PackageManager } from "../model.js";
import { libraryData } from "./libraries.generated.js";
import { packageData } from "./packages.generated.js";

/** A thing: "gcc", "c-headers", "ca-certificates", "zoneinfo", "glibc-loader", "lib:ssl" (its runtime library), "dev:ssl" (to link with it), "users" (lines of /etc/passwd) … */
export type Thing = string;

export interface Brought {
  readonly things: readonly Thing[];
  /** shared libraries that are not known may come too */
  readonly moreLibraries: boolean;
  /** anything may come too: the facts do not have the package */
  readonly more: boolean;
}

const NOTHING_KNOWN: Brought = { things: [], moreLibraries: true, more: true };

/**
 * @param system key of the base image's facts ("debian:bookworm", "alpine:3.22"); null when it is not known
 * @param recommended whether recommended packages are installed too (apt alone)
 */
export function broughtBy(manager: PackageManager, name: string, system: string | null, recommended: boolean): Brought {
  const data = packageData();
  switch (manager) {
    case "apt": {
      // It came with trixie: the list, which is that of bookworm, does not have it.
      if (name === "tzdata-legacy") return { things: ["zoneinfo", "legacy-zone-names"], moreLibraries: false, more: false };
      const own = system?.startsWith("debian:bookworm") === true;
      const found = data.debian[name] ?? data.debian[unversioned(name)];
      if (found === undefined) return libraryPackage(name, system) ?? NOTHING_KNOWN;
      const [brings, recommends] = typeof found === "string" ? [found, ""] : found;
      const read = parse(recommended ? `${brings} ${recommends}` : brings);
      // The list is that of bookworm: elsewhere libraries may be others.
      return own ? read : { ...read, moreLibraries: true };
    }
    case "apk":
      return read(data.alpine, name);
    case "dnf":
    case "yum":
    case "microdnf":
      return read(data.rpm, name);
    default:
      // zypper and pacman: the names of a few packages are the same everywhere
      return ["ca-certificates", "tzdata", "gcc", "git", "make", "bash"].includes(name) ? { ...read(data.rpm, name), moreLibraries: true } : NOTHING_KNOWN;
  }
}

function read(table: Readonly<Record<string, string>>, name: string): Brought {
  const found = table[name];
  return found === undefined ? NOTHING_KNOWN : parse(found);
}

function parse(text: string): Brought {
  const words = text.split(" ").filter((word) => word !== "");
  const things = words.filter((word) => !word.startsWith("?"));
  return { things, moreLibraries: words.some((word) => word.startsWith("?")), more: words.includes("?") };
}

/** gcc-12 and g++-12 are what gcc and g++ lead to; other releases of them alike. */
function unversioned(name: string): string {
  return name.replace(/^(gcc|g\+\+|clang)-\d+$/, "$1");
}

/** A runtime library of another suite than the one of the list: "libssl3t64", "libvips42t64". */
function libraryPackage(name: string, system: string | null): Brought | null {
  const [distribution, release = ""] = system?.split(":") ?? [];
  for (const [key, library] of Object.entries(libraryData().libraries)) {
    const packages = distribution === "ubuntu" ? (library.ubuntu?.[release] ?? []) : Object.values(library.debian[release] ?? {});
    if (packages.includes(name)) return { things: [`lib:${key}`], moreLibraries: true, more: false };
  }
  return null;
}
