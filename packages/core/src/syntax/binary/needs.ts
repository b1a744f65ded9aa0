/** What a program needs to start, of everything that its file tells. */
import { compareDotted } from "../../text/index.js";
import type { ElfBinary } from "./model.js";

export type BinaryKind =
  /** an executable without interpreter and without needed libraries */
  | "static"
  | "static-pie"
  /** an executable that a dynamic loader starts */
  | "dynamic"
  /** c-shared, plugin, a library */
  | "shared-object"
  /** an object file or a core dump */
  | "object";

/** The newest version of one family of symbols that a library must define. */
export interface SymbolFloor {
  /** "libc.so.6" */
  readonly library: string;
  /** "GLIBC", "GLIBCXX", "CXXABI", "GCC" */
  readonly family: string;
  /** "2.34"; a name without a number ("PRIVATE", "ABI_DT_RELR") as it is */
  readonly version: string;
}

export interface BinaryNeeds {
  readonly kind: BinaryKind;
  /** GOARCH; null for a machine that Go does not know */
  readonly arch: string | null;
  /** GOOS of the build information; else what the header tells; null when neither does */
  readonly os: string | null;
  readonly interpreter: string | null;
  readonly needed: readonly string[];
  /** DT_RUNPATH or DT_RPATH: further places of libraries */
  readonly searchPath: string | null;
  /** the loader must change code (DT_TEXTREL): code that is compiled for no PIE was linked as one */
  readonly textRelocations: boolean;
  /** C library that it is loaded with; null when static, or when the names do not tell */
  readonly libc: "glibc" | "musl" | "bionic" | null;
  /** of each library and family the newest numbered version, and every name without a number; weak ones do not count */
  readonly floors: readonly SymbolFloor[];
  /** who linked a Go program: null when that is not visible, or it is no Go program */
  readonly linkMode: "internal" | "external" | null;
}

const DT_TEXTREL = 22;
const DF_TEXTREL = 4;

export function needsOf(elf: ElfBinary): BinaryNeeds {
  const { interpreter, arch, dynamic } = elf;
  const needed = dynamic?.needed ?? [];
  return {
    kind: kindOf(elf),
    arch,
    os: systemOf(elf),
    interpreter,
    needed,
    searchPath: dynamic?.runpath ?? dynamic?.rpath ?? null,
    textRelocations: dynamic !== null && (dynamic.entries.some(({ tag }) => tag === DT_TEXTREL) || Math.floor(dynamic.flags / DF_TEXTREL) % 2 === 1),
    libc: libcOf(interpreter, needed),
    floors: floorsOf(elf),
    linkMode: linkModeOf(elf),
  };
}

/** A library may have an interpreter, too (libc.so.6 has); what Go builds as one has none. */
function kindOf({ type, interpreter, dynamic, goBuildInfo }: ElfBinary): BinaryKind {
  if (type !== "EXEC" && type !== "DYN") return "object";
  const buildMode = goBuildInfo?.settings.find(({ key }) => key === "-buildmode")?.value;
  if (buildMode === "c-shared" || buildMode === "plugin" || buildMode === "shared") return "shared-object";
  if (interpreter !== null) return "dynamic";
  if (type === "EXEC") return dynamic !== null && dynamic.needed.length > 0 ? "dynamic" : "static";
  // A library has a dynamic section; a PIE that -d made static has none (fact c6).
  if (dynamic === null) return "static-pie";
  if (!dynamic.pie) return "shared-object";
  return dynamic.needed.length > 0 ? "dynamic" : "static-pie";
}

const OS_ABI: Readonly<Record<number, string>> = { 2: "netbsd", 3: "linux", 6: "solaris", 9: "freebsd", 12: "openbsd" };
const NOTE_OWNERS: Readonly<Record<string, string>> = { NetBSD: "netbsd", OpenBSD: "openbsd", FreeBSD: "freebsd", Android: "android" };

function systemOf({ goBuildInfo, osAbi, notes, interpreter, abiTag }: ElfBinary): string | null {
  const named = goBuildInfo?.settings.find(({ key }) => key === "GOOS")?.value ?? OS_ABI[osAbi];
  if (named !== undefined) return named;
  for (const { owner } of notes) {
    const system = NOTE_OWNERS[owner];
    if (system !== undefined) return system;
  }
  return abiTag?.os === "Linux" || (interpreter !== null && /\/ld-(?:linux|musl)|\/ld64\.so/.test(interpreter)) ? "linux" : null;
}

function libcOf(interpreter: string | null, needed: readonly string[]): BinaryNeeds["libc"] {
  if (interpreter !== null) {
    if (/\/ld-musl-[^/]+$/.test(interpreter)) return "musl";
    if (interpreter.startsWith("/system/")) return "bionic";
  }
  if (needed.some((soname) => /^libc\.musl-/.test(soname))) return "musl";
  if (needed.includes("libc.so.6")) return "glibc";
  return interpreter !== null && /\/ld-linux[^/]*$|\/ld64\.so\.\d$/.test(interpreter) ? "glibc" : null;
}

/** Splits "GLIBC_2.34". Names of other forms belong to libraries that version in their own ways. */
const VERSION = /^([A-Z]+)_(\d[\d.]*|[A-Z][A-Z_]*)$/;

function floorsOf({ versionNeeds }: ElfBinary): readonly SymbolFloor[] {
  const newest = new Map<string, SymbolFloor>();
  for (const { library, versions } of versionNeeds) {
    for (const { name, weak } of versions) {
      const [, family, version] = VERSION.exec(name) ?? [];
      if (weak || family === undefined || version === undefined) continue;
      const numbered = /^\d/.test(version);
      const key = `${library} ${family} ${numbered ? "" : version}`;
      const before = newest.get(key);
      if (before === undefined || compareDotted(version, before.version) > 0) newest.set(key, { library, family, version });
    }
  }
  return [...newest.values()];
}

/** C compilers leave the sections of their start files; the Go linker makes none of them, even where it takes in C objects. */
const OF_C_COMPILERS = new Set([".comment", ".init", ".fini", ".init_array", ".eh_frame_hdr"]);

function linkModeOf({ sections, segments, goBuildInfo, goBuildId }: ElfBinary): BinaryNeeds["linkMode"] {
  if (goBuildInfo === null && goBuildId === null) return null;
  if (sections.some(({ name }) => OF_C_COMPILERS.has(name)) || segments.some(({ type }) => type === "GNU_EH_FRAME")) return "external";
  return sections.length > 0 ? "internal" : null;
}
