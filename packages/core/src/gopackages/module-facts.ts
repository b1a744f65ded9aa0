/** What is known about Go modules that use cgo, or that look as if they did. Source: data/facts/cgo-modules.json. */
import type { Hop } from "../text/index.js";
import { moduleFactData } from "./module-facts.generated.js";

export type ModuleKind =
  /** C or C++ compiled in: needs a compiler; at run time libc and `libs` */
  | "bundled-c"
  /** prebuilt archives in the module, made for one libc */
  | "bundled-static"
  /** links libraries of the image: they become needed libraries */
  | "system-lib"
  /** libraries opened at run time: never needed libraries */
  | "dlopen"
  /** a dynamic executable although there is no cgo */
  | "purego"
  /** pure by default or with a fallback; cgo by tag or when enabled */
  | "optional"
  /** no cgo on linux */
  | "pure";

/** What happens to a program that uses the module when cgo is off. */
export type WithoutCgo =
  | "unaffected"
  /** an unused import builds; what use gives was not tried */
  | "import-builds"
  /** an import builds, using the API does not */
  | "use-undefined"
  | "fails-undefined"
  | "fails-excluded"
  /** builds and works in another way */
  | "falls-back"
  /** builds, and fails when it is used at run time */
  | "stub"
  /** gives a dynamic executable although cgo is off */
  | "dynamic"
  | "not-tested";

export interface ModuleFact {
  readonly module: string;
  /** the version that was looked at; null when the fact is general knowledge */
  readonly measuredVersion: string | null;
  /** whether that is the version asked for */
  readonly exact: boolean;
  readonly kind: ModuleKind;
  readonly withoutCgo: WithoutCgo;
  /** for people: what fails, and how; "" when there is nothing to add */
  readonly withoutCgoDetail: string;
  /** the package that was imported to find out, when it is not the module's root */
  readonly package: string | null;
  /** keys of the shared library facts; an upper bound of what is linked */
  readonly libraries: readonly string[];
  /** sonames measured with cgo on, and off; null when not measured */
  readonly neededWithCgo: readonly string[] | null;
  readonly neededWithoutCgo: readonly string[] | null;
  /** `#cgo LDFLAGS` and `#cgo pkg-config` of files that are not limited to another system: an upper bound */
  readonly ldflags: readonly string[];
  readonly pkgConfig: readonly string[];
  /** prebuilt archives (.a) in the module */
  readonly archives: number;
  /** build tag → what it changes, for people */
  readonly tags: ReadonlyMap<string, string>;
  /** what the program prints when it fails at run time; null when it does not */
  readonly runtimeError: string | null;
  readonly note: string;
  readonly confidence: "verified" | "partly" | "known";
  readonly evidence: Hop;
}

/**
 * The facts of a module, or null when there are none. They are those of the version that was looked at (see `exact`): a module path stands
 * for one major version, within which what a module links does seldom change.
 *
 * @param modulePath as in go.mod
 * @param version as in go.mod; null when not known
 */
export function moduleFact(modulePath: string, version: string | null): ModuleFact | null {
  const entry = table().get(modulePath) ?? table().get(modulePath.replace(/\/v\d+$/, "/*")) ?? null;
  return entry === null ? null : factOf(entry, modulePath, version);
}

export interface ModuleFactEntry {
  readonly module: string;
  /** holds for every major version: module, module/v2, module/v3 … */
  readonly anyMajor?: boolean;
  readonly version?: string;
  readonly kind: ModuleKind;
  readonly nocgo: WithoutCgo;
  readonly nocgoDetail?: string;
  readonly package?: string;
  readonly libs?: readonly string[];
  readonly archives?: number;
  readonly ldflags?: readonly string[];
  readonly pkgConfig?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly neededCgo1?: readonly string[];
  readonly neededCgo0?: readonly string[];
  readonly runtimeError?: string;
  readonly note?: string;
  readonly evidence: string;
  readonly confidence: ModuleFact["confidence"];
}

/** Shape of the generated data. */
export interface ModuleFactData {
  readonly generated: string;
  readonly toolchain: string;
  readonly modules: readonly ModuleFactEntry[];
}

let byPath: ReadonlyMap<string, ModuleFactEntry> | undefined;

function table(): ReadonlyMap<string, ModuleFactEntry> {
  return (byPath ??= new Map(
    moduleFactData().modules.flatMap((entry) => [
      [entry.module, entry] as const,
      ...(entry.anyMajor === true ? [[`${entry.module}/*`, entry] as const] : []),
    ]),
  ));
}

function factOf(entry: ModuleFactEntry, modulePath: string, version: string | null): ModuleFact {
  const { generated } = moduleFactData();
  const at = entry.version === undefined ? "" : ` ${entry.version}`;
  return {
    module: modulePath,
    measuredVersion: entry.version ?? null,
    exact: entry.version !== undefined && entry.version === version,
    kind: entry.kind,
    withoutCgo: entry.nocgo,
    withoutCgoDetail: entry.nocgoDetail ?? "",
    package: entry.package ?? null,
    libraries: entry.libs ?? [],
    neededWithCgo: entry.neededCgo1 ?? null,
    neededWithoutCgo: entry.neededCgo0 ?? null,
    ldflags: entry.ldflags ?? [],
    pkgConfig: entry.pkgConfig ?? [],
    archives: entry.archives ?? 0,
    tags: new Map(Object.entries(entry.tags ?? {})),
    runtimeError: entry.runtimeError ?? null,
    note: entry.note ?? "",
    confidence: entry.confidence,
    evidence: {
      fact: `mod:${entry.module}`,
      text: `${modulePath} is ${KIND_TEXT[entry.kind]} (${entry.evidence}${at}, ${generated})`,
      at: null,
    },
  };
}

const KIND_TEXT: Readonly<Record<ModuleKind, string>> = {
  "bundled-c": "cgo with C sources of its own",
  "bundled-static": "cgo with prebuilt archives",
  "system-lib": "cgo that links system libraries",
  dlopen: "cgo that opens libraries at run time",
  purego: "dynamic although it has no cgo",
  optional: "cgo by choice",
  pure: "free of cgo on linux",
};
