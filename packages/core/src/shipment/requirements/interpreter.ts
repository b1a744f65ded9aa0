import { knownLoaders } from "../../linkage/index.js";
import type { Linkage } from "../../linkage/model.js";
import type { Evidence, Hop } from "../../text/index.js";
import type { Requirement, RuntimeImage } from "../model.js";
import { met, undecided, unmet } from "./verdicts.js";

/** The kernel starts a dynamic executable through the interpreter that it names; without it execve fails with ENOENT (fact l1). */
export function interpreterRequirement(linkage: Linkage, image: RuntimeImage): Requirement {
  const kind = "interpreter";
  const { interpreter } = linkage;
  if (interpreter.kind === "unknown") return someInterpreter(linkage, image) ?? undecided(kind, "an interpreter or none", interpreter.reason, interpreter.evidence);
  const path = interpreter.value;
  if (path === null) return met(kind, "none", interpreter.evidence);
  const present = image.has(path);
  if (present.kind === "unknown") return undecided(kind, path, present.reason, interpreter.evidence);
  const evidence: Evidence = [...interpreter.evidence, ...present.evidence];
  const foreign = present.value && linkage.libc.kind === "known" && linkage.libc.value === "glibc" && image.libc.kind === "known" && image.libc.value.kind === "musl";
  if (foreign) return undecided(kind, path, { code: "not-understood", text: "glibc's loader on an image with musl is a compatibility layer, which works for some programs (fact l6)", at: null }, evidence);
  return present.value ? met(kind, path, evidence) : unmet(kind, path, interpreterRemedy(linkage), evidence);
}

/** A program that is dynamic, whatever links it, finds none in an image that has the loader of no C library; null where that is not proven. */
function someInterpreter(linkage: Linkage, image: RuntimeImage): Requirement | null {
  const { kind, goarch, libc } = linkage;
  if (kind.kind === "unknown" || kind.value !== "dynamic" || goarch.kind === "unknown") return null;
  const loaders = knownLoaders(goarch.value).map((path) => image.has(path));
  if (loaders.length === 0 || image.libc.kind === "unknown" || image.libc.value.kind !== null || loaders.some((there) => there.kind === "unknown" || there.value)) return null;
  const subject = libc.kind === "known" && libc.value !== null ? `the loader of ${libc.value}` : "a dynamic loader";
  const evidence: Evidence = [...kind.evidence, ...loaders.flatMap((there): Evidence => there.evidence)];
  return unmet("interpreter", subject, interpreterRemedy(linkage), evidence);
}

/** What to do depends on why the binary is dynamic: CGO_ENABLED=0 helps against cgo alone (facts c1, c3, d1). */
function interpreterRemedy(linkage: Linkage): string {
  const cgo = linkage.cgo.kind === "known" ? linkage.cgo.value : null;
  if (cgo === false) {
    return linkage.buildMode.kind === "known" && linkage.buildMode.value === "pie"
      ? "Drop -buildmode=pie, or ship in an image that has the interpreter."
      : "Ship in an image that has the interpreter: a package of this program makes it dynamic although cgo is off.";
  }
  const packages = linkage.cgoPackages.kind === "known" ? linkage.cgoPackages.value.items : [];
  const ownCgo = packages.filter((name) => name !== "net" && name !== "os/user" && name !== "runtime/cgo");
  const libc = linkage.libc.kind === "known" ? linkage.libc.value : null;
  const image = libc === "musl" ? "Alpine" : "a glibc image such as gcr.io/distroless/base or debian";
  if (ownCgo.length > 0) return `Ship in ${image}, or link statically with -ldflags '-linkmode external -extldflags "-static"' (${ownCgo.join(", ")} needs cgo).`;
  return `Build with CGO_ENABLED=0, or ship in ${image}.`;
}

/**
 * @param platformIsAssumed nobody names the platform of the image: a program for another one then shows that the image is for that one, too
 */
export function foreignArchitecture(linkage: Linkage, image: RuntimeImage, platformIsAssumed: boolean): Requirement {
  const kind = "architecture";
  const { goos, goarch } = linkage;
  const subject = `${image.platform.os}/${image.platform.arch}`;
  if (goos.kind === "unknown") return undecided(kind, subject, goos.reason, goos.evidence);
  if (goarch.kind === "unknown") return undecided(kind, subject, goarch.reason, goarch.evidence);
  const hop: Hop = { fact: "l7", text: `built for ${goos.value}/${goarch.value}, shipped in an image for ${subject}`, at: null };
  const evidence = [...goos.evidence, ...goarch.evidence, hop];
  if (goos.value === image.platform.os && goarch.value === image.platform.arch) return met(kind, subject, evidence);
  if (platformIsAssumed) return undecided(kind, subject, { code: "caller", text: "the platform of the image, which no file names", at: null }, evidence);
  return unmet(kind, subject, `Pass GOOS=${image.platform.os} GOARCH=${image.platform.arch} to the go command.`, evidence);
}
