/** A `go build`, `go install`, `go run` or `go test` command line, understood as the go command understands it. */
import type { Hop, Origin, Reason, Traced, Verdict, Word } from "../text/index.js";

/** A C or C++ compiler driver that is installed on the machine that builds. */
export interface CCompiler {
  readonly flavour: "gcc" | "clang" | "zig"
    /** Debian's and upstream musl's wrapper around gcc: sees musl's headers and libraries only, and does not know -static-pie (facts c7, q14) */
    | "musl-gcc";
  /** what its code runs on, as GOOS and GOARCH */
  readonly target: Verdict<{ readonly os: string; readonly arch: string }>;
  /** the C library that it links with; null where there is no choice (not Linux) */
  readonly libc: Verdict<"glibc" | "musl" | "bionic" | null>;
  /** "2.36" */
  readonly libcVersion: Verdict<string>;
  /** whether it hands --as-needed to ld by default: a library that nothing uses is then not in NEEDED (fact d18) */
  readonly asNeeded: Verdict<boolean>;
  /** NEEDED entry of musl: "libc.so" (upstream, Debian) or "libc.musl-x86_64.so.1" (Alpine), fact a10; null with another libc */
  readonly muslName: string | null;
}

/** Development files of one library as a compiler finds it by `-lname`. */
export interface LibraryFiles {
  /** its soname ("libz.so.1"); null when only an archive is found, so that nothing becomes NEEDED */
  readonly shared: string | null;
  /** `lib<name>.a` is found */
  readonly archive: boolean;
}

/** What the machine that runs the go command offers. The caller makes it of image facts and installed packages. */
export interface GoHost {
  /** GOOS and GOARCH of the machine */
  readonly os: string;
  readonly arch: string;
  /** of the toolchain that does the work, after GOTOOLCHAIN and the go and toolchain lines: "1.24.3", "1.24" */
  readonly goVersion: Verdict<string>;
  /** the toolchain may be any newer one as well: the go line of go.mod is all that is known; default false */
  readonly goVersionIsLeast?: boolean;
  /** what it refuses in the go.mod or go.work in force, whatever it is asked for (fact o1); absent: nothing for certain */
  readonly refusal?: CommandFailure | null;
  /** what `go env -w` has written (facts e7); go reads it where the environment has no value */
  readonly goEnvironmentFile: Verdict<ReadonlyMap<string, string>>;
  /** The compiler that a command names: `["gcc"]`, `["zig", "cc", "-target", "x86_64-linux-musl"]`. Known null: not found in PATH. */
  compiler(command: readonly string[]): Verdict<CCompiler | null>;
  /** What `-lname` finds; known null: nothing, so that the link fails. */
  library(name: string, compiler: CCompiler): Verdict<LibraryFiles | null>;
  /** Flags of `pkg-config --libs name`; known null: there is no such name, so that the build fails. */
  pkgConfig(name: string, compiler: CCompiler): Verdict<readonly string[] | null>;
  /** Whether a file exists: dynamic loaders decide the default interpreter of internal links. */
  exists(path: string): Verdict<boolean>;
}

/** One value that a flag was given, with where. */
export interface FlagOccurrence {
  readonly kind: "flag";
  /** name without dashes: "ldflags" */
  readonly flag: string;
  /** "true" for a boolean flag without a value */
  readonly value: Traced;
  /** the value is a word of its own: `-tags x`, not `-tags=x` */
  readonly separate: boolean;
  /** the whole flag, its value included */
  readonly at: Origin | null;
  readonly source: "command-line" | "GOFLAGS" | "ldflags";
  /** a later one replaces it for certain (facts e1, e2, d10, e11) */
  readonly dropped: boolean;
}

/** A place in the line where flags may stand that are not known. Whatever was given before it may be replaced there. */
export interface FlagGap {
  readonly kind: "gap";
  readonly reason: Reason;
}

/** Flags in the order in which they take effect: those of GOFLAGS come before those of the command line (fact e2). */
export type FlagItem = FlagOccurrence | FlagGap;

/** `-X importpath.name=value` of the linker flags in force. */
export interface VariableAssignment {
  /** import path and name: "main.version" */
  readonly target: Traced;
  readonly value: Traced;
  /** of the definition, `main.version=1` */
  readonly at: Origin | null;
  /** a later -X to the same target replaces it (fact f1) */
  readonly dropped: boolean;
}

/** Linker flags after splitting as go does (cmd/internal/quoted.Split) and parsing as cmd/link does (facts d9, e8, e9). */
export interface LinkerFlags {
  readonly linkMode: Verdict<"auto" | "internal" | "external">;
  /** words of -extldflags; empty when absent */
  readonly externalFlags: Verdict<readonly string[]>;
  /** -extld: the program that links in place of CC; null when absent */
  readonly externalLinker: Verdict<readonly string[] | null>;
  /** -buildmode given to the linker directly (fact c2); null when absent */
  readonly buildMode: Verdict<string | null>;
  /** -s */
  readonly stripSymbols: Verdict<boolean>;
  /** -w, or -s without -w=0 (fact g1) */
  readonly stripDwarf: Verdict<boolean>;
  /** -d */
  readonly disableDynamic: Verdict<boolean>;
  /** -I; null when absent */
  readonly interpreter: Verdict<string | null>;
  /** -r; null when absent */
  readonly rpath: Verdict<string | null>;
  readonly variables: readonly VariableAssignment[];
  readonly all: readonly FlagItem[];
  /** cmd/link rejects the flags; it happens only when something is linked */
  readonly failure: CommandFailure | null;
}

/** One value of -ldflags: flags for the packages that match a pattern (facts e1, e8). */
export interface PackageFlags {
  readonly kind: "flags";
  /** "all", "./cmd/...", an import path; null: the packages named on the command line */
  readonly pattern: string | null;
  readonly words: readonly Word[];
  /** the whole flag */
  readonly at: Origin | null;
}

/** Why the command fails for certain. */
export interface CommandFailure {
  readonly stage: "flags" | "packages" | "compile" | "link";
  /** as go prints it, abridged */
  readonly text: string;
  /** ground-truth id, or the file of the Go source that decides */
  readonly fact: string;
  readonly at: Origin | null;
}

/** The settings of one go command, each decided as go decides it. */
export interface GoSettings {
  readonly goos: Verdict<string>;
  readonly goarch: Verdict<string>;
  /** GOARM, GOAMD64, GO386 …: whichever belongs to the architecture; "" when not set */
  readonly level: Verdict<string>;
  readonly goexperiment: Verdict<string>;
  /** facts b1–b9 */
  readonly cgoEnabled: Verdict<boolean>;
  /** C compiler as a command: ["gcc"] when default */
  readonly cc: Verdict<readonly string[]>;
  readonly cxx: Verdict<readonly string[]>;
  readonly cgoCflags: Verdict<readonly string[]>;
  readonly cgoLdflags: Verdict<readonly string[]>;
  /** CGO_CFLAGS_ALLOW, CGO_LDFLAGS_ALLOW …: some variable permits flags in `#cgo` lines that go refuses otherwise (fact q12) */
  readonly cgoAllow: Verdict<boolean>;
  /** as given to go; "default" when not given */
  readonly buildMode: Verdict<string>;
  readonly tags: Verdict<readonly string[]>;
  readonly race: Verdict<boolean>;
  readonly msan: Verdict<boolean>;
  readonly asan: Verdict<boolean>;
  readonly linkshared: Verdict<boolean>;
  readonly trimpath: Verdict<boolean>;
  /** "gc" or "gccgo" */
  readonly compiler: Verdict<string>;
  /** -mod: "mod", "vendor", "readonly"; null when not given */
  readonly mod: Verdict<string | null>;
  /** flags for the linker when the main package is one that the command names; see {@link linkerFlagsFor} for the exact question */
  readonly linker: LinkerFlags;
  /** every -ldflags value by pattern, and the gaps between them, in order */
  readonly ldflags: readonly (PackageFlags | FlagGap)[];
  readonly flags: readonly FlagItem[];
}

export type GoVerb = "build" | "install" | "run" | "test"
  /** the subcommand is not known: it may build or not */
  | "unknown";

export interface GoCommand {
  readonly verb: GoVerb;
  readonly at: Origin;
  readonly chain: readonly Hop[];
  /** the whole command line, for people */
  readonly argv: Verdict<readonly string[]>;
  /** the same with what is not known of it; a gap may be any number of words */
  readonly words: readonly Word[];
  /** absolute; -C applied */
  readonly directory: Verdict<string>;
  readonly settings: GoSettings;
  /** package patterns or files; ["."] when none is given */
  readonly packages: Verdict<readonly string[]>;
  /** the words that name packages, as written; empty when none is given */
  readonly packageWords: readonly Traced[];
  /** -o; null when absent */
  readonly output: Verdict<string | null>;
  readonly failure: CommandFailure | null;
  /** assumptions made on the way, shown to people */
  readonly assumptions: readonly Hop[];
}
