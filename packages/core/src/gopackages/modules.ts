/** Where the modules of a build are, and which of them has a package. Source: cmd/go/internal/modload/import.go, importFromModules, dirInModule. */
import type { FileView } from "../evaluate/files/view.js";
import type { Reason } from "../text/index.js";
import { dirname } from "../workspace/index.js";
import type { Attempt, Failed } from "./attempt.js";
import { failure, ok, unknown } from "./attempt.js";
import type { BuildList, ModuleVersion } from "./build-list.js";
import type { SourceTree } from "./directory-package.js";
import type { HeaderCache } from "./headers.js";
import type { MainModule, MainModules, Replacement } from "./main-modules.js";
import type { ModuleTable, TableEntry } from "./module-table.js";
import type { PackageSource } from "./model.js";
import type { ModuleCache } from "./module-cache.js";
import { below, join } from "./paths.js";
import type { VendorDirectory } from "./vendor.js";
import { isVendored } from "./vendor.js";
import { mayHaveMoreSources } from "./source-names.js";

export interface PackageLocation {
  readonly tree: SourceTree;
  readonly directory: string;
  readonly module: ModuleVersion;
  readonly source: PackageSource;
}

export type Located =
  | { readonly kind: "found"; readonly location: PackageLocation }
  /** without sources, as the table of modules has it; `directory` is that of the module cache, if it were there */
  | { readonly kind: "described"; readonly entry: TableEntry; readonly directory: string; readonly module: ModuleVersion }
  | { readonly kind: "missing"; readonly module: ModuleVersion | null; readonly reason: Reason }
  | Failed;

interface SelectedModule {
  readonly version: string;
  readonly target: Replacement["target"];
  readonly replacement: Replacement | null;
}

/** The sources of one module. */
interface ModuleTree {
  readonly tree: SourceTree;
  readonly root: string;
  readonly source: PackageSource;
  /** other modules may lie in it */
  readonly isLocal: boolean;
}

export interface ModulesRequest {
  readonly view: FileView;
  readonly directory: string;
  readonly goWork: string | null;
  /** GO111MODULE; null when it is not set */
  readonly go111Module: string | null;
  /** GOPATH; null when it is not set or not known */
  readonly gopath: string | null;
  readonly goVersion: string;
  /** the toolchain may be any newer one as well */
  readonly goVersionIsLeast: boolean;
  readonly mod: string | null;
  readonly moduleCache: ModuleCache | null;
  readonly moduleTable: ModuleTable | null;
  readonly headers: HeaderCache;
  /** workspace path of the module cache when `view` shows that, for programs of modules outside the repository; else null */
  readonly cacheRoot: string | null;
}

export class Modules {
  readonly #tree: SourceTree;
  readonly #cacheTree: SourceTree | null;
  readonly #located = new Map<string, Located>();
  readonly #boundaries = new Map<string, boolean>();

  constructor(
    private readonly request: ModulesRequest,
    readonly main: MainModules,
    readonly vendor: VendorDirectory | null,
    readonly buildList: BuildList,
  ) {
    const { view, headers, moduleCache, cacheRoot } = request;
    this.#tree = { view, headers, cacheRoot };
    this.#cacheTree = moduleCache === null ? null : { view: moduleCache.view, headers, cacheRoot: moduleCache.root };
  }

  /** Of the build itself, not of the module cache. */
  get tree(): SourceTree {
    return this.#tree;
  }

  /** The package of an import path that is not in the standard library. */
  locate(importPath: string): Located {
    let located = this.#located.get(importPath);
    if (located === undefined) {
      located = this.vendor === null ? this.#locateInBuildList(importPath) : this.#locateInVendor(importPath, this.vendor);
      this.#located.set(importPath, located);
    }
    return located;
  }

  /** False when go would say that no required module provides the package. A list that cannot be made proves nothing. */
  mayHave(importPath: string): boolean {
    return this.locate(importPath).kind !== "failure" || (this.vendor === null && this.buildList.failure !== null);
  }

  #locateInMain(importPath: string): Located | null {
    for (const module of this.main.modules) {
      const found = this.#packageIn(importPath, module.path, this.#ofMain(module));
      if (found.kind !== "ok" || found.value !== null) return toLocated(found, { path: module.path, version: "" });
    }
    return null;
  }

  #locateInVendor(importPath: string, vendor: VendorDirectory): Located {
    const own = this.#locateInMain(importPath);
    if (own !== null) return own;
    const module = vendor.moduleOf.get(importPath) ?? { path: "", version: "" };
    const directory = join(vendor.directory, importPath);
    const found = isVendored(vendor, importPath, this.main) ? hasGoFiles(this.#tree, directory) : ok(false);
    if (found.kind !== "ok") return toLocated(found, module);
    if (found.value) return { kind: "found", location: { tree: this.#tree, directory, module, source: "vendor" } };
    return failure(`cannot find module providing package ${importPath}: import lookup disabled by -mod=vendor`, "s3");
  }

  /** The longest module path that is a prefix and has the package. A longer one without sources hides what the shorter ones have. */
  #locateInBuildList(importPath: string): Located {
    if (this.buildList.failure !== null) return this.#locateInMain(importPath) ?? { kind: "failure", failure: this.buildList.failure };
    for (let prefix = importPath; ; prefix = dirname(prefix)) {
      const candidate = this.moduleTree(prefix);
      if (candidate !== null) {
        const version = this.buildList.selected(prefix)?.version ?? "";
        const found = candidate.kind === "ok" ? this.#packageIn(importPath, prefix, candidate.value) : candidate;
        const described = found.kind === "unknown" ? this.#described(importPath, prefix) : null;
        if (described !== null) return described;
        if (found.kind !== "ok" || found.value !== null) return toLocated(found, { path: prefix, version });
      }
      if (!prefix.includes("/")) break;
    }
    return this.#notProvided(importPath);
  }

  #notProvided(importPath: string): Located {
    if (this.request.mod === "mod" || !this.buildList.isComplete) {
      const text = `no module of go.mod is known to have ${importPath}`;
      return { kind: "missing", module: null, reason: { code: "module", text, at: null } };
    }
    if (!importPath.split("/", 1)[0]?.includes(".")) return failure(`package ${importPath} is not in std`);
    const hint = this.main.modules.length > 0 ? `to add it:\n\tgo get ${importPath}` : "go.mod file not found in current directory or any parent directory";
    return failure(`no required module provides package ${importPath}${this.main.modules.length > 0 ? "; " : ": "}${hint}`);
  }

  /** What the table has of a package of a module without sources; null when it has nothing. */
  #described(importPath: string, modulePath: string): Located | null {
    const { moduleTable } = this.request;
    const selected = this.#selected(modulePath);
    const directory = below(importPath, modulePath);
    if (moduleTable === null || selected?.kind !== "ok" || directory === null) return null;
    const { target, version } = selected.value;
    if ("directory" in target) return null;
    const entry = moduleTable.package(target, directory);
    if (entry === null) return null;
    return { kind: "described", entry, directory: join(`/${target.path}@${target.version}`, directory), module: { path: modulePath, version } };
  }

  /** The sources of a module; null when no version of it takes part. */
  moduleTree(path: string): Attempt<ModuleTree> | null {
    const main = this.main.modules.find((module) => module.path === path);
    if (main !== undefined) return ok(this.#ofMain(main));
    const selected = this.#selected(path);
    if (selected?.kind !== "ok") return selected;
    const { target, version, replacement } = selected.value;
    if ("path" in target) return this.#downloaded(target);
    const fact = this.request.view.stat(target.directory);
    if (fact.kind === "unknown") return unknown(fact.reason);
    if (fact.kind !== "directory") {
      return failure(`${path}@${version}: replacement directory ${replacement?.line.new.path} does not exist`, "s1", replacement?.at ?? null);
    }
    return ok({ tree: this.#tree, root: target.directory, source: "repository", isLocal: true });
  }

  /** The version that takes part, and what stands for it. */
  #selected(path: string): Attempt<SelectedModule> | null {
    const selected = this.buildList.selected(path);
    if (selected === null) return null;
    const { version, isExact } = selected;
    const replacement = this.main.replacements.of(path, version);
    const holdsForAllVersions = replacement?.line.old.version === "";
    if (!isExact && !holdsForAllVersions) {
      return unknown({ code: "module", text: `the version of ${path} depends on go.mod files that are not known`, at: null });
    }
    return ok({ version, target: replacement?.target ?? { path, version }, replacement });
  }

  #downloaded({ path, version }: ModuleVersion): Attempt<ModuleTree> {
    const root = this.request.moduleCache?.directory(path, version) ?? null;
    if (root === null || this.#cacheTree === null) return unknown({ code: "module", text: `no sources of ${path} ${version}`, at: null });
    return ok({ tree: this.#cacheTree, root, source: "moduleCache", isLocal: false });
  }

  #ofMain(module: MainModule): ModuleTree {
    return { tree: this.#tree, root: module.root, source: this.#tree.cacheRoot === null ? "repository" : "moduleCache", isLocal: true };
  }

  #packageIn(importPath: string, modulePath: string, module: ModuleTree): Attempt<Omit<PackageLocation, "module"> | null> {
    const { tree, root, source, isLocal } = module;
    const relative = below(importPath, modulePath);
    if (relative === null) return ok(null);
    const directory = join(root, relative);
    if (isLocal && this.#isInNestedModule(directory, root)) return ok(null);
    const found = hasGoFiles(tree, directory);
    if (found.kind !== "ok") return found;
    return ok(found.value ? { tree, directory, source } : null);
  }

  /** Whether a go.mod lies between the root of a module and a directory in it, or in that. */
  #isInNestedModule(directory: string, root: string): boolean {
    for (let at = directory; at.length > root.length; at = dirname(at)) if (this.isModuleRoot(at)) return true;
    return false;
  }

  /** A go.mod that something may write during the build is taken not to be there: nothing makes modules of directories inside a module. */
  isModuleRoot(directory: string): boolean {
    let isRoot = this.#boundaries.get(directory);
    if (isRoot === undefined) {
      isRoot = this.request.view.stat(join(directory, "go.mod")).kind === "file";
      this.#boundaries.set(directory, isRoot);
    }
    return isRoot;
  }

  /** The main module that holds a directory; null when none does. */
  mainModuleOf(directory: string): MainModule | null {
    return this.main.modules.find(({ root }) => below(directory, root) !== null && !this.#isInNestedModule(directory, root)) ?? null;
  }

  /** The import path of a directory of a main module, or of one that replaces a module. Source: resolveLocalPackage. */
  importPathOf(directory: string): Attempt<string> {
    const holding = this.main.modules.filter(({ root }) => below(directory, root) !== null);
    const main = holding.find(({ root }) => !this.#isInNestedModule(directory, root));
    if (main !== undefined) {
      const relative = below(directory, main.root) ?? "";
      const vendored = below(relative, "vendor");
      return vendored === null || vendored === "" ? ok(join(main.path, relative)) : this.#vendoredPath(directory, vendored);
    }
    const [outer] = holding;
    if (outer !== undefined) return failure(`main module (${outer.path}) does not contain package ${join(outer.path, below(directory, outer.root) ?? "")}`);
    for (const { path, version } of this.buildList.modules()) {
      const target = this.main.replacements.of(path, version)?.target;
      const relative = target === undefined || !("directory" in target) ? null : below(directory, target.directory);
      if (relative !== null) return ok(join(path, relative));
    }
    return failure(`directory ${directory} outside main module or its selected dependencies`);
  }

  #vendoredPath(directory: string, importPath: string): Attempt<string> {
    if (this.vendor === null) return failure(`without -mod=vendor, directory ${directory} has no package path`);
    if (!this.vendor.moduleOf.has(importPath)) return failure(`directory ${directory} is not a package listed in vendor/modules.txt`);
    return ok(importPath);
  }
}

export function toLocated(found: Attempt<Omit<PackageLocation, "module"> | null>, module: ModuleVersion): Located {
  if (found.kind === "unknown") return { kind: "missing", module, reason: found.reason };
  if (found.kind === "failure") return found;
  if (found.value === null) throw new Error(`no package of ${module.path} was found, which is no place`);
  return { kind: "found", location: { ...found.value, module } };
}

/** Whether a directory looks like a package: build constraints do not matter. Source: cmd/go/internal/fsys, IsGoDir. */
export function hasGoFiles({ view }: SourceTree, directory: string): Attempt<boolean> {
  const listed = view.list(directory);
  if (listed === null) return ok(false);
  let doubt: Reason | null = !mayHaveMoreSources(listed) ? null : { code: "file", text: `files of ${directory} may be written during the build`, at: null };
  for (const name of listed.names) {
    if (!name.endsWith(".go")) continue;
    const fact = view.stat(join(directory, name));
    if (fact.kind === "file") return ok(true);
    if (fact.kind === "unknown") doubt ??= fact.reason;
  }
  return doubt === null ? ok(false) : unknown(doubt);
}
