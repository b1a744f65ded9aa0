import type { Stage } from "../evaluate/dockerfile/index.js";
import type { BaseImage } from "../image/index.js";
import type { Linkage } from "../linkage/model.js";
import { print, type Origin, type Reason, type Verdict } from "../text/index.js";
import { inside } from "../workspace/index.js";
import { agreement } from "./agree.js";
import { executedPrograms, type ExecutedProgram } from "./executed.js";
import { asStarted, type ContainerAdditions } from "./additions.js";
import type { Artifact, Container, Policy, Requirement, RuntimeImage, Shipment, Silence } from "./model.js";
import type { ProgramFacts } from "./program.js";
import { codeRequirements } from "./requirements/code.js";
import { commandRequirements } from "./requirements/command.js";
import { certificatesRequirement, likelyCertificatesRequirement } from "./requirements/certificates.js";
import { glibcRequirement } from "./requirements/glibc.js";
import { foreignArchitecture, interpreterRequirement } from "./requirements/interpreter.js";
import { libraryRequirements } from "./requirements/libraries.js";
import { newerLibraryRequirement } from "./requirements/newer-library.js";
import { runRequirements } from "./requirements/run.js";
import { signalRequirement } from "./requirements/signals.js";
import { staticLookupRequirement } from "./requirements/static-lookup.js";
import { userRequirement } from "./requirements/user.js";
import { zoneinfoRequirements } from "./requirements/zoneinfo.js";
import { StageImage } from "./runtime-image.js";

/** A build that may have written an artifact. */
export interface ArtifactBuild {
  readonly id: string;
  readonly at: Origin;
  readonly main: string | null;
  readonly linkage: Linkage;
  /** the C library it was linked with does not depend on the day of the build */
  readonly steadyLibc: boolean;
  /** what runtime.GOROOT is in the program when the container does not set it; null with -trimpath (fact h5) */
  readonly goroot: Verdict<string | null>;
  /** what its code asks of the image */
  program(): ProgramFacts;
}

export interface ShipRequest {
  readonly entry: string;
  readonly stage: Stage;
  /** all of the Dockerfile, in order */
  readonly stages: readonly Stage[];
  readonly reference: Verdict<string>;
  readonly base: Verdict<BaseImage>;
  readonly role: "shipped" | "dev";
  /** what whoever runs the container adds to the image, as far as somebody says it; absent: nothing */
  readonly additions?: ContainerAdditions;
  readonly policy?: Policy;
  /** nobody says which directory is the build context */
  readonly contextIsGuessed: boolean;
  /** the build gives an image, not files */
  readonly makesImage: boolean;
  /** no caller and no setting names the platform */
  readonly platformIsAssumed: boolean;
  build(id: string): ArtifactBuild | null;
}

export interface Cargo {
  readonly shipments: readonly Shipment[];
  readonly container: Container;
  /** programs that the container starts and that may be Go binaries for all that is known of them */
  readonly unseen: readonly Reason[];
}

/** Every artifact that a stage's image holds, with what the image gives it. */
export function ship(request: ShipRequest): Cargo {
  const { reference, base, additions } = request;
  const stage = additions === undefined ? request.stage : asStarted(request.stage, additions);
  const mounts = additions?.mounts ?? [];
  const image = new StageImage(stage, request.stages, request.contextIsGuessed, reference, base, mounts);
  // What is mounted over a program hides it.
  const programs = executedPrograms(stage).filter(({ path }) => !mounts.some((mount) => inside(path, mount.path)));
  const shipments = stage.machine.files.artifacts().flatMap(({ path, ids }) => {
    const builds = ids.map((id) => request.build(id)).filter((build) => build !== null);
    return builds.length === 0 ? [] : [shipment(path, builds, programs, image, { ...request, stage })];
  });
  return { shipments, container: containerOf({ ...request, stage }, image), unseen: programs.flatMap((program) => unseen(program, stage)) };
}

/** A program that was copied into the image from where nobody knows what was written. Nothing is said of what lies in a base image. */
function unseen({ path, text }: ExecutedProgram, stage: Stage): readonly Reason[] {
  const file = stage.machine.files.stat(path);
  const at = broughtBy(path, stage);
  if (file.kind !== "unknown" || (file.artifacts?.length ?? 0) > 0 || at === null) return [];
  return [{ code: file.reason.code, text: `${path}, which ${text} starts: ${file.reason.text}`, at }];
}

function shipment(path: string, builds: readonly ArtifactBuild[], programs: readonly ExecutedProgram[], image: RuntimeImage, { entry, stage, role, makesImage, platformIsAssumed, policy }: ShipRequest): Shipment {
  const [first] = builds as readonly [ArtifactBuild, ...ArtifactBuild[]];
  const { linkage, agree } = agreement(builds.map((build) => build.linkage));
  // A directory on the way may be a link: /bin is /usr/bin in newer images.
  const executed = programs.find((program) => program.path === path || stage.machine.files.realPath(program.path) === path) ?? null;
  const mains = new Set(builds.map((build) => build.main));
  const artifact: Artifact = { path, main: mains.size === 1 ? first.main : null, builtAt: first.at, invocations: builds.map((build) => build.id), agree, linkage };
  const stageName = stage.name ?? String(stage.index);
  return {
    id: `${entry}:${stageName}:${path}`,
    entry,
    dockerfile: stage.dockerfile,
    stage: { index: stage.index, name: stage.name },
    platform: stage.platform,
    at: broughtBy(path, stage) ?? first.at,
    image,
    artifact,
    executedBy: executed === null ? null : { text: executed.text, at: executed.at, above: executed.above },
    silence: makesImage ? silenceOf(stage, role, executed !== null) : "no command",
    ...(policy === undefined ? {} : { policy }),
    requirements: requirements(builds, linkage, { image, platformIsAssumed, executed, stage }),
  };
}

function containerOf({ entry, stage, stages, role, makesImage, policy }: ShipRequest, image: RuntimeImage): Container {
  const user = userRequirement(stage, image);
  const silence = silenceOf(stage, role, true);
  return {
    id: `${entry}:${stage.name ?? String(stage.index)}`,
    entry,
    dockerfile: stage.dockerfile,
    stage: { index: stage.index, name: stage.name },
    platform: stage.platform,
    image,
    silence: silence === "not executed" ? null : makesImage ? silence : "no command",
    ...(policy === undefined ? {} : { policy }),
    requirements: image.platform.os === "linux" && !isWindows(stage, image) ? [...runRequirements(stage, stages), ...commandRequirements(stage, image), ...(user === null ? [] : [user])] : [],
  };
}

/** Windows has other shells, other users and no /etc/passwd; its Dockerfiles need not be built for a platform that is named. */
function isWindows({ node }: Stage, { base }: RuntimeImage): boolean {
  if (base.kind === "known") return base.value.os === "windows";
  const [reference] = node.from.args;
  return reference !== undefined && /^mcr\.microsoft\.com\/(?:windows|powershell)/.test(print(reference.text));
}

/** The gates of UX.md, in order. */
function silenceOf(stage: Stage, role: "shipped" | "dev", executed: boolean): Silence | null {
  if (stage.entrypoint === null && stage.cmd === null) return "no command";
  if (role === "dev") return "not shipped";
  return executed ? null : "not executed";
}

interface Surroundings {
  readonly image: RuntimeImage;
  readonly platformIsAssumed: boolean;
  readonly executed: ExecutedProgram | null;
  readonly stage: Stage;
}

function requirements(builds: readonly ArtifactBuild[], linkage: Linkage, { image, platformIsAssumed, executed, stage }: Surroundings): readonly Requirement[] {
  if (linkage.kind.kind === "known" && linkage.kind.value === "fails") return [];
  // Windows and macOS programs have other loaders, other stores of certificates and of time zones.
  if (image.platform.os !== "linux") return [];
  const isSteady = builds.every((build) => build.steadyLibc);
  const found: (Requirement | null)[] = [foreignArchitecture(linkage, image, platformIsAssumed), interpreterRequirement(linkage, image), glibcRequirement(linkage, image, isSteady)];
  found.push(...libraryRequirements(linkage, image, isSteady), newerLibraryRequirement(linkage, image, isSteady));
  for (const build of builds.slice(0, 1)) {
    const program = build.program();
    found.push(staticLookupRequirement(program, linkage, image), ...codeRequirements(program, linkage, image));
    found.push(certificatesRequirement(program, image), likelyCertificatesRequirement(program, linkage, image), ...zoneinfoRequirements({ program, linkage, goroot: build.goroot }, image), signalRequirement(program, executed, image, stage));
  }
  return found.filter((requirement) => requirement !== null);
}

/** The last COPY whose target is the path or a directory above it. */
function broughtBy(path: string, { copies, machine }: Stage): Origin | null {
  return copies.findLast(({ missing, target }) => !missing && (inside(path, target) || inside(path, machine.files.realPath(target))))?.at ?? null;
}
