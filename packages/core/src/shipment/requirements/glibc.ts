import type { Linkage } from "../../linkage/model.js";
import { compareDotted, type Evidence } from "../../text/index.js";
import type { Requirement, RuntimeImage } from "../model.js";
import { met, undecided, unmet } from "./verdicts.js";

/**
 * The loader refuses a binary that needs a symbol version which the image's glibc does not have: "version `GLIBC_2.34' not found" (facts
 * l3–l5). Null when the question does not arise: a static binary, another libc, or an image without glibc (the interpreter is then missing).
 *
 * @param builderIsSteady false when the image that links had another glibc on other days
 */
export function glibcRequirement(linkage: Linkage, image: RuntimeImage, builderIsSteady: boolean): Requirement | null {
  const kind = "glibc";
  const { glibc, glibcFloor, libc, libcVersion, kind: linkageKind } = linkage;
  if (linkageKind.kind === "unknown") return undecided(kind, "a glibc or none", linkageKind.reason, linkageKind.evidence);
  if (linkageKind.value !== "dynamic" && linkageKind.value !== "shared-object") return null;
  if (libc.kind === "known" && libc.value !== "glibc") return null;
  if (image.libc.kind === "known" && image.libc.value.kind !== "glibc") return null;

  const needed = glibc.kind === "known" ? glibc : glibcFloor;
  if (needed.kind === "unknown") return undecided(kind, "a glibc", needed.reason, needed.evidence);
  if (needed.value === null) return glibc.kind === "known" ? null : undecided(kind, "a glibc", glibc.reason, glibc.evidence);
  const subject = `GLIBC_${needed.value}`;
  if (image.libc.kind === "unknown") return undecided(kind, subject, image.libc.reason, needed.evidence);
  const { version } = image.libc.value;
  if (version === null) {
    return undecided(kind, subject, { code: "image", text: "the glibc version of the image is not known", at: null }, needed.evidence);
  }
  const evidence: Evidence = [...needed.evidence, ...image.libc.evidence];
  if (compareDotted(version, needed.value) < 0) {
    if (!builderIsSteady) return undecided(kind, subject, { code: "image", text: "the tag of the image that builds has had other glibc versions on other days", at: null }, evidence);
    return unmet(kind, subject, `Build on an image with glibc ${version} or older, or ship in one with glibc ${needed.value} or newer.`, evidence);
  }
  // C code may need newer symbols than the certain ones, but none newer than the glibc it was linked with.
  const enough = libcVersion.kind === "known" && libcVersion.value !== null && compareDotted(version, libcVersion.value) >= 0;
  return glibc.kind === "known" || enough ? met(kind, subject, evidence) : undecided(kind, subject, glibc.reason, evidence);
}
