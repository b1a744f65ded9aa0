import { parsePlatform, platformText, type Platform } from "../evaluate/dockerfile/index.js";
import { REPOSITORY_MOUNT, type FileView } from "../evaluate/files/index.js";
import type { ImageBuildEffect, ImageBuildRequest } from "../evaluate/model.js";
import type { Dockerfile } from "../syntax/dockerfile/index.js";
import { literalOf, type Hop, type Origin, type Traced } from "../text/index.js";
import { inside, join } from "../workspace/index.js";
import { possibleContexts } from "./contexts.js";
import { mergeCallers, type CalledEntry } from "./entry-merge.js";
import type { DockerfileEntry } from "./model.js";
import { asSaid, entryAsSaid, saidOf, targetsToAdd } from "./said-entries.js";
import type { Session } from "./session.js";

const DEFAULT_PLATFORM: Platform = { os: "linux", arch: "amd64", variant: "" };

export interface Entries {
  readonly entries: readonly DockerfileEntry[];
  /** by id of an entry: what the machines that start it have built before */
  readonly artifacts: ReadonlyMap<string, CalledEntry["artifacts"]>;
  /** by id of an entry: the file systems of contexts that are no directories of the repository */
  readonly assembled: ReadonlyMap<string, FileView>;
  readonly assumptions: readonly Hop[];
}

/**
 * Who builds each Dockerfile: the image builds that the repository starts, and for a Dockerfile whose image none of them builds an assumed caller,
 * who passes nothing that is known and leaves every default as it is.
 */
export function findEntries(dockerfiles: readonly string[], imageBuilds: readonly ImageBuildEffect[], session: Session): Entries {
  const entries: DockerfileEntry[] = [];
  const artifacts = new Map<string, CalledEntry["artifacts"]>();
  const assembled = new Map<string, FileView>();
  const assumptions: Hop[] = [];
  const calls = imageBuilds.flatMap((effect) => calledDockerfile(effect));
  for (const dockerfile of dockerfiles) {
    const tree = session.sources.dockerfile(dockerfile);
    if (tree === null) continue;
    const own = calls.filter((call) => call.dockerfile === dockerfile);
    const found = own.flatMap(({ effect, context }) => platformsOf(effect, session).map((chosen) => asSaid(calledEntry(dockerfile, context, effect, chosen), session)));
    const called = [...found, ...saidEntries(dockerfile, found, tree, session)];
    const targets = new Set(called.flatMap(({ entry }) => (entry.target === null || !entry.makesImage ? [] : [entry.target])));
    for (const merged of mergeCallers(called)) {
      entries.push(merged.entry.target === null && targets.size > 0 ? { ...merged.entry, otherTargets: [...targets] } : merged.entry);
      if (merged.files !== null) assembled.set(merged.entry.id, merged.files);
      if (merged.artifacts.length > 0) artifacts.set(merged.entry.id, merged.artifacts);
    }
    if (called.some(({ entry }) => entry.makesImage && buildsImage(entry.target, tree))) continue;
    const assumed = unstartedEntries(dockerfile, null, tree, session);
    entries.push(...(targets.size === 0 ? assumed : assumed.map((entry) => ({ ...entry, otherTargets: [...targets] }))));
    if (saidOf({ dockerfile, target: null }, session)?.context != null) continue;
    const contexts = [...new Set(assumed.map(({ context }) => context))];
    const at: Origin = { file: dockerfile, start: 0, end: 0 };
    assumptions.push({ fact: "", text: `${dockerfile} is built with context ${contexts.map((context) => `"${context === "" ? "." : context}"`).join(" or ")} and the defaults of its build arguments`, at });
  }
  return { entries, artifacts, assembled, assumptions };
}

/** The builds of targets that nobody but the settings names. */
function saidEntries(dockerfile: string, found: readonly CalledEntry[], tree: Dockerfile, session: Session): readonly CalledEntry[] {
  const targets = targetsToAdd(dockerfile, found, tree, session);
  return targets.flatMap(({ value }) => unstartedEntries(dockerfile, value, tree, session).map((entry): CalledEntry => ({ entry, files: null, artifacts: [] })));
}

/** A build that nothing in the repository starts, on every platform and with every context that it may have. */
function unstartedEntries(dockerfile: string, target: string | null, tree: Dockerfile, session: Session): readonly DockerfileEntry[] {
  const said = saidOf({ dockerfile, target }, session);
  const contexts = said?.context == null ? possibleContexts(dockerfile, tree, session.workspace) : [said.context.value];
  return settingsPlatforms(session).flatMap(({ platform, assumed }) =>
    contexts.map((context): DockerfileEntry => {
      const entry = { ...assumedEntry({ dockerfile, context, target, platform }, contexts.length > 1), platformIsAssumed: assumed };
      return said === null ? entry : entryAsSaid(entry, said);
    }),
  );
}

/** Whether a caller builds what the Dockerfile is for: callers that want a stage for tests alone leave that to somebody else. */
function buildsImage(target: string | null, { stages }: Dockerfile): boolean {
  const last = stages.at(-1);
  if (target === null || last === undefined) return true;
  const name = last.alias === null ? null : literalOf(last.alias.text);
  return target.toLowerCase() === name?.toLowerCase() || target === String(stages.length - 1);
}

function calledDockerfile<T extends ImageBuildRequest>(effect: T): readonly { readonly dockerfile: string; readonly context: string; readonly effect: T }[] {
  if (effect.context.kind === "unknown" || effect.dockerfile.kind === "unknown") return [];
  const dockerfile = repositoryPath(effect.dockerfile.value ?? join(effect.context.value, "Dockerfile"));
  return dockerfile === null ? [] : [{ dockerfile, context: repositoryPath(effect.context.value) ?? effect.context.value, effect }];
}

function repositoryPath(path: string): string | null {
  return inside(path, REPOSITORY_MOUNT) ? path.slice(REPOSITORY_MOUNT.length + 1) : null;
}

interface ChosenPlatform {
  readonly platform: Platform;
  /** nobody names it */
  readonly assumed: boolean;
}

function platformsOf(effect: ImageBuildEffect, session: Session): readonly ChosenPlatform[] {
  const named = effect.platforms.kind === "known" ? namedPlatforms(effect.platforms.value) : [];
  return named.length > 0 ? named : settingsPlatforms(session);
}

function settingsPlatforms({ settings }: Session): readonly ChosenPlatform[] {
  const named = namedPlatforms(settings.platforms ?? []);
  return named.length > 0 ? named : [{ platform: DEFAULT_PLATFORM, assumed: true }];
}

function namedPlatforms(texts: readonly string[]): readonly ChosenPlatform[] {
  return texts.map((text) => parsePlatform(text.trim())).flatMap((platform) => (platform === null ? [] : [{ platform, assumed: false }]));
}

function calledEntry(dockerfile: string, context: string, effect: ImageBuildEffect, { platform, assumed }: ChosenPlatform): CalledEntry {
  return {
    entry: requestedEntry(dockerfile, context, effect, { platform, assumed }),
    files: context.startsWith("/") ? effect.files : null,
    artifacts: effect.artifacts.filter(({ path }) => inside(path, join(REPOSITORY_MOUNT, context))),
  };
}

function requestedEntry(dockerfile: string, context: string, effect: ImageBuildRequest, chosen: ChosenPlatform): DockerfileEntry {
  const { platform, assumed } = chosen;
  const target = effect.target.kind === "known" ? effect.target.value : null;
  const { at } = effect.call;
  // For each image of the same caller the same platform is built.
  const built = [...(effect.builtContexts ?? [])].flatMap(([name, request]) => calledDockerfile(request).map((found) => [name, requestedEntry(found.dockerfile, found.context, found.effect, chosen)] as const));
  return {
    id: `${dockerfile}${target === null ? "" : `#${target}`}@${platformText(platform)}`,
    kind: effect.caller,
    at,
    callers: [{ kind: effect.caller, at, argumentsAt: effect.argumentsAt, pushes: effect.pushes }],
    dockerfile,
    context,
    target,
    platform,
    platformIsAssumed: assumed,
    buildArgs: effect.buildArgs,
    buildArgsComplete: effect.complete,
    namedContexts: effect.namedContexts,
    makesImage: effect.makesImage,
    environment: new Map(),
    goals: [],
    ...(built.length === 0 ? {} : { builtContexts: new Map(built) }),
  };
}

function assumedEntry({ dockerfile, context, target, platform }: Pick<DockerfileEntry, "dockerfile" | "context" | "target" | "platform">, ambiguous: boolean): DockerfileEntry {
  return {
    id: `${dockerfile}${target === null ? "" : `#${target}`}@${platformText(platform)}${ambiguous ? ` in ${context === "" ? "." : context}` : ""}`,
    kind: "assumed",
    at: null,
    callers: [],
    dockerfile,
    context,
    target,
    platform,
    buildArgs: new Map<string, Traced>(),
    buildArgsComplete: false,
    namedContexts: new Map(),
    makesImage: true,
    environment: new Map(),
    goals: [],
  };
}
