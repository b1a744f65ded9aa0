/** An artifact in a runtime image, and whether it can live there. */
import type { BaseImage } from "../image/model.js";
import type { Linkage } from "../linkage/model.js";
import type { Evidence, Origin, Reason, Verdict } from "../text/index.js";
import type { Platform } from "../evaluate/dockerfile/model.js";
import type { UserList } from "../evaluate/files/index.js";
import type { WaitingProcess } from "../evaluate/model.js";

/** The image in which a container starts. Paths are asked of the final stage's file system; packages installed there count. */
export interface RuntimeImage {
  /** as written after FROM, expanded; of a stage that continues another, the image at the bottom */
  readonly reference: Verdict<string>;
  readonly base: Verdict<BaseImage>;
  readonly platform: Platform;
  /** whether a file is there, packages and copies considered */
  has(path: string): Verdict<boolean>;
  /** text of a file, with its workspace path when it was copied from the repository; null when it is not there */
  text(path: string): Verdict<{ readonly text: string; readonly source: string | null } | null>;
  /** CA bundle: a path that Go reads, or null (fact k2) */
  readonly caCertificates: Verdict<string | null>;
  /** a complete zoneinfo database, where Go looks for it (fact h7) */
  readonly zoneinfo: Verdict<boolean>;
  /** data of one zone in the directories where Go looks; the places that a program has besides are not asked */
  zone(name: string): Verdict<boolean>;
  readonly libc: Verdict<{ readonly kind: "glibc" | "musl" | "uclibc" | null; readonly version: string | null }>;
  readonly shell: Verdict<string | null>;
  /** what /etc/passwd says; null where it was not found: `has` tells whether it is known to be missing */
  readonly users: UserList | null;
  /** path at which the loader finds a library; null when it finds none (fact l2) */
  library(soname: string): Verdict<string | null>;
  /** ENV of the image */
  environment(name: string): Verdict<string | null>;
}

/** What a program needs of its image, and what the instructions of an image need of it themselves: "command" and what follows. */
export type RequirementKind =
  | "interpreter"
  | "glibc"
  | "architecture"
  | "shared-library"
  | "likely-shared-library"
  | "newer-library"
  | "static-lookup"
  | "ca-certificates"
  | "likely-ca-certificates"
  | "zoneinfo"
  | "legacy-zone"
  | "user-lookup"
  | "temporary-directory"
  | "program"
  | "signals"
  | "command"
  | "script-interpreter"
  | "shell"
  | "exec-form"
  | "user";

export interface Requirement {
  readonly kind: RequirementKind;
  /** what is needed: a path, "GLIBC_2.34", "linux/arm64", a zone name */
  readonly subject: string;
  readonly verdict: "met" | "unmet" | "unknown";
  /** why it is not known; null when it is */
  readonly reason: Reason | null;
  /** what to do, as an imperative sentence; "" when met */
  readonly remedy: string;
  readonly evidence: Evidence;
  /** the instruction that asks for it; absent when the program does */
  readonly by?: AskedBy;
}

export interface AskedBy {
  /** "USER" */
  readonly instruction: string;
  readonly at: Origin;
  /** `text` in place of a range of offsets of its file; null where no edit is certain */
  readonly cure: { readonly start: number; readonly end: number; readonly text: string } | null;
}

/** A Go binary, as built. Several invocations may write one path; they agree when every question that both answer has one answer. */
export interface Artifact {
  /** absolute path in the image */
  readonly path: string;
  /** import path of the main package; null when not known */
  readonly main: string | null;
  readonly builtAt: Origin;
  readonly invocations: readonly string[];
  readonly agree: boolean;
  readonly linkage: Linkage;
}

/** Why a verdict is computed but not spoken (UX.md, "When a verdict may be spoken"); null when it may be. */
export type Silence = "no command" | "not shipped" | "not executed";

/** What a team asks of an image besides that it works. */
export interface Policy {
  /** the program must be linked statically */
  readonly static?: boolean | undefined;
  /** USER must be a number */
  readonly numericUser?: boolean | undefined;
  /** the newest glibc that the program may need: "2.31" */
  readonly maxGlibc?: string | undefined;
}

export interface Shipment {
  readonly id: string;
  readonly entry: string;
  readonly dockerfile: string;
  readonly stage: { readonly index: number; readonly name: string | null };
  readonly platform: Platform;
  /** the instruction that brings the artifact into the image */
  readonly at: Origin;
  readonly image: RuntimeImage;
  readonly artifact: Artifact;
  /** how the container starts it; null when it is only carried */
  readonly executedBy: {
    readonly text: string;
    readonly at: Origin | null;
    /** processes that stay above it, outermost first */
    readonly above: Verdict<readonly WaitingProcess[]>;
  } | null;
  readonly silence: Silence | null;
  /** what the settings ask of it besides; absent: nothing */
  readonly policy?: Policy;
  readonly requirements: readonly Requirement[];
}

/** A container of an image as its instructions start it, whatever program that is. */
export interface Container {
  readonly id: string;
  readonly entry: string;
  readonly dockerfile: string;
  readonly stage: { readonly index: number; readonly name: string | null };
  readonly platform: Platform;
  readonly image: RuntimeImage;
  readonly silence: Exclude<Silence, "not executed"> | null;
  readonly policy?: Policy;
  readonly requirements: readonly Requirement[];
}
