import { parsePlatform, platformText, type Platform } from "../evaluate/dockerfile/index.js";
import { REPOSITORY_MOUNT } from "../evaluate/files/index.js";
import type { ImageBuildEffect } from "../evaluate/model.js";
import type { Hop, Origin, Traced } from "../text/index.js";
import { inside, join } from "../workspace/index.js";
import { possibleContexts } from "./contexts.js";
import type { Entry } from "./model.js";
import type { Session } from "./session.js";

const DEFAULT_PLATFORM: Platform = { os: "linux", arch: "amd64", variant: "" };

export interface Entries {
  readonly entries: readonly Entry[];
  readonly assumptions: readonly Hop[];
}

/**
 * Who builds each Dockerfile: the image builds that make goals start, and for a Dockerfile that none of them builds an assumed caller, who passes
 * nothing that is known and leaves every default as it is.
 */
export function findEntries(dockerfiles: readonly string[], imageBuilds: readonly ImageBuildEffect[], session: Session): Entries {
  const entries: Entry[] = [];
  const assumptions: Hop[] = [];
  const calls = imageBuilds.flatMap((effect) => calledDockerfile(effect));
  for (const dockerfile of dockerfiles) {
    const own = calls.filter((call) => call.dockerfile === dockerfile);
    const called = own.flatMap(({ effect, context }) => platformsOf(effect, session).map((chosen) => ({ ...calledEntry(dockerfile, context, effect, chosen.platform), platformIsAssumed: chosen.assumed })));
    if (called.length > 0) {
      entries.push(...distinct(called));
      continue;
    }
    const tree = session.sources.dockerfile(dockerfile);
    if (tree === null) continue;
    const contexts = possibleContexts(dockerfile, tree, session.workspace);
    for (const { platform, assumed } of settingsPlatforms(session)) {
      for (const context of contexts) entries.push({ ...assumedEntry(dockerfile, context, platform, contexts.length > 1), platformIsAssumed: assumed });
    }
    const at: Origin = { file: dockerfile, start: 0, end: 0 };
    assumptions.push({ fact: "", text: `${dockerfile} is built with context ${contexts.map((context) => `"${context === "" ? "." : context}"`).join(" or ")} and the defaults of its build arguments`, at });
  }
  return { entries, assumptions };
}

function calledDockerfile(effect: ImageBuildEffect): readonly { readonly dockerfile: string; readonly context: string; readonly effect: ImageBuildEffect }[] {
  if (effect.context.kind === "unknown" || effect.dockerfile.kind === "unknown") return [];
  const context = repositoryPath(effect.context.value);
  const dockerfile = repositoryPath(effect.dockerfile.value ?? join(effect.context.value, "Dockerfile"));
  return context === null || dockerfile === null ? [] : [{ dockerfile, context, effect }];
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
  return texts.map(parsePlatform).flatMap((platform) => (platform === null ? [] : [{ platform, assumed: false }]));
}

function calledEntry(dockerfile: string, context: string, effect: ImageBuildEffect, platform: Platform): Entry {
  const target = effect.target.kind === "known" ? effect.target.value : null;
  return {
    id: `${dockerfile}${target === null ? "" : `#${target}`}@${platformText(platform)} by ${effect.call.at.file}`,
    kind: "docker-build",
    at: effect.call.at,
    dockerfile,
    context,
    target,
    platform,
    buildArgs: effect.buildArgs,
    buildArgsComplete: effect.complete,
    environment: new Map(),
    goals: [],
  };
}

function assumedEntry(dockerfile: string, context: string, platform: Platform, ambiguous: boolean): Entry {
  return {
    id: `${dockerfile}@${platformText(platform)}${ambiguous ? ` in ${context === "" ? "." : context}` : ""}`,
    kind: "assumed",
    at: null,
    dockerfile,
    context,
    target: null,
    platform,
    buildArgs: new Map<string, Traced>(),
    buildArgsComplete: false,
    environment: new Map(),
    goals: [],
  };
}

/** Several lines may build one Dockerfile: those that differ in what they pass get numbers. */
function distinct(entries: readonly Entry[]): readonly Entry[] {
  const byForm = new Map<string, Entry>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.id, entry.context, entry.buildArgsComplete, [...entry.buildArgs]]);
    if (!byForm.has(key)) byForm.set(key, entry);
  }
  const counts = new Map<string, number>();
  return [...byForm.values()].map((entry) => {
    const count = (counts.get(entry.id) ?? 0) + 1;
    counts.set(entry.id, count);
    return count === 1 ? entry : { ...entry, id: `${entry.id}~${count}` };
  });
}
