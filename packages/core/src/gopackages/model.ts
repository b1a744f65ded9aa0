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
  /** the toolchain may be any newer one as well; default false */
  readonly goVersionIsLeast?: boolean;
  /** -mod as given; null lets go decide (vendor when there is a vendor directory and go ≥ 1.14) */
  readonly mod: string | null;
  /** sets the tag of that name and links runtime/race */
  readonly race: boolean;
  /** as {@link race}, for -msan and -asan; default false */
  readonly msan?: boolean;
  readonly asan?: boolean;
  /** GOAMD64, GOARM, GO386 … of the target architecture ("v3"); it decides tags such as `amd64.v3`. Null or absent: go's default. */
  readonly architectureLevel?: string | null;
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
  /** absolute directory in the file view (below the module cache: workspace path); null without sources */
  readonly directory: string | null;
  /** names of the files that are compiled, cgo files included, sorted; not known for the standard library */
  readonly goFiles: readonly string[];
  /** not known for the standard library, see {@link usesCgo} */
  readonly cgoFiles: readonly string[];
  /** files with `import "C"` that only the lack of cgo leaves out; not known for the standard library */
  readonly cgoFilesLeftOut: readonly string[];
  /** whether files with `import "C"` are compiled */
  readonly usesCgo: boolean;
  /** `.c`, `.cc`/`.cpp`/`.cxx`, `.s`/`.S`, `.syso` … files that take part, sorted */
  readonly otherFiles: readonly string[];
  /**
   * As written in the files that are compiled, without "C", sorted. Those that go adds to cgo packages (runtime/cgo, syscall, unsafe) are among them
   * only in the standard library.
   */
  readonly imports: readonly string[];
  /** `#cgo` lines that are in force, in the order of files and lines */
  readonly cgoDirectives: readonly { readonly directive: CgoDirective; readonly at: Origin | null }[];
  /** `//go:cgo_import_dynamic` with a library name: makes the program dynamic without cgo (purego) */
  readonly dynamicImports: readonly { readonly library: string; readonly at: Origin | null }[];
  /** `//go:debug` lines of the heads of its files, in their order; go reads those above the package clause only. Not known for the standard library. */
  readonly debugDirectives: readonly { readonly setting: string; readonly isRead: boolean; readonly at: Origin | null }[];
}

/** A package that takes part but whose content is not known, or not completely. */
export interface MissingPackage {
  /** "std" stands for the whole standard library of a release that is not known */
  readonly importPath: string;
  /** "" for a main package */
  readonly importedBy: string;
  /** the import in a file of the repository; null in the module cache */
  readonly at: Origin | null;
  /** the module that must have it, as far as known: the longest module path of the build list that is a prefix of the import path */
  readonly module: { readonly path: string; readonly version: string } | null;
  readonly reason: Reason;
}

export interface ImportClosure {
  readonly main: LinkedPackage;
  /** absolute directory of the main module's go.mod; null for files outside a module */
  readonly moduleRoot: string | null;
  readonly modulePath: string | null;
  /** godebug lines that are in force: those of go.work, else of go.mod */
  readonly godebugLines: readonly { readonly setting: string; readonly at: Origin | null }[];
  /** every package known to be linked, main included, sorted by import path */
  readonly packages: ReadonlyMap<string, LinkedPackage>;
  /** empty when the closure is complete. A package whose files are known only in part is in {@link packages} too. */
  readonly missing: readonly MissingPackage[];
  /** what the missing packages are known to reach or not (module facts); each entry that is unknown keeps the closure open for that question */
  readonly facts: readonly ModuleFact[];
  /** chain of imports from main to a package, for evidence; empty for main itself and for packages outside the closure */
  pathTo(importPath: string): Evidence;
  /** false when it is proven that no module of the build has a package of that path; the standard library is not asked */
  mayHave(importPath: string): boolean;
  /** the require line of a module in go.mod; null without one, and where it is no file of the repository */
  requirementOf(modulePath: string): Origin | null;
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
  /** libraries that it makes a program without cgo need (purego); absent or empty when none is known */
  readonly neededWithoutCgo?: readonly string[];
}

/** Go's own error, abridged: the words are go's, paths are those of the file view. */
export interface LoadFailure {
  readonly text: string;
  /** ground-truth id, "" without one */
  readonly fact: string;
  readonly at: Origin | null;
}

/** Packages that a command names: one closure for each main package; or why the command fails. */
export interface LoadResult {
  /** in the order of the patterns, then of import paths */
  readonly closures: readonly ImportClosure[];
  /** named packages that are not main: compiled but not linked (fact e10) */
  readonly libraries: readonly string[];
  /** when loading must fail: "build constraints exclude all Go files in …" (b6), missing module, …; null when nothing shows that it does */
  readonly failure: LoadFailure | null;
  /** why the list of mains may be incomplete */
  readonly unknown: Reason | null;
  /** go line of go.mod (in workspace mode: of go.work); null without one */
  readonly goLine: string | null;
}
