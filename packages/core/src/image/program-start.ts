/** Whether a program can start in a base image: by its interpreter, its libraries and the versions of their symbols. Facts c6, l1, l3–l7. */
import type { BinaryNeeds } from "../syntax/binary/index.js";
import { compareDotted, type Verdict } from "../text/index.js";
import type { BaseImage } from "./model.js";

export interface StartCheck {
  readonly kind: "interpreter" | "library" | "symbol-version";
  /** a path, a soname, "GLIBC_2.34" */
  readonly subject: string;
  readonly verdict: "met" | "unmet" | "unknown";
  /** why, as a phrase */
  readonly text: string;
}

export interface StartVerdict {
  /** as asked */
  readonly reference: string;
  /** key of the facts; null when there are none */
  readonly resolved: string | null;
  /** "starts": the kernel and the loader find what the file names. What the code asks for later (certificates, zones, plugins) is not looked at. */
  readonly verdict: "starts" | "fails" | "unknown";
  /** the first check that decides, as a sentence without a final stop */
  readonly reason: string;
  readonly checks: readonly StartCheck[];
}

/**
 * @param needs of a Linux program; its architecture is that of the image's platform
 * @param image what the reference means for that platform
 */
export function startIn(needs: BinaryNeeds, reference: string, image: Verdict<BaseImage>): StartVerdict {
  if (image.kind === "unknown") return { reference, resolved: null, verdict: "unknown", reason: image.reason.text, checks: [] };
  const base = image.value;
  const checks = checksOf(needs, base);
  const unmet = checks.find((check) => check.verdict === "unmet");
  const open = checks.find((check) => check.verdict === "unknown");
  const verdict = unmet !== undefined ? "fails" : open !== undefined ? "unknown" : "starts";
  return { reference, resolved: base.resolved, verdict, reason: (unmet ?? open)?.text ?? reasonToStart(needs), checks };
}

function reasonToStart({ interpreter, needed, kind }: BinaryNeeds): string {
  if (interpreter === null && needed.length === 0) return kind === "shared-object" ? "it needs no other library" : "it needs no loader and no library";
  return "all that it needs is there";
}

function checksOf(needs: BinaryNeeds, image: BaseImage): readonly StartCheck[] {
  if (image.os !== "linux") return [{ kind: "interpreter", subject: image.os, verdict: "unmet", text: `an image of ${image.os}` }];
  const { arch } = needs;
  if (arch === null) return [{ kind: "interpreter", subject: "the processor", verdict: "unknown", text: "a processor that Go does not know" }];
  if (needs.kind === "static-pie" && needs.linkMode === "internal") {
    return [{ kind: "interpreter", subject: "none", verdict: "unmet", text: "a PIE that the Go linker made static (-d) crashes at start" }];
  }
  if (needs.textRelocations && image.libc.kind === "musl") {
    return [{ kind: "interpreter", subject: needs.interpreter ?? "none", verdict: "unmet", text: "code that the loader must change (DT_TEXTREL), which musl does not do" }];
  }
  const checks: StartCheck[] = [];
  if (needs.interpreter !== null) {
    const check = interpreterCheck(needs, needs.interpreter, arch, image);
    checks.push(check);
    // Without its loader nothing is looked for.
    if (check.verdict === "unmet") return checks;
  }
  for (const soname of needs.needed) checks.push(libraryCheck(soname, needs, image));
  for (const floor of needs.floors) {
    const check = floorCheck(floor, needs, image);
    if (check !== null) checks.push(check);
  }
  return checks;
}

/** Loaders by their file names; another name is one of its own. */
const LOADER = /^(?:ld-linux|ld-musl|ld64?\.so)/;

function interpreterCheck(needs: BinaryNeeds, path: string, arch: string, image: BaseImage): StartCheck {
  const check = (verdict: StartCheck["verdict"], text: string): StartCheck => ({ kind: "interpreter", subject: path, verdict, text });
  const loaders = image.interpreters(arch);
  if (loaders.kind === "unknown") return check("unknown", loaders.reason.text);
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (loaders.value.includes(path)) {
    const layer = needs.libc === "glibc" && image.libc.kind === "musl";
    return layer ? check("unknown", "glibc's loader beside musl is a compatibility layer, which works for some programs") : check("met", `${path} is there`);
  }
  if (loaders.value.length === 0) return check("unmet", `the loader ${path} is not there`);
  // Distributions have the same loader under several directories, and link them differently.
  if (!LOADER.test(name) || loaders.value.some((loader) => loader.endsWith(`/${name}`))) return check("unknown", `whether ${path} is there`);
  return check("unmet", `the loader ${path} is not there`);
}

/** What every glibc brings. Source: Debian's libc6; the libraries that 2.34 merged are still there as empty files. */
const GLIBC_OWN = /^(?:lib(?:c|m)\.so\.6|lib(?:dl|resolv)\.so\.2|lib(?:pthread)\.so\.0|lib(?:rt|util)\.so\.1|ld-linux.*|ld64\.so\.\d)$/;
/** Names that musl's loader answers for itself. Source: musl, ldso/dynlink.c, load_library. */
const MUSL_OWN = /^lib(?:c|pthread|rt|m|dl|util|xnet)\./;

function libraryCheck(soname: string, needs: BinaryNeeds, image: BaseImage): StartCheck {
  const check = (verdict: StartCheck["verdict"], text: string): StartCheck => ({ kind: "library", subject: soname, verdict, text });
  const { kind } = image.libc;
  if (soname.includes("/")) return check("unknown", `${soname} is a path`);
  if (kind === "glibc" && GLIBC_OWN.test(soname)) return check("met", `${soname} is part of glibc`);
  if (kind === "musl" && needs.libc === "musl" && MUSL_OWN.test(soname)) return check("met", `${soname} is part of musl`);
  const { libraries, absentLibraries } = image;
  const there = libraries.kind === "known" && libraries.value.items.includes(soname) && !absentLibraries.includes(soname);
  if (there) return check("met", `${soname} is there`);
  const absent = absentLibraries.includes(soname) || (libraries.kind === "known" && libraries.value.complete && (kind !== "glibc" || !GLIBC_OWN.test(soname)));
  if (!absent) return check("unknown", `whether ${soname} is there`);
  return needs.searchPath === null ? check("unmet", `${soname} is not there`) : check("unknown", `whether ${soname} is in ${needs.searchPath}`);
}

function floorCheck({ library, family, version }: BinaryNeeds["floors"][number], needs: BinaryNeeds, image: BaseImage): StartCheck | null {
  const subject = `${family}_${version}`;
  const check = (verdict: StartCheck["verdict"], text: string): StartCheck => ({ kind: "symbol-version", subject, verdict, text });
  const { kind, version: own } = image.libc;
  // musl does not look at versions of symbols.
  if (kind === "musl" && needs.libc === "musl") return null;
  // Every libgcc_s since GCC 4.3 of 2008.
  if (family === "GCC" && compareDotted(version, "4.3") <= 0) return check("met", `${library} has ${subject}`);
  if (family !== "GLIBC" || kind !== "glibc") return check("unknown", `whether ${library} has ${subject}`);
  const least = version === "ABI_DT_RELR" ? "2.36" : version;
  if (!/^\d/.test(least)) return check("unknown", `whether this glibc has ${subject}`);
  if (own === null) return check("unknown", "which glibc it has");
  return compareDotted(own, least) < 0 ? check("unmet", `its glibc ${own} is older than ${subject}`) : check("met", `its glibc is ${own}`);
}
