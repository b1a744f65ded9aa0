/** A `go build`, `go install`, `go run` or `go test` command line, understood as the go command understands it. */
import type { Hop, Origin, Traced, Verdict } from "../text/index.js";

/** One value that a flag or variable was given, with where. `dropped`: a later one replaced it (facts e1, e2, d10, e11). */
export interface FlagOccurrence {
  readonly flag: string;
  readonly value: Traced;
  readonly at: Origin | null;
  readonly source: "command-line" | "GOFLAGS";
  readonly dropped: boolean;
}

/** `-X importpath.name=value` of the linker flags in force. */
export interface VariableAssignment {
  /** import path and name: "main.version" */
  readonly target: Traced;
  readonly value: Traced;
  readonly at: Origin | null;
  /** a later -X to the same target replaces it (fact f1) */
  readonly dropped: boolean;
}

/** Linker flags after splitting as go does (cmd/internal/quoted.Split; facts d9, e8, e9). */
export interface LinkerFlags {
  readonly linkMode: Verdict<"auto" | "internal" | "external">;
  readonly externalFlags: Verdict<readonly string[]>;
  /** -buildmode given to the linker directly (fact c2); null when absent */
  readonly buildMode: Verdict<string | null>;
  readonly stripSymbols: Verdict<boolean>;
  readonly stripDwarf: Verdict<boolean>;
  /** -d */
  readonly disableDynamic: Verdict<boolean>;
  /** -I; null when absent */
  readonly interpreter: Verdict<string | null>;
  /** -r; null when absent */
  readonly rpath: Verdict<string | null>;
  readonly variables: readonly VariableAssignment[];
  readonly all: readonly FlagOccurrence[];
}

/** Why the command would fail before or while parsing its flags: text as go prints it, abridged. */
export interface CommandFailure {
  readonly stage: "flags" | "packages" | "compile" | "link";
  readonly text: string;
  readonly fact: string;
  readonly at: Origin | null;
}

/** The settings of one go command, each decided as go decides it. */
export interface GoSettings {
  readonly goos: Verdict<string>;
  readonly goarch: Verdict<string>;
  /** fact b1–b9: exactly "0" or "1", else native and (CC set or gcc present) */
  readonly cgoEnabled: Verdict<boolean>;
  /** C compiler as given ("gcc" when default) and the libc that it links against */
  readonly cc: Verdict<string>;
  readonly cxx: Verdict<string>;
  readonly cgoLdflags: Verdict<readonly string[]>;
  readonly buildMode: Verdict<string>;
  readonly tags: Verdict<readonly string[]>;
  readonly race: Verdict<boolean>;
  readonly msan: Verdict<boolean>;
  readonly asan: Verdict<boolean>;
  readonly trimpath: Verdict<boolean>;
  /** -mod: "mod", "vendor", "readonly"; null when not given */
  readonly mod: Verdict<string | null>;
  readonly linker: LinkerFlags;
  readonly flags: readonly FlagOccurrence[];
}

export interface GoCommand {
  readonly verb: "build" | "install" | "run" | "test" | (string & {});
  readonly at: Origin;
  readonly chain: readonly Hop[];
  /** the whole command line, for people */
  readonly argv: Verdict<readonly string[]>;
  readonly directory: Verdict<string>;
  readonly settings: GoSettings;
  /** package patterns or files; ["."] when none is given */
  readonly packages: Verdict<readonly string[]>;
  /** -o; null when absent */
  readonly output: Verdict<string | null>;
  readonly failure: CommandFailure | null;
  /** assumptions made on the way, shown to people */
  readonly assumptions: readonly Hop[];
}
