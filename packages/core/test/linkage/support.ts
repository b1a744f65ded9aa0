import type { GoHost } from "../../src/gobuild/index.js";
import { understandGoCommand } from "../../src/gobuild/index.js";
import type { ImportClosure, LinkedPackage, MissingPackage, ModuleFact } from "../../src/gopackages/index.js";
import type { Linkage, PackageDeclarations } from "../../src/linkage/index.js";
import { predictLinkage } from "../../src/linkage/index.js";
import type { Traced, Verdict } from "../../src/text/index.js";
import { known, unknown } from "../../src/text/index.js";
import type { WordLike } from "../gobuild/support.js";
import { call, host } from "../gobuild/support.js";

export interface PackageSketch {
  readonly path: string;
  readonly cgo?: boolean;
  readonly ldflags?: readonly string[];
  readonly pkgConfig?: readonly string[];
  readonly files?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly debug?: readonly string[];
  readonly std?: boolean;
}

export function linked({ path, cgo = false, ldflags = [], pkgConfig = [], files = [], dynamicImports = [], debug = [], std = !path.includes(".") && path !== "main" }: PackageSketch): LinkedPackage {
  const directive = (variable: string, args: readonly string[]) =>
    args.length === 0
      ? []
      : [{ directive: { condition: "", variable, args, argRanges: [], range: [0, 0] as const, problem: null }, at: { file: `${path}.go`, start: 0, end: 10 } }];
  return {
    importPath: path,
    name: path === MAIN ? "main" : (path.split("/").at(-1) as string),
    module: std ? "std" : "example.com/app",
    source: std ? "std" : "repository",
    directory: std ? null : `/src/${path}`,
    goFiles: [],
    cgoFiles: cgo && !std ? ["c.go"] : [],
    cgoFilesLeftOut: [],
    usesCgo: cgo,
    otherFiles: files,
    imports: [],
    cgoDirectives: [...directive("LDFLAGS", ldflags), ...directive("pkg-config", pkgConfig)],
    dynamicImports: dynamicImports.map((library) => ({ library, at: null })),
    debugDirectives: debug.map((setting) => ({ setting, isRead: true, at: null })),
  };
}

export const MAIN = "example.com/app/cmd/app";

export const NET: PackageSketch = { path: "net", cgo: true };
export const OS_USER: PackageSketch = { path: "os/user", cgo: true };
export const OWN_C: PackageSketch = { path: "example.com/app/c", cgo: true };

export function missing(module: string): MissingPackage {
  return { importPath: `${module}/pkg`, importedBy: MAIN, at: null, module: { path: module, version: "v1.0.0" }, reason: { code: "module", text: `${module} has no sources here`, at: null } };
}

export function fact(module: string, change: Partial<ModuleFact>): ModuleFact {
  const open = unknown({ code: "module", text: `facts of ${module}`, at: null });
  return { module, version: "v1.0.0", cgo: open, net: open, osUser: open, plugin: open, needed: open, ...change };
}

export function closure(sketches: readonly PackageSketch[], open: { readonly missing?: readonly MissingPackage[]; readonly facts?: readonly ModuleFact[] } = {}): ImportClosure {
  const main = linked({ path: MAIN, std: false });
  const packages = [main, ...sketches.map(linked)];
  return {
    main: packages.findLast((one) => one.importPath === MAIN) ?? main,
    moduleRoot: "/src",
    modulePath: "example.com/app",
    godebugLines: [],
    packages: new Map(packages.map((one) => [one.importPath, one])),
    missing: open.missing ?? [],
    facts: open.facts ?? [],
    pathTo: () => [],
    mayHave: () => true,
    requirementOf: () => null,
  };
}

export interface Sketch {
  readonly env?: Readonly<Record<string, string | Traced>>;
  readonly machine?: GoHost;
  readonly closure?: ImportClosure | null;
  readonly declarations?: Readonly<Record<string, PackageDeclarations>>;
}

/** Predicts the linkage of `go <list>` for a program with these packages. */
export function predict(list: readonly WordLike[], sketch: Sketch = {}): Linkage {
  const machine = sketch.machine ?? host();
  const command = understandGoCommand(call(list, sketch.env ?? {}), machine);
  if (command === null) throw new Error("builds nothing");
  return predictLinkage({
    command,
    closure: sketch.closure === undefined ? closure([]) : sketch.closure,
    load: null,
    host: machine,
    declarations: (path) => {
      const found = sketch.declarations?.[path];
      return found === undefined ? unknown({ code: "package", text: path, at: null }) : known(found);
    },
  });
}

export function value<T>(verdict: Verdict<T>): T | string {
  return verdict.kind === "known" ? verdict.value : `unknown: ${verdict.reason.text}`;
}
