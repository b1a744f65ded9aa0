import { libraryPackages } from "../../evaluate/packages/index.js";
import type { Linkage } from "../../linkage/model.js";
import type { Hop } from "../../text/index.js";
import type { Requirement, RuntimeImage } from "../model.js";
import { installation, packageManagerOf } from "./install.js";
import { met, undecided, unmet } from "./verdicts.js";

/**
 * The loader starts nothing while one of the needed libraries is missing (fact l2). One requirement for each library but those of the C library itself,
 * which come with the interpreter. What is only asked for by `-l` may not be needed at all (fact d18): "likely-shared-library".
 *
 * @param builderIsSteady false when the image that links had other libraries on other days
 */
export function libraryRequirements(linkage: Linkage, image: RuntimeImage, builderIsSteady: boolean): readonly Requirement[] {
  const { kind, needed, libc, interpreter } = linkage;
  if (kind.kind === "unknown" || (kind.value !== "dynamic" && kind.value !== "shared-object")) return [];
  if (needed.kind === "unknown") return [undecided("shared-library", "needed libraries", needed.reason, [...kind.evidence, ...needed.evidence])];
  const libraries = needed.value.libraries.filter(({ soname }) => !isOwn(soname) && !isInjected(soname));
  if (libraries.length === 0) return [];
  // Without its interpreter the program asks for nothing.
  const started = interpreter.kind === "known" && interpreter.value !== null ? image.has(interpreter.value) : null;
  if (started?.kind === "known" && !started.value) return [];
  const isForeign = libc.kind === "known" && image.libc.kind === "known" && libc.value !== image.libc.value.kind;
  const found = libraries.map((library) => ({ library, path: image.library(library.soname) }));
  const missing = found.flatMap(({ library, path }) => (path.kind === "known" && path.value === null ? [library.soname] : []));
  return found.map(({ library, path }) => {
    const { soname } = library;
    const hop: Hop = { fact: "l2", text: `needs ${soname}: ${library.because}`, at: library.at };
    const kindOf = library.certain && (builderIsSteady || isSteady(soname)) ? "shared-library" : "likely-shared-library";
    if (isForeign) return undecided(kindOf, soname, { code: "not-understood", text: "libraries for a program of another C library (fact l6)", at: null }, [hop]);
    if (path.kind === "unknown") return undecided(kindOf, soname, path.reason, [hop]);
    return path.value === null ? unmet(kindOf, soname, remedy(missing, image), [hop, ...path.evidence]) : met(kindOf, soname, [hop, ...path.evidence]);
  });
}

/** Libraries of glibc and musl, and the loaders. Source: readelf of libc6 2.31 to 2.41; musl has one. */
function isOwn(soname: string): boolean {
  return /^(?:lib(?:c|m|pthread|rt|dl|resolv|util|nsl|anl|BrokenLocale|thread_db|mvec)\.so(?:\.\d+)?|libc\.musl-.+|ld-.+|ld64\.so\.\d)$/.test(soname);
}

/** Drivers that the runtime puts into the container. Source: nvidia-container-toolkit, driver capabilities. */
function isInjected(soname: string): boolean {
  return /^lib(?:cuda|nvidia-.*|nvcuvid|cudadebugger)\.so/.test(soname);
}

/** The same name in every release. */
function isSteady(soname: string): boolean {
  return soname === "libstdc++.so.6" || soname === "libgcc_s.so.1";
}

/** One cure for all that is missing. */
function remedy(missing: readonly string[], image: RuntimeImage): string {
  const base = image.base.kind === "known" ? image.base.value : null;
  const manager = packageManagerOf(image);
  const packages = base === null ? [] : missing.map((soname) => libraryPackages(soname, base.distribution, base.release));
  const names = [...new Set(packages.flat())].join(" ");
  if (names === "" || packages.some((each) => each.length === 0)) {
    return manager === null ? "Ship in an image that has it, such as one of the distribution on which it is built, or link the library statically." : "Install its package in the final stage, or link the library statically.";
  }
  if (manager !== null) return `Install ${names} (${installation(manager, names)}).`;
  return base?.family === "distroless" && missing.every(isSteady) ? `Ship in gcr.io/distroless/cc-debian${base.resolved.split(":")[1] ?? "12"}, which has it.` : "Ship in an image that has it, or link the library statically.";
}
