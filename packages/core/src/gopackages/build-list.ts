/** Which version of each module takes part. Source: cmd/go/internal/modload/buildlist.go, golang.org/ref/mod#minimal-version-selection. */
import type { FileView } from "../evaluate/files/view.js";
import type { GoMod } from "../syntax/gomod/index.js";
import { compareGoVersion, compareModuleVersion, parseGoMod } from "../syntax/gomod/index.js";
import type { MainModules } from "./main-modules.js";
import type { LoadFailure } from "./model.js";
import type { ModuleCache } from "./module-cache.js";
import { join } from "./paths.js";

export interface ModuleVersion {
  readonly path: string;
  /** "" for a main module */
  readonly version: string;
}

export interface SelectedVersion {
  readonly version: string;
  /** false when go.mod files that are not known may raise the version */
  readonly isExact: boolean;
}

/** Versions by module path. */
export interface BuildList {
  selected(path: string): SelectedVersion | null;
  readonly modules: () => readonly ModuleVersion[];
  /** false when go.mod files that are not known may add modules */
  readonly isComplete: boolean;
  /** why go cannot make the list: a directory that replaces a module is not there (fact s1). Go makes it only when it needs it, see {@link isLazy}. */
  readonly failure: LoadFailure | null;
}

/** What a go.mod file of a dependency says about versions. */
interface Requirements {
  readonly require: readonly ModuleVersion[];
  /** go ≥ 1.17: lists every module that its packages need */
  readonly isPruned: boolean;
}

/** Go 1.17: go.mod lists the indirect requirements, so that their own go.mod files need not be read. */
const PRUNED_SINCE = "1.17";

function isPruned(goVersion: string): boolean {
  return compareGoVersion(goVersion, PRUNED_SINCE) >= 0;
}

/**
 * The build list without a vendor directory. With go ≥ 1.17 the main module's own requirements are the whole truth, because go refuses to build
 * when they are not (unless -mod=mod, which completes them); else the go.mod files of all dependencies decide.
 */
export function selectVersions(main: MainModules, view: FileView, cache: ModuleCache | null, mod: string | null): BuildList {
  const reader = new RequirementsReader(main, view, cache);
  const [module] = main.modules;
  const isWorkspace = main.work !== null;
  if (module === undefined) return new VersionList(new Map(), main, true, null);
  if (!isWorkspace && isPruned(module.goVersion) && mod !== "mod") {
    const roots = new VersionGraph();
    roots.require(reader.ofMain(module.file.content));
    return new VersionList(roots.selected, main, true, null);
  }
  const graph = new VersionGraph();
  const isComplete = isWorkspace ? loadWorkspace(graph, main, reader) : loadModule(graph, module.file.content, isPruned(module.goVersion), reader);
  return new VersionList(graph.selected, main, isComplete, reader.failure);
}

/** Whether packages of the main modules are found without the list. Before go 1.17 it is made first. */
export function isLazy(main: MainModules): boolean {
  return main.work !== null || isPruned(main.modules[0]?.goVersion ?? "");
}

class VersionList implements BuildList {
  readonly #main: ReadonlySet<string>;

  constructor(
    private readonly versions: ReadonlyMap<string, string>,
    main: MainModules,
    readonly isComplete: boolean,
    readonly failure: LoadFailure | null,
  ) {
    this.#main = new Set(main.modules.map((module) => module.path));
  }

  selected(path: string): SelectedVersion | null {
    if (this.#main.has(path)) return { version: "", isExact: true };
    const version = this.versions.get(path);
    return version === undefined ? null : { version, isExact: this.isComplete };
  }

  modules(): readonly ModuleVersion[] {
    return [...this.versions].filter(([path]) => !this.#main.has(path)).map(([path, version]) => ({ path, version }));
  }
}

/** Requirements seen so far; the highest version of each module is selected. */
class VersionGraph {
  readonly selected = new Map<string, string>();

  require(requirements: readonly ModuleVersion[]): void {
    for (const { path, version } of requirements) {
      const selected = this.selected.get(path);
      if (selected === undefined || compareModuleVersion(selected, version) < 0) this.selected.set(path, version);
    }
  }
}

class RequirementsReader {
  readonly #excluded: ReadonlySet<string>;
  readonly #known = new Map<string, Requirements | null>();
  failure: LoadFailure | null = null;

  constructor(
    private readonly main: MainModules,
    private readonly view: FileView,
    private readonly cache: ModuleCache | null,
  ) {
    this.#excluded = new Set(main.modules.flatMap((module) => module.file.content.exclude.map(({ path, version }) => `${path}@${version}`)));
  }

  ofMain(goMod: GoMod): readonly ModuleVersion[] {
    return this.#included(goMod);
  }

  /** Null when the go.mod file is not known. */
  of({ path, version }: ModuleVersion): Requirements | null {
    const key = `${path}@${version}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      const goMod = this.#goMod(path, version);
      known = goMod === null ? null : { require: this.#included(goMod), isPruned: isPruned(goMod.go?.version ?? "1.16") };
      this.#known.set(key, known);
    }
    return known;
  }

  #goMod(path: string, version: string): GoMod | null {
    const replacement = this.main.replacements.of(path, version);
    const target = replacement?.target ?? { path, version };
    if ("path" in target) return this.cache?.goMod(target.path, target.version) ?? null;
    const file = join(target.directory, "go.mod");
    const read = this.view.read(file);
    if (read !== null) return "unknown" in read ? null : parseGoMod(read.text);
    const text = `${path}@${version} (replaced by ${replacement?.line.new.path}): reading ${file}: no such file or directory`;
    this.failure ??= { text, fact: "s1", at: replacement?.at ?? null };
    return null;
  }

  #included(goMod: GoMod): readonly ModuleVersion[] {
    return this.#excluded.size === 0 ? goMod.require : goMod.require.filter(({ path, version }) => !this.#excluded.has(`${path}@${version}`));
  }
}

interface Pending {
  readonly module: ModuleVersion;
  readonly pruning: "pruned" | "unpruned" | "workspace";
}

/** Follows requirements as far as pruning tells; false when a go.mod file on the way is not known. */
class GraphLoader {
  isComplete = true;
  readonly #enqueued = new Set<string>();
  readonly #loaded = new Set<string>();
  #pending: Pending[] = [];

  constructor(
    private readonly graph: VersionGraph,
    private readonly requirements: (module: ModuleVersion) => Requirements | null,
  ) {}

  enqueue(module: ModuleVersion, pruning: Pending["pruning"]): void {
    const key = `${module.path}@${module.version} ${pruning}`;
    if (this.#enqueued.has(key)) return;
    this.#enqueued.add(key);
    this.#pending.push({ module, pruning });
  }

  run(): void {
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) this.#load(next);
  }

  #load({ module, pruning }: Pending): void {
    const known = this.requirements(module);
    if (known === null) {
      this.isComplete = false;
      return;
    }
    const key = `${module.path}@${module.version}`;
    if (!this.#loaded.has(key)) {
      this.#loaded.add(key);
      this.graph.require(known.require);
    }
    if (pruning === "pruned" && known.isPruned) return;
    const next = pruning === "unpruned" || !known.isPruned ? "unpruned" : "pruned";
    for (const required of known.require) this.enqueue(required, next);
  }
}

function loadModule(graph: VersionGraph, goMod: GoMod, pruned: boolean, reader: RequirementsReader): boolean {
  const roots = reader.ofMain(goMod);
  graph.require(roots);
  const loader = new GraphLoader(graph, (module) => reader.of(module));
  for (const root of roots) loader.enqueue(root, pruned ? "pruned" : "unpruned");
  loader.run();
  return loader.isComplete;
}

/**
 * In a workspace every main module is a root, and what they require is loaded again at the selected version, because a higher version may need
 * more. Source: readModGraph, hasDepsInAll.
 */
function loadWorkspace(graph: VersionGraph, main: MainModules, reader: RequirementsReader): boolean {
  const mains = new Map(main.modules.map((module) => [module.path, module]));
  const requirements = (module: ModuleVersion): Requirements | null => {
    const own = module.version === "" ? mains.get(module.path) : undefined;
    return own === undefined ? reader.of(module) : { require: reader.ofMain(own.file.content), isPruned: isPruned(own.goVersion) };
  };
  const selected = (path: string): ModuleVersion => ({ path, version: mains.has(path) ? "" : (graph.selected.get(path) ?? "") });
  const loader = new GraphLoader(graph, requirements);
  for (const path of mains.keys()) loader.enqueue({ path, version: "" }, "workspace");
  loader.run();

  const needed = new Set(mains.keys());
  const seen = new Set<string>();
  for (;;) {
    const again = new Map<string, ModuleVersion>();
    const consider = (module: ModuleVersion): void => {
      const key = `${module.path}@${module.version}`;
      if (!seen.has(key)) again.set(key, module);
    };
    for (const path of needed) {
      const module = selected(path);
      if (!seen.has(`${module.path}@${module.version}`)) {
        consider(module);
        continue;
      }
      for (const required of requirements(module)?.require ?? []) {
        const chosen = selected(required.path);
        if (compareModuleVersion(chosen.version, required.version) > 0) consider(chosen);
      }
    }
    if (again.size === 0) return loader.isComplete;
    for (const [key, module] of again) {
      seen.add(key);
      needed.add(module.path);
      loader.enqueue(module, "workspace");
    }
    loader.run();
  }
}
