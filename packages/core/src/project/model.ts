import type { Platform } from "../evaluate/dockerfile/model.js";
import type { EmptyReferences, Environment, IgnoredAppend, LostAssignment } from "../evaluate/index.js";
import type { Certainty } from "../evaluate/model.js";
import type { GoCommand } from "../gobuild/model.js";
import type { ImportClosure } from "../gopackages/model.js";
import type { Linkage } from "../linkage/model.js";
import type { Container, Shipment } from "../shipment/model.js";
import type { Evidence, Hop, Origin, Reason, Traced, Verdict } from "../text/index.js";
import type { SettingsProblem } from "./settings/index.js";
import type { FlagWays } from "./ways/index.js";

export type { Settings } from "./settings/index.js";

export type EntryKind = "assumed" | "docker-build" | "compose" | "bake" | "workflow" | "pipeline" | "script" | "make-goal" | "cmake" | "goreleaser" | "promu" | "task" | "just" | "package-script" | "settings";

/** A place at which a build is asked for. */
export interface Caller {
  readonly kind: EntryKind;
  readonly at: Origin;
  /** where the name of each build argument is written */
  readonly argumentsAt: ReadonlyMap<string, Origin>;
  /** the image is sent to a registry, as far as the caller says */
  readonly pushes: boolean;
}

/** Who starts a build. */
export interface Entry {
  readonly id: string;
  readonly kind: EntryKind;
  /** where it is written; null when assumed */
  readonly at: Origin | null;
  /** everybody who asks for exactly this image build; empty when it is assumed, and for what is no image build */
  readonly callers: readonly Caller[];
  /** null for a make goal */
  readonly dockerfile: string | null;
  /**
   * Directory of the build context ("" is the root); absolute for one that is no directory of the repository. For what is no image build the directory in
   * which it starts.
   */
  readonly context: string;
  readonly target: string | null;
  /** targets that other callers of the Dockerfile name, where this one names none: those images are theirs */
  readonly otherTargets?: readonly string[];
  readonly platform: Platform;
  /** neither a caller nor the settings name the platform: it is the builder's, whatever that is */
  readonly platformIsAssumed?: boolean;
  readonly buildArgs: ReadonlyMap<string, Traced>;
  readonly buildArgsComplete: boolean;
  /** further build contexts by name: an absolute directory, `docker-image://…`, `target:…` */
  readonly namedContexts: ReadonlyMap<string, Traced>;
  /** those of them that are images which the same caller builds; absent: none */
  readonly builtContexts?: ReadonlyMap<string, DockerfileEntry>;
  /** false when the build gives files, or nothing but a cache */
  readonly makesImage: boolean;
  /** variables that the caller sets for the build */
  readonly environment: ReadonlyMap<string, Traced>;
  /** goals of make; empty for Dockerfiles */
  readonly goals: readonly string[];
}

/** An entry that builds a Dockerfile. */
export type DockerfileEntry = Entry & { readonly dockerfile: string };

/** One Go program that one command line builds. */
export interface BuildInvocation {
  readonly id: string;
  readonly entries: readonly string[];
  readonly at: Origin;
  readonly chain: readonly Hop[];
  readonly command: GoCommand;
  /** what the go command sees */
  readonly environment: Environment;
  /** assignments before the command that it does not see and that would make it another build */
  readonly lost: readonly LostAssignment[];
  /** conditions under which the command has this form; empty when it has no other */
  readonly when: readonly string[];
  /** "may": it depends on something that is not known whether the command is run at all */
  readonly certainty: Certainty;
  readonly goVersion: Verdict<string>;
  /** the go line of go.mod stands in for a release that is not known: it may be any newer one as well */
  readonly goVersionIsLeast: boolean;
  readonly module: string | null;
  /** import path of the main package */
  readonly main: Verdict<string>;
  /** absolute path that it writes, on the machine that builds */
  readonly output: Verdict<string | null>;
  readonly closure: ImportClosure | null;
  /** loading the packages fails, and would not with cgo on (facts b6, b9) */
  readonly failsWithoutCgo: boolean;
  readonly linkage: Linkage;
  /** references that expanded to nothing on the machine that builds it */
  readonly emptyReferences: Pick<EmptyReferences, "startingAt" | "within" | "assignmentOf">;
  /** `+=` in the makefiles that lead to it and that do nothing (fact q3) */
  readonly ignoredAppends: readonly IgnoredAppend[];
}

/** Something that could not be understood, with what depends on it. */
export interface NotUnderstood {
  readonly reason: Reason;
  /** the program or language: "mage", "image", "make" */
  readonly driver: string;
  readonly affects: readonly string[];
}

/** A change of the text at a finding's file: `text` in place of a range of offsets. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** An edit that changes what ships, so that a person must choose it; `messageId` says what it does. */
export interface Suggestion extends Edit {
  readonly messageId: string;
}

/** A verdict or cause that breaks a rule's promise. One fact, one finding; over several entries it names them. */
export interface Finding {
  /** "go-dockerfile/no-missing-interpreter" */
  readonly rule: string;
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  readonly at: Origin;
  readonly evidence: Evidence;
  /** ids of the entries in which it is proven */
  readonly entries: readonly string[];
  /** right in all entries, and keeps what ships as it is, if anything does; absent: none */
  readonly fix?: Edit;
  /** absent: none */
  readonly suggestions?: readonly Suggestion[];
}

/** A part of the analysis that threw. The rest went on. */
export interface Defect {
  /** the file whose analysis threw */
  readonly file: string;
  readonly message: string;
  readonly stack: string;
}

export interface Project {
  /** date that floating tags were resolved for */
  readonly asOf: string;
  readonly entries: readonly Entry[];
  readonly invocations: readonly BuildInvocation[];
  readonly shipments: readonly Shipment[];
  /** what the images are asked for by their own instructions */
  readonly containers: readonly Container[];
  readonly notUnderstood: readonly NotUnderstood[];
  readonly assumptions: readonly Hop[];
  /** Go packages by how their content was known */
  readonly sources: { readonly repository: number; readonly vendor: number; readonly moduleCache: number; readonly facts: number; readonly assumed: number };
  readonly findings: readonly Finding[];
  /** our own bugs: what could not be analysed because an invariant of ours is broken */
  readonly defects: readonly Defect[];
  /** what the settings say of nothing that is there, or no longer */
  readonly unusedSettings: readonly SettingsProblem[];
  findingsFor(file: string, rule: string): readonly Finding[];
  /**
   * Where a finding may be shown when its own file is linted by nobody, nearest first: the files of its evidence, what its entries build and where they
   * start, and the go.mod above it.
   */
  homesOf(finding: Finding): readonly string[];
  /**
   * The way of a flag to each go command: of go (`-ldflags`, `-tags`), of the linker (`-X`, `-linkmode`), of a variable that -X sets (`main.version`) or of one of the
   * environment (`CGO_ENABLED`).
   */
  waysOf(flag: string): FlagWays;
  /** 1-based line and 0-based column of an offset in a file of the workspace */
  positionOf(file: string, offset: number): { readonly line: number; readonly column: number };
}
