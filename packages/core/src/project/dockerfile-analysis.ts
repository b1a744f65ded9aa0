import { evaluateDockerfile, type BaseImageFacts, type BuiltImage, type DockerfileHost, type Platform, type Stage, type StageIdentity } from "../evaluate/dockerfile/index.js";
import { contextFiles, REPOSITORY_MOUNT, unknownFiles, type FileView } from "../evaluate/files/index.js";
import { goHost } from "../image/index.js";
import { ship, type Container, type ContainerAdditions, type Shipment } from "../shipment/index.js";
import type { Dockerfile } from "../syntax/dockerfile/index.js";
import { known, literalOf, originOf, unknown, type Hop, type Reason, type Verdict } from "../text/index.js";
import { buildContext, join } from "../workspace/index.js";
import { BuildLog, type Build } from "./builds.js";
import { goRefusal } from "./go-refusal.js";
import { goVersionFor } from "./go-version.js";
import { linkedGoroot } from "./goroot.js";
import { ImageTable } from "./image-table.js";
import { builtStages, imageStages } from "./images.js";
import type { DockerfileEntry, Entry } from "./model.js";
import { programFacts } from "./program-facts.js";
import type { Session } from "./session.js";
import type { SaidOfImage } from "./settings/index.js";

export interface DockerfileAnalysis {
  readonly entry: DockerfileEntry;
  readonly role: "shipped" | "dev";
  readonly stages: readonly Stage[];
  readonly builds: readonly Build[];
  readonly shipments: readonly Shipment[];
  readonly containers: readonly Container[];
  /** stages that are images, and that are not known */
  readonly unknownImages: readonly Reason[];
  /** programs that its images start and that were not found */
  readonly unseen: readonly Reason[];
  readonly assumptions: readonly Hop[];
  /** those of them that are about base images of which nothing is known */
  readonly assumedOfImages: readonly Hop[];
}

export interface AnalysisOptions {
  readonly files: FileView;
  readonly hostBuild: (id: string) => Build | null;
  readonly role: "shipped" | "dev";
  readonly session: Session;
  /** see `BuildRequest` */
  readonly assumesUnset: boolean;
}

export const BUILD_PLATFORM: Platform = { os: "linux", arch: "amd64", variant: "" };

/** Evaluates a Dockerfile as one caller builds it, and looks at what its images ship. */
export function analyzeDockerfile(
  entry: DockerfileEntry,
  { files, hostBuild, role, session, assumesUnset }: AnalysisOptions,
): DockerfileAnalysis {
  const tree = session.sources.dockerfile(entry.dockerfile);
  if (tree === null) return { entry, role, stages: [], builds: [], shipments: [], containers: [], unknownImages: [], unseen: [], assumptions: [], assumedOfImages: [] };
  const images = new ImageTable(session);
  const evaluation: EntryEvaluation = { files, images, session, assumesUnset, logs: [], assumptions: [], others: [] };
  const stages = stagesOf(entry, tree, evaluation);
  const { logs, assumptions } = evaluation;
  const built = builtStages(stages, entry);
  const builds = logs.filter(({ stage }) => stage === null || built.some(({ index }) => index === stage)).flatMap(({ log }) => log.builds);
  const unsteady = new Set(logs.filter(({ facts }) => !images.hasSteadyLibc(facts)).flatMap(({ log }) => log.builds.map(({ id }) => id)));
  const builders = new Map(logs.flatMap(({ log, facts }) => log.builds.map(({ id }) => [id, images.imageOf(facts)] as const)));
  const shipped = imageStages(stages, entry);
  const find = (id: string): Build | null => builds.find((build) => build.id === id) ?? hostBuild(id);
  const cargo = shipped.map((stage) => {
    const { reference, facts } = bottom(stage, stages);
    const said = session.said.of(entry.dockerfile, stage.name ?? String(stage.index));
    return ship({
      entry: entry.id,
      stage,
      stages,
      reference,
      base: images.imageOf(facts),
      role: said?.role ?? role,
      ...(said === null ? {} : { additions: additionsOf(said) }),
      ...(said?.policy == null ? {} : { policy: said.policy }),
      platformIsAssumed: entry.platformIsAssumed === true,
      // Beside a Dockerfile in a directory of its own the context may as well be the root.
      contextIsGuessed: entry.kind === "assumed" && entry.dockerfile.includes("/"),
      makesImage: entry.makesImage,
      build(id) {
        const build = find(id);
        if (build === null) return null;
        return {
          id,
          at: build.call.at,
          main: build.main.kind === "known" ? build.main.value : null,
          linkage: build.linkage,
          steadyLibc: !unsteady.has(id),
          goroot: linkedGoroot(build, builders.get(id) ?? null),
          program: () => programFacts(build, session.workspace),
        };
      },
    });
  });
  const shipments = cargo.flatMap((one) => one.shipments);
  const unknownImages = shipped.flatMap((stage) => {
    const { unknown: why } = bottom(stage, stages);
    return why === null || !shipments.some((shipment) => shipment.stage.index === stage.index) ? [] : [{ ...why, at: why.at ?? stage.at }];
  });
  // Images for development and tests are not spoken of.
  const unseen = role === "shipped" ? cargo.flatMap((one) => one.unseen) : [];
  const assumedOfImages = [...built, ...evaluation.others].map(({ assumption }) => assumption()).filter((hop) => hop !== null);
  return { entry, role, stages: built, builds, shipments, containers: cargo.map(({ container }) => container), unknownImages, unseen, assumptions: [...assumptions, ...assumedOfImages], assumedOfImages };
}

/** What the evaluation of an entry, and of the images of the same caller that it is built on, has found. */
interface EntryEvaluation {
  readonly files: FileView;
  readonly images: ImageTable;
  readonly session: Session;
  readonly assumesUnset: boolean;
  /** `stage` is null for one of another Dockerfile, of which only what is needed is evaluated */
  readonly logs: { readonly log: BuildLog; readonly facts: BaseImageFacts; readonly stage: number | null }[];
  readonly assumptions: Hop[];
  /** stages of those other images */
  readonly others: Stage[];
}

/** @param within ids of the entry whose image is built on this one, and its name there; absent: the entry is evaluated for itself */
function stagesOf(entry: DockerfileEntry, tree: Dockerfile, evaluation: EntryEvaluation, within: string | null = null): readonly Stage[] {
  const { files, images, session, assumesUnset, logs, assumptions, others } = evaluation;
  const id = within ?? entry.id;
  const remembered = new Map<string, BuiltImage | null>();
  const builtImage = (name: string): BuiltImage | null => {
    const other = entry.builtContexts?.get(name);
    const otherTree = other === undefined || other.context.startsWith("/") ? null : session.sources.dockerfile(other.dockerfile);
    if (other === undefined || otherTree === null) return null;
    const all = stagesOf(other, otherTree, evaluation, `${id} on ${name}`);
    others.push(...builtStages(all, other));
    const stage = other.target === null ? all.at(-1) : imageStages(all, other)[0];
    return stage === undefined ? null : { stage, base: bottom(stage, all) };
  };
  const host: DockerfileHost = {
    image: (reference, text, platform) => images.facts(renamed(reference, entry), platform, text),
    context: contextOf(entry, files, session),
    parsed: session.parsed,
    namedContexts: namedContexts(entry, files, images),
    builtImage(name) {
      const earlier = remembered.get(name);
      if (earlier !== undefined) return earlier;
      const built = builtImage(name);
      remembered.set(name, built);
      return built;
    },
    drivers(stage, facts) {
      const log = new BuildLog(stageId(id, stage));
      logs.push({ log, facts, stage: within === null ? stage.index : null });
      return session.drivers(log, (machine, call) => {
        const base = images.imageOf(facts);
        const { version, assumption, isLeast } = goVersionFor(base.kind === "known" ? base.value.go : null, call, machine.files, session.versionLines);
        if (assumption !== null) assumptions.push(assumption);
        return goHost({ base, machine: machine.facts(), files: machine.files.snapshot(), goVersion: version, goVersionIsLeast: isLeast, refusal: goRefusal(base, call, machine.files, session.versionLines) });
      });
    },
  };
  return evaluateDockerfile(
    tree,
    {
      dockerfile: entry.dockerfile,
      platform: entry.platform,
      buildPlatform: BUILD_PLATFORM,
      buildArgs: entry.buildArgs,
      buildArgsComplete: entry.buildArgsComplete,
      assumesUnset,
    },
    host,
  );
}

function additionsOf({ mounts, environment, entrypoint }: SaidOfImage): ContainerAdditions {
  return {
    mounts: mounts.map(({ value, at }) => ({ path: value, at })),
    environment,
    entrypoint: entrypoint === null ? null : { words: entrypoint.value, at: entrypoint.at },
  };
}

function contextOf(entry: DockerfileEntry, files: FileView, session: Session) {
  if (entry.context.startsWith("/")) return contextFiles(files, entry.context, { included: () => true });
  const context = buildContext(session.workspace, { directory: entry.context, dockerfile: entry.dockerfile });
  return contextFiles(files, join(REPOSITORY_MOUNT, entry.context), context);
}

/** A context may stand for an image that FROM names. Source: docker buildx build, `--build-context`. */
function renamed(reference: Verdict<string>, { namedContexts: named }: Entry): Verdict<string> {
  const value = reference.kind === "known" ? named.get(reference.value) : undefined;
  if (value === undefined) return reference;
  const image = /^docker-image:(?:\/\/)?(.+)$/.exec(literalOf(value) ?? "")?.[1];
  return image === undefined ? unknown({ code: "image", text: "a build context that is the base image", at: originOf(value) }) : known(image);
}

/** Directories of the repository, and images; what is neither is not known, and left to the evaluation. */
function namedContexts({ namedContexts: named, platform }: Entry, files: FileView, images: ImageTable): ReadonlyMap<string, FileView> {
  return new Map(
    [...named].map(([name, value]): readonly [string, FileView] => {
      const text = literalOf(value);
      const reason: Reason = { code: "caller", text: `the build context ${name}`, at: originOf(value) };
      if (text === null) return [name, unknownFiles(reason)];
      const image = /^docker-image:(?:\/\/)?(.+)$/.exec(text)?.[1];
      if (image !== undefined) return [name, images.facts(known(image), platform).facts.files()];
      return [name, text.startsWith("/") ? contextFiles(files, text, { included: () => true }) : unknownFiles(reason)];
    }),
  );
}

/** The base of the stage at the bottom of a chain of `FROM stage`. */
function bottom(stage: Stage, stages: readonly Stage[]): BuiltImage["base"] {
  let at = stage;
  for (;;) {
    if (at.base.kind === "image") return at.base;
    const below = stages[at.base.index];
    if (below === undefined) throw new Error(`stage ${at.index} continues a stage that does not exist`);
    at = below;
  }
}

function stageId(entry: string, stage: StageIdentity): string {
  return `${entry}:${stage.name ?? stage.index}`;
}
