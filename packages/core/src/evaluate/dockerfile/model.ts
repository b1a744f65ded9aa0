/** What evaluating a Dockerfile for one entry gives. Source of the behaviour: Docker's Dockerfile reference; BuildKit, dockerfile2llb/convert.go. */
import type { Instruction, StageNode } from "../../syntax/dockerfile/ast.js";
import type { Hop, Origin, Reason, Traced, Verdict } from "../../text/index.js";
import type { BuildMachine, DriverTable } from "../build-machine.js";
import type { Environment } from "../environment.js";
import type { FileView } from "../files/view.js";
import type { MachineFiles, ShellDialect } from "../machine.js";
import type { ParsedTexts } from "../parsed-texts.js";

export interface Platform {
  readonly os: string;
  readonly arch: string;
  /** "v7" of linux/arm/v7; "" without one */
  readonly variant: string;
}

/** What evaluation needs of a base image; the facts themselves are above this layer. */
export interface BaseImageFacts {
  /** key of the facts ("debian:bookworm"); null when the image is not known */
  readonly key: string | null;
  /** ENV of the image; null when not known: then any variable may be set */
  readonly environment: ReadonlyMap<string, string> | null;
  /** further variables that it may set, to what is not known */
  readonly unknownVariables?: readonly string[];
  readonly user: string | null;
  readonly directory: string | null;
  readonly shell: ShellDialect;
  readonly entrypoint: Verdict<readonly string[] | null>;
  readonly cmd: Verdict<readonly string[] | null>;
  /** a fresh file system with the content of the image */
  files(): MachineFiles;
}

export interface DockerfileHost {
  /**
   * What a reference means; for an image that is not known, facts that know nothing and the reason why. `text` is the reference as far as it is
   * known.
   */
  image(reference: Verdict<string>, text: Traced, platform: Platform): { readonly facts: BaseImageFacts; readonly unknown: Reason | null };
  /** the build context, with what other builds of the repository write into it */
  readonly context: FileView;
  /** further contexts by name (`--build-context name=…`) */
  readonly namedContexts: ReadonlyMap<string, FileView>;
  /** an image that the same caller builds, under the name that FROM and COPY --from give it; absent: there are none */
  builtImage?(name: string): BuiltImage | null;
  /** drivers for the commands of a stage; `facts` are those of the image at its bottom */
  drivers(stage: StageIdentity, facts: BaseImageFacts): DriverTable;
  /** shared by the machines of the stages; absent: nothing is shared */
  readonly parsed?: ParsedTexts;
}

/** The last stage of another build. */
export interface BuiltImage {
  readonly stage: Stage;
  /** what stands at the bottom of its stages */
  readonly base: Extract<StageBase, { kind: "image" }>;
}

export interface StageIdentity {
  readonly dockerfile: string;
  readonly index: number;
  readonly name: string | null;
  readonly platform: Platform;
}

/** How the build is started. */
export interface BuildRequest {
  /** workspace path */
  readonly dockerfile: string;
  readonly platform: Platform;
  /** where the build runs: BUILDPLATFORM */
  readonly buildPlatform: Platform;
  /** `--build-arg`; a value that is not known is an unknown text */
  readonly buildArgs: ReadonlyMap<string, Traced>;
  /** whether `buildArgs` is all that is passed. False at an entry that no file calls: an argument without default is then unknown. */
  readonly buildArgsComplete: boolean;
  /** base images that are not known are taken to set no variables but those of Go, of compilers and of the system */
  readonly assumesUnset: boolean;
}

/** ENTRYPOINT, CMD or the command of HEALTHCHECK, after expansion. */
export interface ImageCommand {
  readonly form: "shell" | "exec";
  /** exec form: the arguments; shell form: the script */
  readonly args: readonly Traced[];
  readonly instruction: Instruction | null;
  readonly at: Origin | null;
}

/** One source of a COPY or ADD, with the path it gets in the stage. */
export interface CopyRecord {
  readonly instruction: Instruction;
  readonly at: Origin;
  /** the stage it comes from; null for the context and for images */
  readonly fromStage: number | null;
  /** absolute path in the source */
  readonly source: string;
  /** absolute path in this stage */
  readonly target: string;
  /** the source is known not to be there */
  readonly missing: boolean;
}

/** A RUN in shell form whose shell is known not to be there: the build fails. */
export interface RunWithoutShell {
  readonly instruction: Instruction;
  readonly at: Origin;
  /** path of the shell */
  readonly shell: string;
}

export type StageBase =
  /** `facts` are those of the image at the bottom */
  | { readonly kind: "stage"; readonly index: number; readonly facts: BaseImageFacts }
  | { readonly kind: "image"; readonly reference: Verdict<string>; readonly facts: BaseImageFacts; readonly unknown: Reason | null };

export interface Stage extends StageIdentity {
  readonly node: StageNode;
  readonly at: Origin;
  readonly base: StageBase;
  readonly machine: BuildMachine;
  /** what its commands rest on besides the files; read it after everything has run */
  readonly assumption: () => Hop | null;
  /** ENV after the last instruction, what a container sees */
  readonly environment: Environment;
  readonly user: Traced | null;
  readonly userAt: Origin | null;
  readonly directory: string | null;
  readonly entrypoint: ImageCommand | null;
  /** the entrypoint (or cmd) of the base image is not known */
  readonly inheritedCommandUnknown: Reason | null;
  readonly cmd: ImageCommand | null;
  readonly healthcheck: ImageCommand | null;
  /** whether ENTRYPOINT or CMD stands in this stage itself or in a stage it continues */
  readonly ownCommand: boolean;
  readonly copies: readonly CopyRecord[];
  readonly withoutShell: readonly RunWithoutShell[];
  /** the shell of shell forms: words of SHELL, /bin/sh -c by default */
  readonly shellWords: readonly Traced[];
  /** indices of the stages that it is based on, copies from or mounts */
  readonly uses: ReadonlySet<number>;
  /** whether a later stage is based on it or copies from it */
  readonly used: boolean;
}

