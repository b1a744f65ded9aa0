/** The package in one directory under a build context. Source: go/build, Context.Import. */
import type { FileFact, FileView } from "../evaluate/files/view.js";
import type { BuildContext as FileContext, GoDirective, GoHeader } from "../syntax/go/index.js";
import { matchBuildLines, matchCgoDirective, matchFileName, scanBuildLines, scanGoHeader } from "../syntax/go/index.js";
import type { Origin, Reason } from "../text/index.js";
import type { HeaderCache, Unreadable } from "./headers.js";
import { findDynamicImports, originIn } from "./headers.js";
import type { LinkedPackage, LoadFailure } from "./model.js";
import { join } from "./paths.js";
import { mayHaveMoreSources } from "./source-names.js";

/** Where the files of a package are read: in the view of a build, or in the module cache. */
export interface SourceTree {
  readonly view: FileView;
  readonly headers: HeaderCache;
  /** workspace path of the module cache when it is that, whose files no report can point to; else null */
  readonly cacheRoot: string | null;
}

export interface DirectoryPackage extends Pick<LinkedPackage, "goFiles" | "cgoFiles" | "otherFiles" | "imports" | "cgoDirectives" | "dynamicImports" | "debugDirectives" | "cgoFilesLeftOut"> {
  readonly tree: SourceTree;
  readonly directory: string;
  /** package clause of the first Go file; "" without Go files */
  readonly name: string;
  /** Go files that build constraints or the lack of cgo leave out */
  readonly hasIgnoredGoFiles: boolean;
  readonly hasTestFiles: boolean;
  /** go's first error about the directory */
  readonly problem: { readonly text: string; readonly at: Origin | null } | null;
  /** why there may be more files, or why one could not be read */
  readonly unknown: Reason | null;
}

/** One import in a file that is compiled. */
interface ImportPlace {
  readonly file: string;
  readonly at: Origin | null;
}

/** How go chooses files. */
export interface Selection {
  readonly context: FileContext;
  /** equal for equal contexts */
  readonly key: string;
  /** files of a command line, which build constraints do not exclude; null for all of the directory */
  readonly named: readonly string[] | null;
}

type RegularFile = Extract<FileFact, { kind: "file" }>;

/** What takes part only when cgo is on. */
export const COMPILED_WITH_C: ReadonlySet<string> = new Set([".c", ".cc", ".cpp", ".cxx", ".m", ".swig", ".swigcxx"]);

/** Null when there is no such directory. Test files are not read: they only tell "no Go files" from "no non-test Go files". */
export function readDirectoryPackage(tree: SourceTree, directory: string, selection: Selection): DirectoryPackage | null {
  const listed = tree.view.list(directory);
  if (listed === null) return null;
  const reader = new DirectoryReader(tree, directory, selection);
  for (const name of selection.named ?? listed.names) reader.add(name);
  if (mayHaveMoreSources(listed) && selection.named === null) {
    reader.setUnknown({ code: "file", text: `files of ${directory} may be written during the build`, at: null });
  }
  return reader.finish();
}

class DirectoryReader {
  #name = "";
  #firstFile = "";
  readonly #goFiles: string[] = [];
  readonly #cgoFiles: string[] = [];
  readonly #cgoFilesLeftOut: string[] = [];
  readonly #otherFiles: string[] = [];
  /** `.S` and `.sx`, which only gcc assembles */
  readonly #gccAssembly: string[] = [];
  readonly #imports = new Set<string>();
  readonly #cgoDirectives: LinkedPackage["cgoDirectives"][number][] = [];
  readonly #debugDirectives: LinkedPackage["debugDirectives"][number][] = [];
  #hasIgnoredGoFiles = false;
  #hasTestFiles = false;
  #importsDynamically = false;
  #problem: DirectoryPackage["problem"] = null;
  #unknown: Reason | null = null;

  constructor(
    private readonly tree: SourceTree,
    private readonly directory: string,
    private readonly selection: Selection,
  ) {}

  setUnknown(reason: Reason): void {
    this.#unknown ??= reason;
  }

  add(name: string): void {
    if (name.startsWith("_") || name.startsWith(".")) return;
    const extension = name.slice(name.lastIndexOf("."));
    const isGo = extension === ".go";
    const isIgnored = matchFileName(name, this.selection.context) !== true && this.selection.named === null;
    const isTest = isGo && name.endsWith("_test.go");
    // of these only the first one tells something
    if (isIgnored ? !isGo || this.#hasIgnoredGoFiles : isTest && this.#hasTestFiles) return;
    const path = join(this.directory, name);
    const fact = this.tree.view.stat(path);
    if (fact.kind === "unknown" && !isIgnored && !isTest) this.setUnknown(fact.reason);
    if (fact.kind !== "file") return;
    if (isIgnored) this.#hasIgnoredGoFiles = true;
    else if (isTest) this.#hasTestFiles = true;
    else if (isGo) this.#addGoFile(name, path, fact);
    else this.#addOtherFile(name, extension, path, fact);
  }

  #addGoFile(name: string, path: string, fact: RegularFile): void {
    const header = goHeader(this.tree, path, fact);
    if ("unknown" in header) {
      this.setUnknown(header.unknown);
      return;
    }
    if (this.selection.named === null) {
      const matches = matchBuildLines(header, this.selection.context);
      if (matches === "unknown") this.#fail(`${path}: ${header.constraintProblem?.message ?? "invalid build constraint"}`, fact.source, header.constraintProblem?.range);
      if (matches === false) this.#hasIgnoredGoFiles = true;
      if (matches !== true) return;
    }
    if (header.packageName === "documentation") {
      this.#hasIgnoredGoFiles = true;
      return;
    }
    const problem = header.problems[0];
    if (problem !== undefined) this.#fail(`${path}: ${problem.message}`, fact.source, problem.range);
    this.#checkName(name, header, fact.source);
    const isCgo = header.imports.some((spec) => spec.path === "C");
    if (isCgo && this.selection.context.cgo !== true) {
      this.#hasIgnoredGoFiles = true;
      this.#cgoFilesLeftOut.push(name);
      return;
    }
    this.#goFiles.push(name);
    for (const directive of header.directives) {
      if (directive.name === "cgo_import_dynamic") this.#importsDynamically = true;
      else if (directive.name === "debug") this.#addDebug(directive, header, fact.source);
    }
    for (const spec of header.imports) if (spec.path !== "C") this.#imports.add(spec.path);
    if (isCgo) this.#addCgo(name, header, fact.source);
  }

  #checkName(name: string, header: GoHeader, source: string | null): void {
    if (header.packageName === null) return;
    if (this.#name === "") {
      this.#name = header.packageName;
      this.#firstFile = name;
    } else if (header.packageName !== this.#name) {
      const text = `found packages ${this.#name} (${this.#firstFile}) and ${header.packageName} (${name}) in ${this.directory}`;
      this.#fail(text, source, header.packageRange ?? undefined);
    }
  }

  #addDebug({ value, range }: GoDirective, { packageRange }: GoHeader, source: string | null): void {
    const isRead = packageRange !== null && range[0] < packageRange[0];
    this.#debugDirectives.push({ setting: value, isRead, at: originIn(source, range, this.tree.cacheRoot === null) });
  }

  #addCgo(name: string, header: GoHeader, source: string | null): void {
    this.#cgoFiles.push(name);
    for (const directive of header.cgo) {
      if (matchCgoDirective(directive, this.selection.context) !== true) continue;
      this.#cgoDirectives.push({ directive, at: originIn(source, directive.range, this.tree.cacheRoot === null) });
      if (directive.problem !== null) this.#fail(`${join(this.directory, name)}: ${directive.problem}`, source, directive.range);
    }
  }

  #addOtherFile(name: string, extension: string, path: string, fact: RegularFile): void {
    if (extension !== ".syso") {
      const lines = otherBuildLines(this.tree, path, fact);
      if ("unknown" in lines) {
        this.setUnknown(lines.unknown);
        return;
      }
      if (matchBuildLines(lines, this.selection.context) !== true && this.selection.named === null) return;
    }
    if (extension === ".S" || extension === ".sx") this.#gccAssembly.push(name);
    else if (this.selection.context.cgo === true || !COMPILED_WITH_C.has(extension)) this.#otherFiles.push(name);
  }

  #fail(text: string, source: string | null, range: readonly [number, number] | undefined): void {
    this.#problem ??= { text, at: range === undefined ? null : originIn(source, range, this.tree.cacheRoot === null) };
  }

  finish(): DirectoryPackage {
    const otherFiles = this.#cgoFiles.length > 0 ? [...this.#otherFiles, ...this.#gccAssembly].sort() : this.#otherFiles;
    return {
      tree: this.tree,
      directory: this.directory,
      name: this.#name,
      goFiles: this.#goFiles,
      cgoFiles: this.#cgoFiles,
      cgoFilesLeftOut: this.#cgoFilesLeftOut,
      otherFiles,
      imports: [...this.#imports].sort(),
      cgoDirectives: this.#cgoDirectives,
      dynamicImports: this.#findDynamicImports(otherFiles),
      debugDirectives: this.#debugDirectives,
      hasIgnoredGoFiles: this.#hasIgnoredGoFiles,
      hasTestFiles: this.#hasTestFiles,
      problem: this.#problem,
      unknown: this.#unknown,
    };
  }

  /** Functions of a shared library are called through assembly: only packages that have some (or say so in a header) are read beyond their headers. */
  #findDynamicImports(otherFiles: readonly string[]): LinkedPackage["dynamicImports"] {
    const found: { library: string; at: Origin | null }[] = [];
    if (!this.#importsDynamically && !otherFiles.some((name) => name.endsWith(".s"))) return found;
    for (const name of this.#goFiles) {
      const path = join(this.directory, name);
      const fact = this.tree.view.stat(path);
      if (fact.kind !== "file") continue;
      const imports = dynamicImports(this.tree, path, fact);
      if ("unknown" in imports) this.setUnknown(imports.unknown);
      else for (const { library, start, end } of imports) found.push({ library, at: originIn(fact.source, [start, end], this.tree.cacheRoot === null) });
    }
    return found;
  }
}

/** Where a package imports `path`, in the order of its files. */
export function importPlaces(found: DirectoryPackage, path: string): readonly ImportPlace[] {
  const places: ImportPlace[] = [];
  for (const file of found.goFiles) {
    const fact = found.tree.view.stat(join(found.directory, file));
    if (fact.kind !== "file") continue;
    const header = goHeader(found.tree, join(found.directory, file), fact);
    if ("unknown" in header) continue;
    for (const spec of header.imports) {
      if (spec.path === path) places.push({ file, at: originIn(fact.source, spec.range, found.tree.cacheRoot === null) });
    }
  }
  return places;
}

function goHeader(tree: SourceTree, path: string, fact: RegularFile): GoHeader | Unreadable {
  if (fact.source !== null) return tree.headers.goHeader(fact.source);
  const text = writtenText(tree, path);
  return typeof text === "string" ? scanGoHeader(text) : text;
}

function otherBuildLines(tree: SourceTree, path: string, fact: RegularFile): ReturnType<HeaderCache["buildLines"]> {
  if (fact.source !== null) return tree.headers.buildLines(fact.source);
  const text = writtenText(tree, path);
  return typeof text === "string" ? scanBuildLines(text) : text;
}

function dynamicImports(tree: SourceTree, path: string, fact: RegularFile): ReturnType<HeaderCache["dynamicImports"]> {
  if (fact.source !== null) return tree.headers.dynamicImports(fact.source);
  const text = writtenText(tree, path);
  return typeof text === "string" ? findDynamicImports(text) : text;
}

/** Text of a file that was written during the build. */
export function writtenText(tree: SourceTree, path: string): string | Unreadable {
  const read = tree.view.read(path);
  if (read === null) return { unknown: { code: "file", text: `${path} is gone`, at: null } };
  return "unknown" in read ? read : read.text;
}

/** Languages that need cgo (or SWIG) to be compiled; without cgo they are passed over. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  [".c", "C"],
  [".cc", "C++"],
  [".cpp", "C++"],
  [".cxx", "C++"],
  [".m", "Objective-C"],
  [".f", "Fortran"],
  [".F", "Fortran"],
  [".for", "Fortran"],
  [".f90", "Fortran"],
]);

/** Go's words for a package with sources that nothing compiles; null when there are none. Source: cmd/go/internal/load/pkg.go. */
export function strayLanguage({ usesCgo, otherFiles }: Pick<LinkedPackage, "usesCgo" | "otherFiles">): string | null {
  if (otherFiles.length === 0) return null;
  const extensionOf = (name: string): string => name.slice(name.lastIndexOf("."));
  if (usesCgo || otherFiles.some((name) => extensionOf(name).startsWith(".swig"))) return null;
  for (const language of new Set(LANGUAGES.values())) {
    const files = otherFiles.filter((name) => LANGUAGES.get(extensionOf(name)) === language);
    if (files.length > 0) return `${language} source files not allowed when not using cgo or SWIG: ${files.join(" ")}`;
  }
  return null;
}

/** Go's words for a directory without anything to compile; null when there is something. Source: cmd/go/internal/load, NoGoError. */
export function nothingToBuild(found: DirectoryPackage): LoadFailure | null {
  if (found.goFiles.length > 0) return null;
  const { directory, hasIgnoredGoFiles, hasTestFiles } = found;
  if (hasIgnoredGoFiles) return allExcluded(directory);
  return { text: `no ${hasTestFiles ? "non-test " : ""}Go files in ${directory}`, fact: "", at: null };
}

export function allExcluded(directory: string): LoadFailure {
  return { text: `build constraints exclude all Go files in ${directory}`, fact: "b6", at: null };
}
