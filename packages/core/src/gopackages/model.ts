/** The packages that a main package links. */
import type { CgoDirective } from "../syntax/go/ast.js";
import type { Evidence, Origin, Reason, Verdict } from "../text/index.js";

export interface BuildContext {
  readonly goos: string;
  readonly goarch: string;
  readonly cgo: boolean;
  readonly tags: readonly string[];
  /** "1.24", "1.24.3": decides release tags and the standard library table */
  readonly goVersion: string;
  /** -mod as given; null lets go decide (vendor when vendor/modules.txt is there and go ≥ 1.14) */
  readonly mod: string | null;
  /** "gc" settings such as -race set further tags */
  readonly race: boolean;
}

/** How the content of a package was known. */
export type PackageSource = "repository" | "vendor" | "moduleCache" | "facts" | "std";

export interface LinkedPackage {
  readonly importPath: string;
  /** package clause; "main" for the program */
  readonly name: string;
  /** module path; "std" for the standard library; "" for files given on the command line outside a module */
  readonly module: string;
  readonly source: PackageSource;
  /** absolute directory in the file view; null without sources */
  readonly directory: string | null;
  /** names of the files that are compiled, cgo files included, sorted */
  readonly goFiles: readonly string[];
  readonly cgoFiles: readonly string[];
  /** `.c`, `.cc`/`.cpp`/`.cxx`, `.s`/`.S`, `.syso` … files that take part */
  readonly otherFiles: readonly string[];
  readonly imports: readonly string[];
  readonly cgoDirectives: readonly { readonly directive: CgoDirective; readonly at: Origin | null }[];
  /** `//go:cgo_import_dynamic` with a library name: makes the program dynamic without cgo (purego) */
  readonly dynamicImports: readonly { readonly library: string; readonly at: Origin | null }[];
}

/** A package that takes part but whose content is not known. */
export interface MissingPackage {
  readonly importPath: string;
  readonly importedBy: string;
  readonly at: Origin | null;
  readonly reason: Reason;
}

export interface ImportClosure {
  readonly main: LinkedPackage;
  /** absolute directory of the main module's go.mod; null for files outside a module */
  readonly moduleRoot: string | null;
  readonly modulePath: string | null;
  /** every package known to be linked, main included, sorted by import path */
  readonly packages: ReadonlyMap<string, LinkedPackage>;
  /** empty when the closure is complete */
  readonly missing: readonly MissingPackage[];
  /** what the missing packages are known to reach or not (module facts); each entry that is unknown keeps the closure open for that question */
  readonly facts: readonly ModuleFact[];
  /** chain of imports from main to a package, for evidence */
  pathTo(importPath: string): Evidence;
}

/** What module facts say of a module that is linked without sources. */
export interface ModuleFact {
  readonly module: string;
  readonly version: string;
  readonly cgo: Verdict<boolean>;
  readonly net: Verdict<boolean>;
  readonly osUser: Verdict<boolean>;
  readonly plugin: Verdict<boolean>;
  /** libraries that its cgo packages need at run time */
  readonly needed: Verdict<readonly string[]>;
}

/** Packages that a command names: one closure for each main package; or why the command fails. */
export interface LoadResult {
  readonly closures: readonly ImportClosure[];
  /** named packages that are not main: compiled but not linked (fact e10) */
  readonly libraries: readonly string[];
  /** go's own error, when loading must fail: "build constraints exclude all Go files in …" (b6), missing module, … */
  readonly failure: { readonly text: string; readonly fact: string; readonly at: Origin | null } | null;
  /** why the list of mains may be incomplete */
  readonly unknown: Reason | null;
  /** go line of go.mod; null without one */
  readonly goLine: string | null;
}
