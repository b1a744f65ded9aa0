/** What evaluating build files gives: effects in the order in which they happen, and the machine on which they happened. */
import type { Hop, Origin, Reason, Traced, Verdict, Word } from "../text/index.js";
import type { CallingMake } from "./calling-make.js";
import type { Environment } from "./environment.js";
import type { FileView } from "./files/view.js";
import type { LeftAssignment, LostAssignment } from "./lost.js";

/** Whether an effect happens in every way the build can go, or only in some. */
export type Certainty = "must" | "may";

/** One command as the operating system would start it. */
export interface CommandCall {
  /** after expansion and quote removal; `words[0]` is the program */
  readonly words: readonly Word[];
  /** what the command sees: only exported variables and assignment prefixes */
  readonly environment: Environment;
  /** absolute directory; null when not known */
  readonly directory: string | null;
  /** the text of the command where it is written */
  readonly at: Origin;
  /** outermost first: Dockerfile RUN → make target → recipe line → script */
  readonly chain: readonly Hop[];
  readonly certainty: Certainty;
  /** text fed to standard input by a here-document or a pipe; null when there is none or it is not known */
  readonly input: Traced | null;
  /** assignments before it that it does not see; absent: none */
  readonly lost?: readonly LostAssignment[];
  /** the make that runs it; absent: none does */
  readonly make?: CallingMake;
  /** absent: "no" */
  readonly failureTolerated?: Tolerance;
  /** processes between the first one and it, outermost first; absent: none */
  readonly waiting?: readonly WaitingProcess[];
}

/** A process that stays while a command runs that it started. */
export interface WaitingProcess {
  readonly kind: "shell" | "program";
  /** the command that it waits for, in the text of a shell; else itself */
  readonly at: Origin;
  /** false when it may become the command instead */
  readonly stays: boolean;
  /** it has nothing else to do, and treats signals as it would by itself */
  readonly isPlain: boolean;
}

/** Whether the build goes on when a command fails. */
export type Tolerance =
  /** a build in which it fails ships nothing, so that ways on which it does are not followed */
  | "no"
  /** `make || true`, `make; echo done` */
  | "yes"
  /** the status counts for nothing, but scripts are taken not to give up (`exit 1`, `set -e`): `$(shell ./version.sh)`, whose output would be no value that anyone ships */
  | "of the status";

/** What a command did, as the shell that ran it sees it. */
export interface CommandResult {
  /** "unknown" for every program of which it is not known that it succeeds: both sides of `||` are then evaluated, one of them as "may" */
  readonly status: "success" | "failure" | "unknown";
  /** standard output, for command substitutions */
  readonly output: Traced;
  /** what it prints when it fails, where that is another text; absent: it is not */
  readonly failureOutput?: Traced;
}

/** What a script did. */
export interface ShellResult extends CommandResult {
  /** assignments that end with the shell; absent: none */
  readonly left?: readonly LeftAssignment[];
}

export interface GoCommandEffect {
  readonly kind: "go";
  readonly call: CommandCall;
  /** the file system at that moment */
  readonly files: FileView;
  /** what the machine offers to the build: toolchain version and compilers are looked up here */
  readonly machine: MachineFacts;
}

export interface InstallPackagesEffect {
  readonly kind: "install-packages";
  readonly manager: PackageManager;
  readonly names: readonly string[];
  readonly remove: boolean;
  /** false when some names are not known */
  readonly complete: boolean;
  readonly certainty: Certainty;
  readonly at: Origin;
  readonly chain: readonly Hop[];
}

export interface NotUnderstoodEffect {
  readonly kind: "not-understood";
  readonly reason: Reason;
  /** the driver or program that is not understood: "mage", "bazel", "./configure" */
  readonly driver: string;
  /** whether a Go build may hide in it */
  readonly mayBuildGo: boolean;
  readonly chain: readonly Hop[];
}

/** What asks for an image build. */
export type ImageBuildCaller = "docker-build" | "compose" | "bake" | "workflow";

/** Something that builds an image: a caller of a Dockerfile. */
export interface ImageBuildEffect {
  readonly kind: "image-build";
  readonly caller: ImageBuildCaller;
  /** `at` is where the build is asked for: the command, the service, the target, the step */
  readonly call: CommandCall;
  /** absolute path of the Dockerfile; null for the default, `Dockerfile` in the context */
  readonly dockerfile: Verdict<string | null>;
  /** absolute directory of the build context */
  readonly context: Verdict<string>;
  readonly target: Verdict<string | null>;
  /** platforms that are named; empty without one */
  readonly platforms: Verdict<readonly string[]>;
  readonly buildArgs: ReadonlyMap<string, Traced>;
  /** where the name of each build argument is written */
  readonly argumentsAt: ReadonlyMap<string, Origin>;
  /** false when words that are not known may pass more */
  readonly complete: boolean;
  /** further contexts by name: an absolute directory, `docker-image://…`, `target:…` */
  readonly namedContexts: ReadonlyMap<string, Traced>;
  /** those of them that are images which the same caller builds: `target:base` of bake, `service:base` of compose; absent: none */
  readonly builtContexts?: ReadonlyMap<string, ImageBuildRequest>;
  /** false when it gives files, or nothing but a cache (`--output type=local`) */
  readonly makesImage: boolean;
  /** the machine's file system at that moment: the context may be a directory that earlier commands filled */
  readonly files: FileView;
  /** the image is sent to a registry, as far as the caller says */
  readonly pushes: boolean;
  /** what earlier commands of the same machine built, by absolute path */
  readonly artifacts: readonly { readonly path: string; readonly ids: readonly string[] }[];
}

/** An image build as its caller asks for it, before it is known what the machine holds then. */
export type ImageBuildRequest = Omit<ImageBuildEffect, "kind" | "artifacts" | "files">;

/** `go mod download` that fails for certain: a directory to which a replace line leads is not there (fact s1). */
export interface FailingDownloadEffect {
  readonly kind: "failing-download";
  readonly call: CommandCall;
  /** as go.mod writes it */
  readonly path: string;
  /** of the module and its replacement, "example.com/lib@v0.0.0 (replaced by ./lib)" */
  readonly text: string;
  /** the replace line; null in a file that was written during the build */
  readonly at: Origin | null;
}

/** A command that may write files which are not followed: `go generate`, `go test -c`. */
export interface MayWriteEffect {
  readonly kind: "may-write";
  readonly at: Origin;
}

export type Effect = FailingDownloadEffect | MayWriteEffect | GoCommandEffect | InstallPackagesEffect | ImageBuildEffect | NotUnderstoodEffect;

export type PackageManager = "apt" | "apk" | "dnf" | "yum" | "microdnf" | "zypper" | "pacman";

/** What is installed on the machine that runs a command. Answers are about this moment of the build. */
export interface MachineFacts {
  /** facts of the base image, null when it is the build machine of a person or CI (nothing is known then) */
  readonly baseImage: string | null;
  /** names of installed packages by manager, as far as seen; `complete` false when something not understood may have installed more */
  readonly packages: readonly { readonly manager: PackageManager; readonly name: string; readonly certainty: Certainty; readonly removed: boolean; readonly at: Origin }[];
  readonly packagesComplete: boolean;
  /** GOOS and GOARCH of the machine itself */
  readonly os: string;
  readonly arch: string;
}
