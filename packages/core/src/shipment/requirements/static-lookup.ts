import type { Linkage } from "../../linkage/model.js";
import { compareDotted, type Hop } from "../../text/index.js";
import type { Requirement, RuntimeImage } from "../model.js";
import type { ProgramFacts } from "../program.js";
import { met, undecided, unmet } from "./verdicts.js";

/** Since 2.34 the NSS modules for files and DNS are part of libc.a. Source: glibc 2.34 NEWS; facts d4, d5. */
const NSS_INSIDE = "2.34";

/**
 * A static glibc program older than that loads the NSS modules of the image: those of another glibc crash it, and without any lookups fail (fact d5). Null
 * where nothing is looked up through libc.
 */
export function staticLookupRequirement(program: ProgramFacts, linkage: Linkage, image: RuntimeImage): Requirement | null {
  const { kind: linkageKind, libc, libcVersion, cgo, cgoPackages, resolver } = linkage;
  if (linkageKind.kind === "unknown" || !linkageKind.value.startsWith("static")) return null;
  if (cgo.kind === "unknown" || !cgo.value || libc.kind === "unknown" || libc.value !== "glibc") return null;
  const [lookup] = program.userLookups;
  const looksUpUsers = lookup !== undefined && cgoPackages.kind === "known" && cgoPackages.value.items.includes("os/user");
  const looksUpHosts = resolver.kind === "known" && resolver.value === "libc";
  if (!looksUpUsers && !looksUpHosts) return null;
  const use: Hop = looksUpUsers ? { fact: "d5", text: lookup.text, at: lookup.at } : { fact: "i6", text: "hosts are looked up by libc", at: null };
  const kind = "static-lookup";
  if (libcVersion.kind === "unknown") return undecided(kind, "NSS modules", libcVersion.reason, [use]);
  if (libcVersion.value === null || compareDotted(libcVersion.value, NSS_INSIDE) >= 0) return null;
  const subject = `NSS modules of glibc ${libcVersion.value}`;
  if (image.libc.kind === "unknown") return undecided(kind, subject, image.libc.reason, [use]);
  const { kind: imageLibc, version } = image.libc.value;
  const hop: Hop = { fact: "d5", text: `linked statically with glibc ${libcVersion.value}`, at: null };
  if (imageLibc === "glibc" && version === null) return undecided(kind, subject, { code: "image", text: "the glibc version of the image", at: null }, [use, hop]);
  if (imageLibc === "glibc" && version === libcVersion.value) return met(kind, subject, [use, hop, ...image.libc.evidence]);
  const remedy = looksUpUsers ? "Build with -tags osusergo,netgo or CGO_ENABLED=0, or on an image with glibc 2.34 or newer." : "Build without -tags netcgo, or on an image with glibc 2.34 or newer.";
  return unmet(kind, subject, remedy, [use, hop, ...image.libc.evidence]);
}
