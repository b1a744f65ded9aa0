/** Dockerfiles that are written to be built for other platforms than the one that builds them. */
import type { Platform } from "../evaluate/dockerfile/index.js";
import { expandWord, type Dockerfile } from "../syntax/dockerfile/index.js";

/** Stands for any platform but the builder's. */
export const OTHER_PLATFORM: Platform = { os: "linux", arch: "arm64", variant: "" };

/** `FROM --platform=$BUILDPLATFORM`: what such a stage builds is either built for the target on purpose, or the flag is pointless. */
export function asksForCrossBuild(tree: Dockerfile): boolean {
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
