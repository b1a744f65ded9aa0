import type { Linkage } from "../../linkage/model.js";
import { compareDotted, type Hop } from "../../text/index.js";
import type { Requirement, RuntimeImage } from "../model.js";
import { met, undecided, unmet } from "./verdicts.js";

/** Packages of the standard library whose C code asks for nothing that is new in a C library. */
const STANDARD: ReadonlySet<string> = new Set(["net", "os/user", "runtime/cgo", "runtime/race", "plugin"]);

/**
 * C code of the program's own that is linked with a newer musl, or a newer libstdc++, than the image has may ask for what that one lacks. musl has no symbol
 * versions that would tell; libstdc++ has (GLIBCXX_…), and comes with the compiler of the release, which the C library stands for. Null where neither is needed.
 *
 * @param builderIsSteady false when the image that links had other libraries on other days
 */
export function newerLibraryRequirement(linkage: Linkage, image: RuntimeImage, builderIsSteady: boolean): Requirement | null {
  const { kind: linkageKind, libc, libcVersion, cgoPackages, needed } = linkage;
  if (!builderIsSteady || linkageKind.kind === "unknown" || linkageKind.value !== "dynamic" || libc.kind === "unknown" || cgoPackages.kind === "unknown") return null;
  if (cgoPackages.value.items.every((name) => STANDARD.has(name))) return null;
  const needsCxx = needed.kind === "known" && needed.value.libraries.some(({ soname, certain }) => certain && soname === "libstdc++.so.6");
  if (libc.value !== "musl" && !needsCxx) return null;
  const kind = "newer-library";
  const subject = libc.value === "musl" ? "musl" : "libstdc++.so.6";
  if (libcVersion.kind === "unknown") return undecided(kind, subject, libcVersion.reason, libcVersion.evidence);
  if (image.libc.kind === "unknown") return undecided(kind, subject, image.libc.reason, libcVersion.evidence);
  const { kind: imageLibc, version } = image.libc.value;
  if (imageLibc !== libc.value || version === null || libcVersion.value === null) return null;
  // Between releases of one series few functions are new: whether the code uses one of them is not known.
  const isNewer = compareDotted(version, libcVersion.value) < 0;
  const isNearly = libc.value === "musl" && seriesOf(version) === seriesOf(libcVersion.value);
  if (isNewer && isNearly) return undecided(kind, subject, { code: "not-understood", text: `whether the C code uses what musl ${version} does not have`, at: null }, libcVersion.evidence);
  const hop: Hop = { fact: "", text: `linked on a system with ${libc.value} ${libcVersion.value}, and the image has ${version}`, at: null };
  if (!isNewer) return met(kind, subject, [hop]);
  return unmet(kind, subject, "Build on the release of the distribution that ships, or ship on the one that builds.", [hop, ...libcVersion.evidence, ...image.libc.evidence]);
}

/** "1.2" of "1.2.5" */
function seriesOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}
