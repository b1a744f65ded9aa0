/** Names of numbers in ELF headers. Source: glibc's elf.h; Go's debug/elf. */

const TYPES: Readonly<Record<number, string>> = { 0: "NONE", 1: "REL", 2: "EXEC", 3: "DYN", 4: "CORE" };

export function elfTypeName(type: number): string {
  return TYPES[type] ?? `0x${type.toString(16)}`;
}

const SEGMENT_TYPES: Readonly<Record<number, string>> = {
  0: "NULL",
  1: "LOAD",
  2: "DYNAMIC",
  3: "INTERP",
  4: "NOTE",
  5: "SHLIB",
  6: "PHDR",
  7: "TLS",
  0x6474e550: "GNU_EH_FRAME",
  0x6474e551: "GNU_STACK",
  0x6474e552: "GNU_RELRO",
  0x6474e553: "GNU_PROPERTY",
};

export function segmentTypeName(type: number): string {
  return SEGMENT_TYPES[type] ?? `0x${type.toString(16)}`;
}

/** GOARCH of a machine; null for one that Go does not know. */
export function elfArchitecture(machine: number, wide: boolean, little: boolean): string | null {
  switch (machine) {
    case 3:
      return "386";
    case 8:
      return `mips${wide ? "64" : ""}${little ? "le" : ""}`;
    case 21:
      return little ? "ppc64le" : "ppc64";
    case 22:
      return wide ? "s390x" : null;
    case 40:
      return "arm";
    case 62:
      // Code for the x32 ABI is in 32-bit files.
      return wide ? "amd64" : null;
    case 183:
      return wide ? "arm64" : null;
    case 243:
      return wide ? "riscv64" : null;
    case 258:
      return wide ? "loong64" : null;
    default:
      return null;
  }
}

/** Operating systems of NT_GNU_ABI_TAG. */
export const ABI_SYSTEMS = ["Linux", "Hurd", "Solaris", "FreeBSD", "NetBSD", "Syllable", "NaCl"] as const;
