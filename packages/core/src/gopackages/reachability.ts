/** What packages without sources reach, from facts about their modules. */
import type { Evidence, Reason, Verdict } from "../text/index.js";
import { known, unknown } from "../text/index.js";
import type { ModuleFact as MeasuredModule, ModuleKind } from "./module-facts.js";
import { moduleFact } from "./module-facts.js";
import type { BuildContext, MissingPackage, ModuleFact } from "./model.js";

/** Kinds of modules whose measured package is a cgo package whenever cgo is on. */
const CGO_KINDS: ReadonlySet<ModuleKind> = new Set(["bundled-c", "bundled-static", "system-lib"]);

/** Where programs without cgo were found to need the libraries of the facts; on 32-bit platforms they are others. */
const MEASURED_ON: ReadonlySet<string> = new Set(["amd64", "arm64"]);

/**
 * One entry for each module that a missing package belongs to, sorted by module path. The facts tell what a module has itself, not what its
 * dependencies have: they can show that cgo is reached, never that it is not.
 */
export function factsOfModules(missing: readonly MissingPackage[], context: Pick<BuildContext, "cgo" | "goos" | "goarch">): readonly ModuleFact[] {
  const byModule = new Map<string, MissingPackage[]>();
  for (const one of missing) {
    if (one.module === null || one.module.version === "") continue;
    const list = byModule.get(one.module.path);
    if (list === undefined) byModule.set(one.module.path, [one]);
    else list.push(one);
  }
  return [...byModule.values()].map((packages) => factOfModule(packages, context)).sort((a, b) => (a.module < b.module ? -1 : 1));
}

function factOfModule(packages: readonly MissingPackage[], { cgo, goos, goarch }: Pick<BuildContext, "cgo" | "goos" | "goarch">): ModuleFact {
  const [{ module }] = packages as [MissingPackage & { readonly module: NonNullable<MissingPackage["module"]> }];
  const measured = moduleFact(module.path, module.version);
  const evidence: Evidence = measured === null ? [] : [measured.evidence];
  const reason: Reason = { code: "module", text: `no sources of ${module.path} ${module.version}`, at: packages[0]?.at ?? null };
  const open = <T>(): Verdict<T> => unknown<T>(reason, evidence);
  const isMeasured = measured !== null && packages.some(({ importPath }) => importPath === measuredPackage(measured));
  const isCgoPackage = isMeasured && CGO_KINDS.has(measured.kind);
  const isDynamic = isMeasured && !cgo && measured.withoutCgo === "dynamic" && measured.confidence === "verified" && goos === "linux" && MEASURED_ON.has(goarch);
  return {
    module: module.path,
    version: module.version,
    cgo: cgo ? (isCgoPackage ? known(true, evidence) : open()) : known(false),
    net: open(),
    osUser: open(),
    plugin: open(),
    needed: isCgoPackage && cgo && measured.neededWithCgo !== null ? known(measured.neededWithCgo, evidence) : open(),
    ...(isDynamic ? { neededWithoutCgo: measured.neededWithoutCgo ?? [] } : {}),
  };
}

function measuredPackage({ module, package: name }: MeasuredModule): string {
  return name ?? module;
}
