/** What a compiled program says of itself, read without running it. Sources: the ELF specification (gABI), glibc's elf.h, Go's debug/elf, debug/pe, debug/macho. */

/** Something that could not be read; what does not depend on it is there. */
export interface BinaryProblem {
  readonly code:
    /** the file ends before what its headers promise */
    | "truncated"
    /** headers contradict themselves or the format */
    | "malformed"
    /** more than `LIMITS` allows */
    | "limit";
  /** a sentence without a final stop */
  readonly text: string;
}

export interface GoModule {
  readonly path: string;
  /** "" where none is written; "(devel)" of a main module without version control */
  readonly version: string;
  /** "h1:…"; "" for the main module and for replaced ones */
  readonly sum: string;
  readonly replace: GoModule | null;
}

export interface GoBuildSetting {
  /** "-ldflags", "CGO_ENABLED", "GOOS", "vcs.revision" … */
  readonly key: string;
  readonly value: string;
}

/** What `go version -m` prints. Source: debug/buildinfo, runtime/debug/mod.go. */
export interface GoBuildInfo {
  /** "go1.24.3", with the experiments of the toolchain: "go1.24.3 X:boringcrypto" */
  readonly goVersion: string;
  /** import path of the main package, "command-line-arguments" for files; "" when built without modules */
  readonly path: string;
  /** main module; null when there is none */
  readonly main: GoModule | null;
  readonly deps: readonly GoModule[];
  /** in the order of the file; empty before Go 1.18. With -trimpath there is no -ldflags */
  readonly settings: readonly GoBuildSetting[];
}

/** What every kind of file has. */
interface Common {
  /** bytes */
  readonly size: number;
  /** null when this is no Go program, or its information was removed */
  readonly goBuildInfo: GoBuildInfo | null;
  readonly problems: readonly BinaryProblem[];
}

/** A program header. Addresses and sizes above 2^53 are rounded. */
export interface ElfSegment {
  /** "LOAD", "INTERP", "GNU_RELRO"; "0x6474e554" for types without a name here */
  readonly type: string;
  /** PF_R 4, PF_W 2, PF_X 1 */
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly physicalAddress: number;
  readonly fileSize: number;
  readonly memorySize: number;
  readonly align: number;
}

/** A section header. */
export interface ElfSection {
  readonly name: string;
  /** sh_type */
  readonly type: number;
  /** sh_flags */
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly entrySize: number;
  readonly link: number;
  readonly info: number;
  readonly align: number;
}

/** The dynamic section, as the program headers lead to it. */
export interface ElfDynamic {
  /** DT_NEEDED, in order */
  readonly needed: readonly string[];
  /** DT_SONAME */
  readonly soname: string | null;
  /** DT_RPATH */
  readonly rpath: string | null;
  /** DT_RUNPATH */
  readonly runpath: string | null;
  /** DT_FLAGS, 0 when absent */
  readonly flags: number;
  /** DT_FLAGS_1, 0 when absent */
  readonly flags1: number;
  /** DF_1_PIE */
  readonly pie: boolean;
  /** DF_1_NODELETE */
  readonly noDelete: boolean;
  /** DT_BIND_NOW, DF_BIND_NOW or DF_1_NOW: all symbols are bound at start */
  readonly bindNow: boolean;
  /** entries before DT_NULL, in order */
  readonly entries: readonly { readonly tag: number; readonly value: number }[];
}

/** Symbol versions that a library must define (`.gnu.version_r`). */
export interface VersionNeed {
  /** "libc.so.6" */
  readonly library: string;
  readonly versions: readonly {
    /** "GLIBC_2.34" */
    readonly name: string;
    /** VER_FLG_WEAK: the loader only warns when it is missing */
    readonly weak: boolean;
  }[];
}

export interface ElfNote {
  /** "GNU", "Go" */
  readonly owner: string;
  /** number whose meaning the owner gives */
  readonly type: number;
  readonly description: Uint8Array;
}

/** NT_GNU_ABI_TAG: the oldest kernel that the C library's start code wants. */
export interface ElfAbiTag {
  readonly os: string;
  /** "3.2.0" */
  readonly kernel: string;
}

export interface ElfBinary extends Common {
  readonly format: "elf";
  /** word size in bits */
  readonly class: 32 | 64;
  readonly endianness: "little" | "big";
  /** e_type: "EXEC", "DYN", "REL", "CORE"; "0xfe00" for others */
  readonly type: string;
  /** e_machine */
  readonly machine: number;
  /** GOARCH; null for a machine that Go does not know */
  readonly arch: string | null;
  /** EI_OSABI: 0 System V (Linux), 3 GNU, 9 FreeBSD, 12 OpenBSD */
  readonly osAbi: number;
  readonly entry: number;
  /** e_flags */
  readonly flags: number;
  readonly segments: readonly ElfSegment[];
  /** empty when they were removed */
  readonly sections: readonly ElfSection[];
  /** PT_INTERP */
  readonly interpreter: string | null;
  /** null for a program without PT_DYNAMIC */
  readonly dynamic: ElfDynamic | null;
  readonly versionNeeds: readonly VersionNeed[];
  readonly notes: readonly ElfNote[];
  /** -buildid of the Go linker; null when there is none */
  readonly goBuildId: string | null;
  /** NT_GNU_BUILD_ID in hex */
  readonly gnuBuildId: string | null;
  readonly abiTag: ElfAbiTag | null;
  /** there is a .symtab; null when the section headers cannot be read */
  readonly symtab: boolean | null;
  /** there is a .debug_info, compressed or not; null when the section headers cannot be read */
  readonly dwarf: boolean | null;
}

/** macOS, iOS. */
export interface MachOBinary extends Common {
  readonly format: "mach-o";
  /** GOARCH of the first image; null for a machine that Go does not know */
  readonly arch: string | null;
  /** GOARCHs of a universal ("fat") file; empty for a plain one */
  readonly architectures: readonly string[];
  /** MH_EXECUTE 2, MH_DYLIB 6, MH_BUNDLE 8 */
  readonly type: number;
}

/** Windows. */
export interface PeBinary extends Common {
  readonly format: "pe";
  readonly arch: string | null;
  /** IMAGE_FILE_DLL */
  readonly dll: boolean;
}

/** A file that is told apart, and not read further. */
export interface OtherBinary extends Common {
  readonly format: "archive" | "wasm" | "xcoff" | "plan9" | "script" | "unknown";
}

export type Binary = ElfBinary | MachOBinary | PeBinary | OtherBinary;
