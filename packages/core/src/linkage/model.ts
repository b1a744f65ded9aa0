/** What `readelf` would print of a binary, predicted. Source: GROUND-TRUTH §0 and sections a–g; cmd/link/internal/ld/config.go. */
import type { CommandFailure, GoCommand, GoHost } from "../gobuild/model.js";
import type { ImportClosure, LoadResult } from "../gopackages/model.js";
import type { GoValueDeclaration } from "../syntax/go/ast.js";
import type { Hop, Origin, Verdict } from "../text/index.js";

export interface PartialList {
  readonly items: readonly string[];
  /** false when there may be more */
  readonly complete: boolean;
}

/** A library that is in NEEDED, or may be. */
export interface NeededLibrary {
  /** "libz.so.1" */
  readonly soname: string;
  /** false: something asks for it by `-l`, it is in NEEDED if something in it is used (fact d18), and the C code does not tell */
  readonly certain: boolean;
  /** "-lz of example.com/app", "the C library" */
  readonly because: string;
  readonly at: Origin | null;
}

/**
 * DT_NEEDED: `items` are the sonames of `libraries`, in the order of NEEDED; `complete` when there are no others. Packages with C code that one package
 * imports are taken in the order of their paths.
 */
export interface NeededList extends PartialList {
  readonly libraries: readonly NeededLibrary[];
}

export interface LinkedVariable {
  readonly target: string;
  readonly value: Verdict<string>;
  /** set: the linker finds a string variable; ineffective: silently nothing (f2); empty: set to "" */
  readonly status: Verdict<"set" | "ineffective" | "empty">;
  /** why it is ineffective, in words; "" otherwise */
  readonly why: string;
  /** the nearest variable that exists, as a target; null when there is none */
  readonly nearest: string | null;
  readonly at: Origin | null;
}

/** Why no binary comes out, for certain. */
export type LinkFailure = CommandFailure;

export type LinkageKind =
  /** an executable without interpreter and without needed libraries */
  | "static"
  | "static-pie"
  /** an executable with an interpreter; a PIE without cgo is one too (fact c1) */
  | "dynamic"
  /** c-shared, plugin, shared */
  | "shared-object"
  /** c-archive */
  | "archive"
  /** not ELF: Windows, macOS, WebAssembly, AIX, Plan 9 */
  | "foreign"
  | "fails";

/** Every question of its own: one may be known while another is not. Null means "none". */
export interface Linkage {
  readonly kind: Verdict<LinkageKind>;
  /** PT_INTERP */
  readonly interpreter: Verdict<string | null>;
  /** DT_NEEDED */
  readonly needed: Verdict<NeededList>;
  /** DT_RUNPATH that -r sets; null for none */
  readonly rpath: Verdict<string | null>;
  /** libc that the binary is linked against, statically or dynamically */
  readonly libc: Verdict<"glibc" | "musl" | "bionic" | null>;
  /** version of that libc on the machine that links; a static glibc older than 2.34 loads the image's own NSS modules (fact d5) */
  readonly libcVersion: Verdict<string | null>;
  /** highest symbol version required: "2.34" for GLIBC_2.34; null for none. Unknown where C code of packages decides it: see `glibcFloor`. */
  readonly glibc: Verdict<string | null>;
  /** a version that is required for certain, though C code may need a newer one, up to `libcVersion` (facts l3–l5); null for none */
  readonly glibcFloor: Verdict<string | null>;
  readonly glibcxx: Verdict<string | null>;
  readonly linkMode: Verdict<"internal" | "external">;
  /** as the linker takes it: "exe", "pie", "c-shared" … */
  readonly buildMode: Verdict<string>;
  readonly cgo: Verdict<boolean>;
  /** packages with C code that are linked, those of the standard library among them */
  readonly cgoPackages: Verdict<PartialList>;
  readonly tags: Verdict<readonly string[]>;
  readonly goos: Verdict<string>;
  readonly goarch: Verdict<string>;
  /** .symtab is kept */
  readonly symtab: Verdict<boolean>;
  /** .debug_info is kept */
  readonly dwarf: Verdict<boolean>;
  /** what -X sets; of several definitions of one variable the last one */
  readonly variables: readonly LinkedVariable[];
  readonly zoneinfo: Verdict<"embedded" | "none">;
  /** golang.org/x/crypto/x509roots/fallback (fact k4) */
  readonly roots: Verdict<"embedded" | "none">;
  /** who looks up names: Go's own code, libc always, or one of them by configuration (facts i1, i2, i6); null when net is not linked */
  readonly resolver: Verdict<"go" | "libc" | "either" | null>;
  /** null when the build succeeds as far as can be told */
  readonly failure: LinkFailure | null;
  /** why it will not run although it builds: a PIE made by -d crashes at start (fact c6) */
  readonly hazards: readonly Hop[];
  /** what the answers rest on besides the files, shown to people */
  readonly assumptions: readonly Hop[];
}

/** Package-level declarations of one package: those of the files that are compiled. */
export interface PackageDeclarations {
  readonly values: readonly GoValueDeclaration[];
  readonly types: readonly { readonly name: string; readonly isAlias: boolean; readonly typeText: string }[];
  /** assignments to package-level names inside functions */
  readonly assignments: readonly { readonly name: string; readonly inFunction: string }[];
}

export interface LinkageQuestion {
  readonly command: GoCommand;
  /** the packages of one main package, loaded for the command's GOOS, GOARCH, cgo and tags; null when they are not known */
  readonly closure: ImportClosure | null;
  /** what loading gave: its failure is one of the command; null when nothing was loaded */
  readonly load: Pick<LoadResult, "failure" | "unknown"> | null;
  readonly host: GoHost;
  /** declarations of a package of the closure */
  declarations(importPath: string): Verdict<PackageDeclarations>;
}
