import type { Linkage } from "../../linkage/model.js";
import { compareDotted } from "../../text/index.js";
import type { Requirement, RuntimeImage } from "../model.js";
import { met, undecided, unmet } from "./verdicts.js";

/**
 * The loader refuses a binary that needs a symbol version which the image's glibc does not have: "version `GLIBC_2.34' not found" (facts
 * l3–l5). Null when the question does not arise: a static binary, another libc, or an image without glibc (the interpreter is then missing).
 */
export function glibcRequirement(linkage: Linkage, image: RuntimeImage): Requirement | null {
  const kind = "glibc";
  const { glibc, libc, kind: linkageKind } = linkage;
  if (linkageKind.kind === "known" && linkageKind.value !== "dynamic") return null;
  if (libc.kind === "known" && libc.value !== "glibc") return null;
  if (linkageKind.kind === "unknown") return undecided(kind, "a glibc or none", linkageKind.reason, linkageKind.evidence);
  if (glibc.kind === "unknown") return undecided(kind, "a glibc", glibc.reason, glibc.evidence);
  if (glibc.value === null) return null;
  const subject = `GLIBC_${glibc.value}`;
  if (image.libc.kind === "unknown") return undecided(kind, subject, image.libc.reason, glibc.evidence);
  const { kind: imageLibc, version } = image.libc.value;
  if (imageLibc !== "glibc") return null;
  if (version === null) {
    return undecided(kind, subject, { code: "image", text: "the glibc version of the image is not known", at: null }, glibc.evidence);
  }
  const evidence = [...glibc.evidence, ...image.libc.evidence];
  if (compareDotted(version, glibc.value) >= 0) return met(kind, subject, evidence);
  return unmet(kind, subject, `Build on an image with glibc ${version} or older, or ship in one with glibc ${glibc.value} or newer.`, evidence);
}
