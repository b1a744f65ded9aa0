/** Machines of GitHub, by the label in `runs-on`. Source: actions/runner-images, the README of the repository and of each Ubuntu image. */
import type { Platform } from "../../evaluate/dockerfile/index.js";
import type { Origin } from "../../text/index.js";
import type { HostDescription } from "./model.js";

export type RunnerDescription = Pick<HostDescription, "image" | "programs" | "assumption">;

/** Days since which `ubuntu-latest` has been a release, newest first. Source: actions/runner-images, announcements 10636, 6399, 1816. */
const LATEST: readonly (readonly [string, string])[] = [["2025-01-17", "24.04"], ["2022-12-01", "22.04"], ["2021-03-01", "20.04"], ["", "18.04"]];

/** What the Ubuntu images have of C compilers. */
const COMPILERS = ["cc", "c++", "gcc", "g++", "clang", "clang++"].map((name) => `/usr/bin/${name}`);

/** Null for other machines: macOS, Windows, and those of the owner of the repository. */
export function runnerOf(label: string, asOf: string, at: Origin): { readonly platform: Platform; readonly description: RunnerDescription } | null {
  const match = /^ubuntu-(latest|\d\d\.\d\d)(-arm)?$/.exec(label);
  if (match === null) return null;
  const release = match[1] === "latest" ? (LATEST.find(([since]) => since <= asOf)?.[1] ?? "24.04") : (match[1] ?? "");
  return {
    platform: { os: "linux", arch: match[2] === undefined ? "amd64" : "arm64", variant: "" },
    description: {
      image: `ubuntu:${release}`,
      programs: COMPILERS,
      assumption: { fact: "", text: `the runner ${label} is Ubuntu ${release} with GCC, as the documentation of GitHub's runner images says`, at },
    },
  };
}
