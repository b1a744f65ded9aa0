/** The files of the things that packages bring. */
import type { PackageManager } from "../model.js";
import { libraryData } from "./libraries.generated.js";
import type { Thing } from "./things.js";

/** GOARCH → directory of the architecture below /usr/lib, in Debian and Ubuntu. Source: Debian policy, multiarch. */
export const TRIPLETS: Readonly<Record<string, string | undefined>> = {
  amd64: "x86_64-linux-gnu",
  arm64: "aarch64-linux-gnu",
  arm: "arm-linux-gnueabihf",
  "386": "i386-linux-gnu",
  ppc64le: "powerpc64le-linux-gnu",
  s390x: "s390x-linux-gnu",
  riscv64: "riscv64-linux-gnu",
};

/** Interpreters that gcompat and libc6-compat make, and the C libraries. Source: APKBUILD files of gcompat and musl (fact l6). */
const COMPAT_LOADERS: Readonly<Record<string, string>> = {
  amd64: "ld-linux-x86-64.so.2",
  arm64: "ld-linux-aarch64.so.1",
  arm: "ld-linux-armhf.so.3",
  "386": "ld-linux.so.2",
  ppc64le: "ld64.so.2",
  s390x: "ld64.so.1",
  riscv64: "ld-linux-riscv64-lp64d.so.1",
};
const COMPAT_LIBRARIES = ["libc.so.6", "libcrypt.so.1", "libm.so.6", "libpthread.so.0", "libresolv.so.2", "librt.so.1", "libutil.so.1"];

const MUSL_LOADERS: Readonly<Record<string, string>> = {
  amd64: "ld-musl-x86_64.so.1",
  arm64: "ld-musl-aarch64.so.1",
  arm: "ld-musl-armhf.so.1",
  "386": "ld-musl-i386.so.1",
  ppc64le: "ld-musl-powerpc64le.so.1",
  s390x: "ld-musl-s390x.so.1",
  riscv64: "ld-musl-riscv64.so.1",
};

/** Commands of a thing, where they are not of its own name. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = { gcc: ["gcc", "cc"], "g++": ["g++", "c++"], clang: ["clang", "clang++"] };

export interface ThingFiles {
  readonly files: readonly string[];
  /** a directory of which some files are named, and more are there */
  readonly open: readonly string[];
}

/** Loaders that no package brings but those that are made for it: paths of glibc's and musl's. */
export function loaderPaths(arch: string): readonly string[] {
  const glibc = COMPAT_LOADERS[arch];
  return [...(glibc === undefined ? [] : [`/lib/${glibc}`, `/lib64/${glibc}`]), ...Object.values(MUSL_LOADERS).map((name) => `/lib/${name}`)];
}

/** @param release of the system: "bookworm", "3.22" */
export function filesOf(thing: Thing, manager: PackageManager, release: string, arch: string): ThingFiles {
  const [kind, key] = thing.split(":");
  if (key !== undefined) return { files: libraryFiles(key, kind === "dev", manager, release, arch), open: [] };
  switch (thing) {
    case "ca-certificates":
      return { files: bundles(manager), open: [] };
    case "zoneinfo":
      return { files: ["/usr/share/zoneinfo/UTC"], open: ["/usr/share/zoneinfo"] };
    case "legacy-zone-names":
      return { files: ["/usr/share/zoneinfo/US/Eastern"], open: ["/usr/share/zoneinfo"] };
    case "c-headers":
      return { files: ["/usr/include/stdlib.h"], open: ["/usr/include"] };
    case "netbase":
      return { files: ["/etc/services", "/etc/protocols"], open: [] };
    case "glibc-loader": {
      const loader = COMPAT_LOADERS[arch];
      return { files: loader === undefined ? [] : [`/lib/${loader}`, ...(arch === "386" || arch === "arm" ? [] : [`/lib64/${loader}`]), ...COMPAT_LIBRARIES.map((name) => `/lib/${name}`)], open: [] };
    }
    case "users":
      return { files: [], open: [] };
    case "bash":
      return { files: ["/bin/bash"], open: [] };
    default:
      return { files: (COMMANDS[thing] ?? [thing]).map((name) => `/usr/bin/${name}`), open: [] };
  }
}

function bundles(manager: PackageManager): readonly string[] {
  switch (manager) {
    case "dnf":
    case "yum":
    case "microdnf":
      return ["/etc/pki/tls/certs/ca-bundle.crt", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"];
    case "zypper":
      return ["/etc/ssl/ca-bundle.pem"];
    default:
      return ["/etc/ssl/certs/ca-certificates.crt"];
  }
}

/** The libraries whose sonames are the same everywhere. */
const STEADY: Readonly<Record<string, string>> = { gcc_s: "libgcc_s.so.1", "stdc++": "libstdc++.so.6" };

/** Runtime files by soname; a library to link with is also there without its version (libz.so). Empty when the sonames of the release are not known. */
function libraryFiles(key: string, development: boolean, manager: PackageManager, release: string, arch: string): readonly string[] {
  const sonames = sonamesOf(key, manager, release);
  const directory = libraryDirectory(manager, arch);
  return sonames.map((soname) => `${directory}/${development ? soname.replace(/\.so\..*$/, ".so") : soname}`);
}

/** Sonames of a library in a release; empty when they are not known. */
export function sonamesOf(key: string, manager: PackageManager, release: string): readonly string[] {
  const steady = STEADY[key];
  if (steady !== undefined) return [steady];
  const library = libraryData().libraries[key];
  if (library === undefined || manager !== "apt") return [];
  const own = library.debian[release];
  if (own !== undefined) return Object.keys(own);
  // Ubuntu's index was read for packages only: the soname is known where a Debian package of that name has it.
  const packages = library.ubuntu?.[release] ?? [];
  const debian = Object.values(library.debian).flatMap((suite) => Object.entries(suite));
  return [...new Set(packages.flatMap((name) => debian.filter(([, each]) => withoutTransition(each) === withoutTransition(name)).map(([soname]) => soname)))];
}

/** Every soname of the table, of whatever release. */
export function knownSonames(): readonly string[] {
  return [...new Set(Object.values(libraryData().libraries).flatMap(({ debian }) => Object.values(debian).flatMap((suite) => Object.keys(suite))))];
}

/** The 64-bit time transition renamed packages, not sonames: libssl3t64 is libssl3. */
function withoutTransition(name: string): string {
  return name.replace(/t64$/, "");
}

export function libraryDirectory(manager: PackageManager, arch: string): string {
  switch (manager) {
    case "apt": {
      const triplet = TRIPLETS[arch];
      return triplet === undefined ? "/usr/lib" : `/usr/lib/${triplet}`;
    }
    case "apk":
    case "pacman":
      return "/usr/lib";
    default:
      return "/usr/lib64";
  }
}
