/**
 * The standard library: which packages there are in a version of Go, and what each imports in a given build. The tables are generated from real
 * toolchains (tools/generate-std), so that the answer does not depend on the machine.
 */
import type { BuildContext, ConstraintExpression, Ternary } from "../syntax/go/index.js";
import { evaluateConstraint, matchCgoDirective, matchTag, parseConstraint } from "../syntax/go/index.js";
import { goMinorVersion } from "../syntax/gomod/index.js";
import { STD_TABLES } from "./std-data.generated.js";

/** The standard library of one minor version of Go. A file whose constraint is not decided by the context counts as built. */
export interface StdTable {
  /** the release that the table was read from: "1.26.11" */
  readonly tableVersion: string;
  /** false when there is no table for the minor version that was asked for: then this is the nearest one, and an extrapolation */
  readonly exact: boolean;
  /** All import paths, sorted. */
  readonly packages: readonly string[];
  /** Platforms of this version ("linux/amd64"), sorted. Source: `go tool dist list`. */
  readonly platforms: readonly string[];
  /** Whether there is such a package for any platform. Vendored packages are `vendor/golang.org/x/…`, as go names them. */
  has(importPath: string): boolean;
  /** Whether the package has files for this build; else go says "build constraints exclude all Go files". */
  isBuilt(importPath: string, context: BuildContext): boolean;
  /**
   * Import paths of a package, sorted, without "C", with those that go adds to packages with active cgo files (runtime/cgo, syscall, unsafe).
   * Empty for what is no package.
   */
  imports(importPath: string, context: BuildContext): readonly string[];
  /** Whether files with `import "C"` take part, and the linker flags of their `#cgo LDFLAGS` lines. */
  cgo(importPath: string, context: BuildContext): StdCgo;
  /** Tags of go's own that hold by default on a platform: `goexperiment.…` and the default level of the architecture (`amd64.v1`). */
  toolTags(goos: string, goarch: string): readonly string[];
  /** Whether cgo is supported on a platform; null for what is no platform of this version. Source: `go tool dist list -json`. */
  supportsCgo(goos: string, goarch: string): boolean | null;
  /** Tags that the files of the standard library ask for, besides those that go defines itself: netgo, osusergo, timetzdata … */
  readonly buildTags: ReadonlySet<string>;
  /** What may be set by `//go:debug` and godebug lines; null before Go 1.21, which does not look at them. Source: internal/godebugs. */
  readonly godebugs: GodebugTable | null;
}

export interface GodebugTable {
  /** names that have a meaning, without "default" */
  readonly names: ReadonlySet<string>;
  readonly removed: ReadonlyMap<string, RemovedGodebug>;
}

export interface RemovedGodebug {
  /** the minor version of Go that removed it */
  readonly since: number;
  /** values that go refuses; null: all of them */
  readonly refused: ReadonlySet<string> | null;
}

export interface StdCgo {
  readonly active: boolean;
  readonly ldflags: readonly string[];
}

/** `goVersion` without `go`: "1.26", "1.26.3", "1.27rc1". */
export function standardLibrary(goVersion: string): StdTable {
  const wanted = goMinorVersion(goVersion) ?? NEWEST_MINOR;
  const minor = Math.min(Math.max(wanted, OLDEST_MINOR), NEWEST_MINOR);
  const isKnown = goMinorVersion(goVersion) !== null;
  const key = `${minor} ${wanted} ${isKnown}`;
  let table = tables.get(key);
  if (table === undefined) {
    table = new Table(minor, isKnown && minor === wanted);
    tables.set(key, table);
  }
  return table;
}

const NEWEST_MINOR = STD_TABLES[0]?.[0] ?? 0;
const OLDEST_MINOR = STD_TABLES.at(-1)?.[0] ?? 0;

const tables = new Map<string, StdTable>();

/** Packages that go does not add imports to, though they have cgo files. Source: cmd/go/internal/load/pkg.go, cgoExclude and cgoSyscallExclude. */
const WITHOUT_RUNTIME_CGO: ReadonlySet<string> = new Set(["runtime/cgo"]);
const WITHOUT_SYSCALL: ReadonlySet<string> = new Set(["runtime/cgo", "runtime/race", "runtime/msan", "runtime/asan"]);

/** See tools/generate-std/packages.mjs. */
type PackageData = readonly [always: string | null, ...rules: readonly RuleData[]];
type RuleData = readonly [when: string, imports: string, cgo?: readonly (readonly [condition: string, flags: string])[]];

interface TableData {
  readonly go: string;
  readonly platforms: Readonly<Record<string, boolean>>;
  /** blank-separated tags → blank-separated platforms */
  readonly toolTags: Readonly<Record<string, string>>;
  readonly buildTags: string;
  readonly godebug: string | null;
  /** name → minor version and the values that are refused, or null for all */
  readonly removedGodebug: Readonly<Record<string, readonly [since: number, refused: string | null]>>;
  readonly packages: Record<string, PackageData | null>;
}

interface Rule {
  readonly when: ConstraintExpression;
  readonly imports: readonly string[];
  readonly cgo: readonly { readonly condition: string; readonly flags: readonly string[] }[] | null;
}

interface Package {
  readonly always: readonly string[] | null;
  readonly rules: readonly Rule[];
}

class Table implements StdTable {
  readonly exact: boolean;
  readonly #minor: number;
  readonly #data: TableData;
  readonly #packages = new Map<string, Package>();

  constructor(minor: number, exact: boolean) {
    this.exact = exact;
    this.#minor = minor;
    this.#data = tableData(minor);
  }

  get tableVersion(): string {
    return this.#data.go;
  }

  get packages(): readonly string[] {
    return Object.keys(this.#data.packages).filter((path) => this.has(path)).sort();
  }

  get platforms(): readonly string[] {
    return Object.keys(this.#data.platforms);
  }

  has(importPath: string): boolean {
    return Object.hasOwn(this.#data.packages, importPath) && this.#data.packages[importPath] !== null;
  }

  isBuilt(importPath: string, context: BuildContext): boolean {
    const found = this.#package(importPath);
    return found !== null && (found.always !== null || found.rules.some((rule) => this.#mayHold(rule, context)));
  }

  imports(importPath: string, context: BuildContext): readonly string[] {
    const found = this.#package(importPath);
    if (found === null) return [];
    const imports = new Set(found.always);
    for (const rule of found.rules) {
      if (!this.#mayHold(rule, context)) continue;
      for (const path of rule.imports) imports.add(path);
      if (rule.cgo === null) continue;
      imports.add("unsafe");
      if (!WITHOUT_RUNTIME_CGO.has(importPath)) imports.add("runtime/cgo");
      if (!WITHOUT_SYSCALL.has(importPath)) imports.add("syscall");
    }
    return [...imports].sort();
  }

  cgo(importPath: string, context: BuildContext): StdCgo {
    const rules = this.#package(importPath)?.rules ?? [];
    const active = rules.filter((rule) => rule.cgo !== null && this.#mayHold(rule, context));
    const own = this.#context(context);
    const lines = active.flatMap((rule) => rule.cgo ?? []).filter((line) => matchCgoDirective(line, own) !== false);
    return { active: active.length > 0, ldflags: lines.flatMap((line) => line.flags) };
  }

  toolTags(goos: string, goarch: string): readonly string[] {
    const platform = `${goos}/${goarch}`;
    const found = Object.entries(this.#data.toolTags).find(([, platforms]) => platforms.split(" ").includes(platform));
    return found === undefined ? [] : found[0].split(" ");
  }

  supportsCgo(goos: string, goarch: string): boolean | null {
    return this.#data.platforms[`${goos}/${goarch}`] ?? null;
  }

  get buildTags(): ReadonlySet<string> {
    return new Set(this.#data.buildTags.split(" "));
  }

  get godebugs(): GodebugTable | null {
    const { godebug, removedGodebug } = this.#data;
    if (godebug === null) return null;
    const removed = Object.entries(removedGodebug).map(([name, [since, refused]]) => [name, { since, refused: refused === null ? null : new Set(words(refused)) }] as const);
    return { names: new Set(words(godebug)), removed: new Map(removed) };
  }

  #mayHold(rule: Rule, context: BuildContext): boolean {
    const own = this.#context(context);
    return evaluateConstraint(rule.when, (tag): Ternary => matchTag(tag, own)) !== false;
  }

  /** Release tags are those of the table: with an extrapolated table the version that was asked for has others. */
  #context(context: BuildContext): BuildContext {
    return context.goMinor === this.#minor ? context : { ...context, goMinor: this.#minor };
  }

  #package(importPath: string): Package | null {
    const known = this.#packages.get(importPath);
    if (known !== undefined) return known;
    const data = this.has(importPath) ? (this.#data.packages[importPath] ?? null) : null;
    if (data === null) return null;
    const [always, ...rules] = data;
    const found: Package = { always: always === null ? null : words(always), rules: rules.map(readRule) };
    this.#packages.set(importPath, found);
    return found;
  }
}

function readRule([when, imports, cgo]: RuleData): Rule {
  const { expression } = parseConstraint(when);
  if (expression === null) throw new Error(`the table of the standard library has the constraint ${when}`);
  const lines = cgo?.map(([condition, flags]) => ({ condition, flags: words(flags) })) ?? null;
  return { when: expression, imports: words(imports), cgo: lines };
}

function words(text: string): readonly string[] {
  return text === "" ? [] : text.split(" ");
}

/** Each table but the newest is written as changes to the next newer one. */
function tableData(minor: number): TableData {
  const packages: Record<string, PackageData | null> = {};
  for (const [tableMinor, json] of STD_TABLES) {
    const data = JSON.parse(json()) as TableData;
    Object.assign(packages, data.packages);
    if (tableMinor === minor) return { ...data, packages };
  }
  throw new RangeError(`no table of the standard library for Go 1.${minor}`);
}
