/** Go release numbers. Source: internal/gover (of which only the numbers are needed). */
import type { Verdict } from "../text/index.js";
import { known, unknown } from "../text/index.js";

/** "1.24.3", "go1.24", "1.25rc1" → [1, 24, 3]; null when it is not a release number. */
export function releaseOf(version: string): readonly [major: number, minor: number, patch: number] | null {
  const match = /^(?:go)?(\d+)\.(\d+)(?:\.(\d+)|(?:rc|beta)\d+)?(?:-.*)?$/.exec(version);
  if (match === null) return null;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** Oldest and newest Go minor whose behaviour is known here. Newer releases are taken to behave as the newest. */
export const OLDEST_MINOR = 18;
export const NEWEST_MINOR = 27;

/**
 * What a function of the Go minor gives for a toolchain. When the version is not known, the answer is known all the same if every release
 * gives it.
 */
export function overReleases<T extends string | boolean | number | null>(version: Verdict<string>, answer: (minor: number) => T): Verdict<T> {
  if (version.kind === "known") {
    const release = releaseOf(version.value);
    if (release !== null) return known(answer(release[1]), version.evidence);
  }
  const answers = new Set<T>();
  for (let minor = OLDEST_MINOR; minor <= NEWEST_MINOR; minor++) answers.add(answer(minor));
  const [only, ...others] = answers;
  if (others.length === 0) return known(only as T);
  return unknown(version.kind === "unknown" ? version.reason : { code: "not-understood", text: `Go version ${version.value}`, at: null }, version.evidence);
}

/** Whether a toolchain is at least Go 1.`minor`. */
export function atLeastMinor(version: Verdict<string>, minor: number): Verdict<boolean> {
  return overReleases(version, (actual) => actual >= minor);
}
