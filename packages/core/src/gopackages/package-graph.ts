/** Packages and what they import, each looked at once however many programs link it. */
import type { Reason } from "../text/index.js";
import type { ModuleVersion } from "./build-list.js";
import { contextKey, fileContext } from "./build-tags.js";
import type { DescribedPackage } from "./described-package.js";
import { describePackage } from "./described-package.js";
import type { DirectoryPackage, Selection } from "./directory-package.js";
import { allExcluded, nothingToBuild, strayLanguage } from "./directory-package.js";
import type { BuildContext, LinkedPackage, LoadFailure } from "./model.js";
import type { Modules, PackageLocation } from "./modules.js";
import type { PackageStore } from "./package-store.js";
import type { StandardPackages } from "./standard-packages.js";
import { standardLibrary } from "./std.js";

export interface PackageNode {
  readonly package: LinkedPackage;
  /** import paths that go follows, those that it adds itself included */
  readonly edges: readonly string[];
  /** null for the standard library, and without sources */
  readonly found: DirectoryPackage | null;
  /** what stands for the files of a package without sources; null for others */
  readonly described: DescribedPackage | null;
}

export type PackageEntry =
  | { readonly kind: "package"; readonly node: PackageNode; readonly module: ModuleVersion | null; readonly unknown: Reason | null }
  | { readonly kind: "missing"; readonly module: ModuleVersion | null; readonly reason: Reason }
  /** `text` is what go says after the chain of imports; `isEmpty`: there are no files to compile */
  | { readonly kind: "failure"; readonly failure: LoadFailure; readonly isEmpty: boolean };

/** What go adds to the imports of a package with cgo files, and of one with SWIG files. Source: cmd/go/internal/load/pkg.go. */
const CGO_IMPORTS = ["runtime/cgo", "syscall", "unsafe"];
const SWIG_IMPORTS = [...CGO_IMPORTS, "sync"];

type DescribedLocation = Extract<ReturnType<Modules["locate"]>, { kind: "described" }>;

export const COMMAND_LINE_ARGUMENTS = "command-line-arguments";

export class PackageGraph {
  readonly #entries = new Map<string, PackageEntry>();
  readonly #selection: Selection;
  readonly #std: StandardPackages;

  constructor(
    readonly modules: Modules,
    readonly context: BuildContext,
    private readonly store: PackageStore,
  ) {
    const table = standardLibrary(context.goVersion);
    this.#selection = { context: fileContext(context, table), key: contextKey(context), named: null };
    this.#std = store.standardPackages(context.goVersion, this.#selection);
  }

  /** Why the standard library is not known for certain. */
  get standardLibraryDoubt(): Reason | null {
    return this.#std.unknown;
  }

  entry(importPath: string): PackageEntry {
    let entry = this.#entries.get(importPath);
    if (entry === undefined) {
      entry = this.#find(importPath);
      this.#entries.set(importPath, entry);
    }
    return entry;
  }

  /** The package that files given on the command line make. */
  ofFiles(directory: string, names: readonly string[]): PackageEntry {
    const module = this.modules.mainModuleOf(directory);
    const found = this.store.read(this.modules.tree, directory, { ...this.#selection, named: names });
    const version = { path: module?.path ?? "", version: "" };
    return this.#toEntry(COMMAND_LINE_ARGUMENTS, { tree: this.modules.tree, directory, module: version, source: "repository" }, found);
  }

  /** The package in a directory; null when there is no such directory. */
  readDirectory(location: Pick<PackageLocation, "tree" | "directory">): DirectoryPackage | null {
    return this.store.read(location.tree, location.directory, this.#selection);
  }

  /** What the linker needs besides the imports of main. Source: cmd/go/internal/load/pkg.go, LinkerDeps. */
  linkerImports(): readonly string[] {
    const { goarch, race, msan, asan } = this.context;
    const imports = ["runtime"];
    if (goarch === "arm") imports.push("math");
    if (race) imports.push("runtime/race");
    if (msan === true) imports.push("runtime/msan");
    if (asan === true) imports.push("runtime/asan");
    return imports;
  }

  #find(importPath: string): PackageEntry {
    const standard = this.#std.package(importPath);
    if (standard !== null) return this.#standardEntry(standard);
    if (importPath.startsWith("./") || importPath.startsWith("../")) {
      const text = `"${importPath}" is relative, but relative import paths are not supported in module mode`;
      return { kind: "failure", failure: { text, fact: "", at: null }, isEmpty: false };
    }
    const located = this.modules.locate(importPath);
    if (located.kind === "failure") return { ...located, isEmpty: false };
    if (located.kind === "missing") return located;
    if (located.kind === "described") return this.#describedEntry(importPath, located);
    return this.#toEntry(importPath, located.location, this.readDirectory(located.location));
  }

  #standardEntry(standard: LinkedPackage): PackageEntry {
    const { importPath, imports } = standard;
    if (this.#std.isBuilt(importPath)) return { kind: "package", node: { package: standard, edges: imports, found: null, described: null }, module: null, unknown: null };
    const text = `build constraints exclude all Go files in $GOROOT/src/${importPath}`;
    return { kind: "failure", failure: { text, fact: "b6", at: null }, isEmpty: true };
  }

  #toEntry(importPath: string, location: PackageLocation, found: DirectoryPackage | null): PackageEntry {
    const { tree, directory, module, source } = location;
    if (found === null) return { kind: "missing", module, reason: { code: "package", text: `no directory ${directory}`, at: null } };
    if (found.problem !== null) return { kind: "failure", failure: { ...found.problem, fact: "" }, isEmpty: false };
    if (found.goFiles.length === 0 && found.unknown !== null) return { kind: "missing", module, reason: found.unknown };
    const nothing = nothingToBuild(found);
    if (nothing !== null) return { kind: "failure", failure: nothing, isEmpty: true };
    const stray = strayLanguage({ usesCgo: found.cgoFiles.length > 0, otherFiles: found.otherFiles });
    if (stray !== null) return { kind: "failure", failure: { text: stray, fact: "", at: null }, isEmpty: false };
    const { name, goFiles, cgoFiles, cgoFilesLeftOut, otherFiles, imports, cgoDirectives, dynamicImports, debugDirectives } = found;
    const linked: LinkedPackage = {
      importPath,
      name,
      module: module.path,
      source,
      directory: `${tree.cacheRoot ?? ""}${directory}`,
      goFiles,
      cgoFiles,
      cgoFilesLeftOut,
      usesCgo: cgoFiles.length > 0,
      otherFiles,
      imports,
      cgoDirectives,
      dynamicImports,
      debugDirectives,
    };
    return { kind: "package", node: { package: linked, edges: [...imports, ...impliedImports(found)], found, described: null }, module, unknown: found.unknown };
  }

  /** Programs are not in the table. */
  #describedEntry(importPath: string, { entry, directory, module }: DescribedLocation): PackageEntry {
    const described = describePackage(entry, this.#selection.context);
    const { name, usesCgo, otherFiles, imports, cgoDirectives, dynamicImports } = described;
    if (described.unknown !== null) return { kind: "missing", module, reason: described.unknown };
    if (!described.hasGoFiles) return { kind: "failure", failure: allExcluded(directory), isEmpty: true };
    const stray = strayLanguage(described);
    if (stray !== null) return { kind: "failure", failure: { text: stray, fact: "", at: null }, isEmpty: false };
    const linked: LinkedPackage = {
      importPath,
      name,
      module: module.path,
      source: "facts",
      directory: null,
      goFiles: [],
      cgoFiles: [],
      cgoFilesLeftOut: [],
      usesCgo,
      otherFiles,
      imports,
      cgoDirectives,
      dynamicImports,
      debugDirectives: [],
    };
    return { kind: "package", node: { package: linked, edges: usesCgo ? [...imports, ...CGO_IMPORTS] : imports, found: null, described }, module, unknown: null };
  }
}

function impliedImports({ cgoFiles, otherFiles }: DirectoryPackage): readonly string[] {
  if (otherFiles.some((name) => name.endsWith(".swig") || name.endsWith(".swigcxx"))) return SWIG_IMPORTS;
  return cgoFiles.length > 0 ? CGO_IMPORTS : [];
}
