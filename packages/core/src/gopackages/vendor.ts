/** Vendor directories. Source: cmd/go/internal/modload/vendor.go; setDefaultBuildMod in init.go. */
import type { FileView } from "../evaluate/files/view.js";
import type { ReplaceLine, VendoredModule } from "../syntax/gomod/index.js";
import { compareGoVersion, parseModulesTxt } from "../syntax/gomod/index.js";
import { dirname } from "../workspace/index.js";
import type { Attempt } from "./attempt.js";
import { failure, ok, unknown } from "./attempt.js";
import type { ModuleVersion } from "./build-list.js";
import type { MainModules, Replacement } from "./main-modules.js";
import { join } from "./paths.js";

export interface VendorDirectory {
  readonly directory: string;
  readonly modules: readonly VendoredModule[];
  /** the module of each package that modules.txt lists */
  readonly moduleOf: ReadonlyMap<string, ModuleVersion>;
}

/** Go 1.14: a vendor directory is used without being asked for, and modules.txt tells enough to be checked. */
const VENDOR_BY_DEFAULT_SINCE = "1.14";
/** Go 1.23: packages that are not in modules.txt are not taken from the vendor directory. */
const LISTED_PACKAGES_ONLY_SINCE = "1.23";

/**
 * Null when the command does not vendor. `mod` is -mod as given. A directory that is asked for and is not there has been left out of the repository: what
 * `go mod vendor` puts in it are the sources of the same versions.
 */
export function openVendorDirectory(view: FileView, main: MainModules, mod: string | null): Attempt<VendorDirectory | null> {
  const [module] = main.modules;
  if (module === undefined || (mod !== null && mod !== "vendor")) return ok(null);
  const directory = join(main.work === null ? module.root : dirname(main.work.path), "vendor");
  const isOurs = mod === "vendor" ? ok(true) : isUsedByDefault(view, main, directory);
  if (isOurs.kind !== "ok") return isOurs;
  if (!isOurs.value) return ok(null);
  const vendored = view.stat(directory);
  if (vendored.kind === "absent" || vendored.kind === "unknown") return ok(null);
  const read = view.read(join(directory, "modules.txt"));
  if (read !== null && "unknown" in read) return unknown(read.unknown);
  const modules = read === null ? [] : parseModulesTxt(read.text);
  const moduleOf = new Map<string, ModuleVersion>();
  for (const { path, version, packages } of modules) for (const name of packages) moduleOf.set(name, { path, version });
  const vendor = { directory, modules, moduleOf };
  const inconsistency = findInconsistency(main, vendor);
  return inconsistency ?? ok(vendor);
}

/** A directory that the build may make is taken not to be there: what `go mod vendor` would put in it are the sources of the same versions. */
function isUsedByDefault(view: FileView, main: MainModules, directory: string): Attempt<boolean> {
  if (view.stat(directory).kind !== "directory" || main.goLine === null || compareGoVersion(main.goLine, VENDOR_BY_DEFAULT_SINCE) < 0) return ok(false);
  const read = view.read(join(directory, "modules.txt"));
  if (read !== null && "unknown" in read) return unknown(read.unknown);
  return ok((read !== null && isForWorkspace(read.text)) === (main.work !== null));
}

/** `go work vendor` says so in the first line. */
function isForWorkspace(modulesTxt: string): boolean {
  const line = modulesTxt.slice(0, Math.max(modulesTxt.indexOf("\n"), 0));
  return line.startsWith("## ") && line.slice(3).split(";").some((entry) => entry.trim() === "workspace");
}

/** Whether go takes a package from the vendor directory. */
export function isVendored(vendor: VendorDirectory, importPath: string, main: MainModules): boolean {
  return vendor.moduleOf.has(importPath) || compareGoVersion(oldestGoVersion(main), LISTED_PACKAGES_ONLY_SINCE) < 0;
}

function oldestGoVersion(main: MainModules): string {
  return main.work?.content.go?.version ?? main.modules[0]?.goVersion ?? "";
}

/** What go reports as "inconsistent vendoring" (fact s3): the first difference between modules.txt and what requires it. */
function findInconsistency(main: MainModules, vendor: VendorDirectory): Attempt<never> | null {
  if (main.work === null && compareGoVersion(main.modules[0]?.goVersion ?? "", VENDOR_BY_DEFAULT_SINCE) < 0) return null;
  const listed = mergeBlocks(vendor.modules);
  const differ = (module: ModuleVersion, text: string, at: Replacement["at"]): Attempt<never> => {
    return failure(`inconsistent vendoring in ${dirname(vendor.directory)}:\n\t${describe(module)}: ${text}`, "s3", at);
  };
  for (const { file } of main.modules) {
    for (const required of file.content.require) {
      if (listed.get(`${required.path}@${required.version}`)?.explicit === true) continue;
      const at = file.source === null ? null : { file: file.source, start: required.range[0], end: required.range[1] };
      return differ(required, "is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt", at);
    }
  }
  const replaceLines: readonly ReplaceLine[] = [...main.modules.flatMap((module) => module.file.content.replace), ...(main.work?.content.replace ?? [])];
  for (const { old } of replaceLines) {
    const replacement = main.replacements.of(old.path, old.version);
    if (replacement === null || (old.version === "" && main.modules.some((module) => module.path === old.path))) continue;
    const marked = listed.get(`${old.path}@${old.version}`)?.replacement ?? null;
    if (marked === null) return differ(old, "is replaced in go.mod, but not marked as replaced in vendor/modules.txt", replacement.at);
    const wanted = replacement.line.new;
    // in a workspace go writes directories relative to go.work
    if (main.work === null && (marked.path !== wanted.path || marked.version !== wanted.version)) {
      const text = `is replaced by ${describe(wanted)} in go.mod, but marked as replaced by ${describe(marked)} in vendor/modules.txt`;
      return differ(old, text, replacement.at);
    }
  }
  return null;
}

/** What all blocks of modules.txt say of one version. */
function mergeBlocks(modules: readonly VendoredModule[]): ReadonlyMap<string, Pick<VendoredModule, "explicit" | "replacement">> {
  const merged = new Map<string, Pick<VendoredModule, "explicit" | "replacement">>();
  for (const { path, version, explicit, replacement } of modules) {
    const before = merged.get(`${path}@${version}`);
    merged.set(`${path}@${version}`, { explicit: explicit || before?.explicit === true, replacement: replacement ?? before?.replacement ?? null });
  }
  return merged;
}

function describe({ path, version }: ModuleVersion): string {
  return version === "" ? path : `${path}@${version}`;
}
