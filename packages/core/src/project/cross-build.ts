/** Dockerfiles that are written to be built for other platforms than the one that builds them. */
import type { Platform } from "../evaluate/dockerfile/index.js";
import { expandWord, type Dockerfile } from "../syntax/dockerfile/index.js";
import { BUILD_PLATFORM, type DockerfileAnalysis } from "./dockerfile-analysis.js";
import type { DockerfileEntry } from "./model.js";
import type { Sources } from "./sources.js";

/**
 * Whoever builds without naming a platform builds for his own. A file that asks for cross-building is looked at for another one, too: with what its
 * caller passes, or with the defaults of its arguments where that is not known.
 */
export function crossEntries(analyses: readonly DockerfileAnalysis[], sources: Pick<Sources, "dockerfile">): readonly DockerfileEntry[] {
  const dockerfiles = new Set(analyses.filter(({ role }) => role === "shipped").map(({ entry }) => entry.dockerfile));
  return [...dockerfiles].flatMap((dockerfile): readonly DockerfileEntry[] => {
    const tree = sources.dockerfile(dockerfile);
    const own = analyses.filter(({ entry }) => entry.dockerfile === dockerfile);
    if (tree === null || own.some(answersForOthers) || !asksForCrossBuild(tree)) return [];
    const assumed = own.filter(({ entry, builds }) => entry.platformIsAssumed === true && builds.length > 0);
    if (assumed.length > 0) return assumed.map(({ entry }) => ({ ...entry, platform: OTHER_PLATFORM, platformIsAssumed: false }));
    const [first] = own;
    // Whoever passes the architecture himself has no use for the defaults.
    if (first === undefined || own.some(({ entry }) => PLATFORM_ARGUMENTS.some((name) => entry.buildArgs.has(name)))) return [];
    return [{ ...first.entry, platform: OTHER_PLATFORM, buildArgs: new Map(), buildArgsComplete: false }];
  });
}

const PLATFORM_ARGUMENTS = ["TARGETARCH", "TARGETPLATFORM", "GOARCH", "ARCH"];

/** The file was looked at for another platform than the builder's, and it is known what comes out. */
function answersForOthers({ entry, shipments }: DockerfileAnalysis): boolean {
  return (
    entry.platformIsAssumed !== true &&
    entry.platform.arch !== BUILD_PLATFORM.arch &&
    shipments.some(({ requirements }) => requirements.some(({ kind, verdict }) => kind === "architecture" && verdict !== "unknown"))
  );
}

/** Stands for any platform but the builder's. */
const OTHER_PLATFORM: Platform = { os: "linux", arch: "arm64", variant: "" };

/** `FROM --platform=$BUILDPLATFORM`: what such a stage builds is either built for the target on purpose, or the flag is pointless. */
function asksForCrossBuild(tree: Dockerfile): boolean {
  return tree.stages.some(({ from }) => {
    const platform = from.flags.find((flag) => flag.name === "platform")?.value ?? null;
    let asks = false;
    if (platform !== null) {
      expandWord(
        platform,
        (name) => {
          asks ||= name === "BUILDPLATFORM";
          return null;
        },
        tree.escape,
      );
    }
    return asks;
  });
}
