/** What `readelf` would print of a binary, predicted. Source: GROUND-TRUTH §0 and sections a–g; cmd/link/internal/ld/config.go. */
import type { Origin, Verdict } from "../text/index.js";

export interface PartialList {
  readonly items: readonly string[];
  /** false when there may be more */
  readonly complete: boolean;
}

export interface LinkedVariable {
  readonly target: string;
  readonly value: Verdict<string>;
  /** set: the linker finds a string variable; ineffective: silently nothing (f2); empty: set to ""; */
  readonly status: Verdict<"set" | "ineffective" | "empty">;
  /** why it is ineffective, in words; "" otherwise */
  readonly why: string;
  /** the nearest variable that exists, as a target; null when there is none */
  readonly nearest: string | null;
  readonly at: Origin | null;
}

export interface LinkFailure {
  readonly stage: "flags" | "packages" | "compile" | "link";
  readonly text: string;
  readonly fact: string;
}

/** Every question of its own: one may be known while another is not. Null means "none". */
export interface Linkage {
  readonly kind: Verdict<"static" | "static-pie" | "dynamic" | "fails">;
  /** PT_INTERP */
  readonly interpreter: Verdict<string | null>;
  /** DT_NEEDED */
  readonly needed: Verdict<PartialList>;
  /** libc that the binary is linked against, statically or dynamically */
  readonly libc: Verdict<"glibc" | "musl" | "bionic" | null>;
  /** highest symbol versions required: "2.34" for GLIBC_2.34; null for none */
  readonly glibc: Verdict<string | null>;
  readonly glibcxx: Verdict<string | null>;
  readonly linkMode: Verdict<"internal" | "external">;
  readonly buildMode: Verdict<string>;
  readonly cgo: Verdict<boolean>;
  readonly cgoPackages: Verdict<PartialList>;
  readonly tags: Verdict<readonly string[]>;
  readonly goos: Verdict<string>;
  readonly goarch: Verdict<string>;
  /** .symtab is kept */
  readonly symtab: Verdict<boolean>;
  /** .debug_info is kept */
  readonly dwarf: Verdict<boolean>;
  readonly variables: readonly LinkedVariable[];
  readonly zoneinfo: Verdict<"embedded" | "none">;
  /** null when the build succeeds as far as can be told */
  readonly failure: LinkFailure | null;
}

/** What the machine that links offers. */
export interface LinkMachine {
  /** a C compiler is found for the CC in force; with its libc */
  readonly compiler: Verdict<{ readonly found: boolean; readonly libc: "glibc" | "musl" | null; readonly libcVersion: string | null; readonly targetArch: string | null }>;
  readonly cxxCompiler: Verdict<boolean>;
  /** loader files on the build machine decide cmd/link's default interpreter of internal links: musl is taken when the glibc path is missing and musl's exists */
  readonly loaders: Verdict<readonly string[]>;
  readonly os: string;
  readonly arch: string;
}
