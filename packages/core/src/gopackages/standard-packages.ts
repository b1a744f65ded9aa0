/** The standard library as packages of a closure. */
import type { BuildContext as FileContext, CgoDirective } from "../syntax/go/index.js";
import type { Reason } from "../text/index.js";
import type { LinkedPackage } from "./model.js";
import type { StdTable } from "./std.js";

export class StandardPackages {
  /** set when the release is not one of those that are known: what is told is extrapolated */
  readonly unknown: Reason | null;
  readonly #packages = new Map<string, LinkedPackage | null>();

  constructor(
    private readonly table: StdTable,
    private readonly context: FileContext,
    goVersion: string,
  ) {
    const text = `the standard library of Go ${goVersion} is not known (that of ${table.tableVersion} was taken)`;
    this.unknown = table.exact ? null : { code: "package", text, at: null };
  }

  /** Null when the release has no such package. */
  package(importPath: string): LinkedPackage | null {
    let found = this.#packages.get(importPath);
    if (found === undefined) {
      found = this.table.has(importPath) ? this.#read(importPath) : null;
      this.#packages.set(importPath, found);
    }
    return found;
  }

  /** Whether it has files for this build at all. */
  isBuilt(importPath: string): boolean {
    return this.table.isBuilt(importPath, this.context);
  }

  #read(importPath: string): LinkedPackage {
    const cgo = this.table.cgo(importPath, this.context);
    const ldflags: CgoDirective = { condition: "", variable: "LDFLAGS", args: cgo.ldflags, argRanges: [], range: [0, 0], problem: null };
    return {
      importPath,
      name: packageName(importPath),
      module: "std",
      source: "std",
      directory: null,
      goFiles: [],
      cgoFiles: [],
      usesCgo: cgo.active,
      otherFiles: [],
      imports: this.table.imports(importPath, this.context),
      cgoDirectives: cgo.ldflags.length > 0 ? [{ directive: ldflags, at: null }] : [],
      dynamicImports: [],
      cgoFilesLeftOut: [],
      debugDirectives: [],
    };
  }
}

/** The last element that is no major version: packages of the standard library have no other names. */
function packageName(importPath: string): string {
  const elements = importPath.split("/");
  const last = elements.at(-1) as string;
  return /^v\d+(\.\d+)*$/.test(last) ? (elements.at(-2) ?? last) : last;
}
