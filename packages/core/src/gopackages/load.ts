/** Which programs a go command builds, and which packages they link. */
import type { FileView } from "../evaluate/files/view.js";
import type { Reason } from "../text/index.js";
import { closureOf } from "./closure.js";
import type { BuildContext, ImportClosure, LoadFailure, LoadResult } from "./model.js";
import type { ModuleCache } from "./module-cache.js";
import type { ModuleTable } from "./module-table.js";
import type { Modules, ModulesRequest } from "./modules.js";
import { openModules } from "./open-modules.js";
import type { PackageEntry } from "./package-graph.js";
import { COMMAND_LINE_ARGUMENTS, PackageGraph } from "./package-graph.js";
import type { PackageStore } from "./package-store.js";
import { expandPattern, namedFiles } from "./patterns.js";
import { hasVersion, locateVersioned } from "./versioned.js";

export interface LoadRequest {
  /** the file system at the moment of the command */
  readonly view: FileView;
  /** absolute working directory in it */
  readonly directory: string;
  /** package patterns or files; empty for the package in the directory */
  readonly patterns: readonly string[];
  readonly context: BuildContext;
  /** GOWORK: "off", a path, or null (or "") to look for go.work upwards */
  readonly goWork?: string | null;
  /** GO111MODULE; null when it is not set */
  readonly go111Module?: string | null;
  /** GOPATH; null when it is not set or not known */
  readonly gopath?: string | null;
  /** null when there is none: then packages of modules that are neither vendored nor replaced by directories are missing */
  readonly moduleCache: ModuleCache | null;
  /** what is known of modules without sources; default: nothing */
  readonly moduleTable?: ModuleTable | null;
  readonly store: PackageStore;
}

/**
 * What `go build` with these arguments links, without running it. Never throws; what the files do not tell is in `unknown` and in the closures'
 * `missing`.
 *
 * With more sources (a module cache, more files in the view) a result only gains: closures and packages stay, missing ones become packages.
 */
export function loadPackages(request: LoadRequest): LoadResult {
  const { directory, patterns, context, goWork = null, go111Module = null, gopath = null, store } = request;
  return store.load(JSON.stringify([directory, patterns, context, goWork, go111Module, gopath]), request, (seen) => loadFrom({ ...request, view: seen }));
}

function loadFrom(request: LoadRequest): LoadResult {
  const { view, directory, goWork, moduleCache } = request;
  const patterns = request.patterns.length === 0 ? ["."] : request.patterns;
  if (!patterns.some(hasVersion)) return load({ ...request, patterns }, { view, directory, goWork: goWork ?? null, cacheRoot: null });
  const outside = locateVersioned(patterns, moduleCache);
  if (outside.kind === "unknown") return unknownResult(outside.reason);
  if (outside.kind === "failure") return failedResult(outside.failure, null);
  const { cache, root, importPaths } = outside.value;
  const context = { ...request.context, mod: null };
  return load({ ...request, context, patterns: importPaths }, { view: cache.view, directory: root, goWork: "off", cacheRoot: cache.root });
}

type Place = Pick<ModulesRequest, "view" | "directory" | "goWork" | "cacheRoot">;

function load({ patterns, context, go111Module, gopath, moduleCache, moduleTable = null, store }: LoadRequest, place: Place): LoadResult {
  const { goVersion, goVersionIsLeast = false, mod } = context;
  const modules = openModules({ ...place, go111Module: go111Module ?? null, gopath: gopath ?? null, goVersion, goVersionIsLeast, mod, moduleCache, moduleTable, headers: store.headers });
  if (modules.kind === "unknown") return unknownResult(modules.reason);
  if (modules.kind === "failure") return failedResult(modules.failure, null);
  return new Loading(place, patterns, modules.value, new PackageGraph(modules.value, context, store)).run();
}

function unknownResult(reason: Reason): LoadResult {
  return { closures: [], libraries: [], failure: null, unknown: reason, goLine: null };
}

function failedResult(failure: LoadFailure, goLine: string | null): LoadResult {
  return { closures: [], libraries: [], failure, unknown: null, goLine };
}

class Loading {
  readonly #closures: ImportClosure[] = [];
  readonly #libraries: string[] = [];
  readonly #seen = new Set<string>();
  #failure: LoadFailure | null = null;
  #unknown: Reason | null = null;

  constructor(
    private readonly place: Place,
    private readonly patterns: readonly string[],
    private readonly modules: Modules,
    private readonly graph: PackageGraph,
  ) {}

  run(): LoadResult {
    const files = namedFiles(this.place.view, this.place.directory, this.patterns);
    if (files.kind === "unknown") this.#unknown = files.reason;
    else if (files.kind === "failure") this.#failure = files.failure;
    else if (files.value !== null) this.#add(COMMAND_LINE_ARGUMENTS, this.graph.ofFiles(files.value.directory, files.value.names), true);
    else for (const pattern of this.patterns) this.#expand(pattern);
    return {
      closures: this.#closures,
      libraries: this.#libraries,
      failure: this.#failure,
      unknown: this.#unknown,
      goLine: this.modules.main.goLine,
    };
  }

  #expand(pattern: string): void {
    const named = expandPattern(this.graph, this.place.directory, pattern);
    if (named.kind === "failure") this.#failure ??= named.failure;
    else if (named.kind === "unknown") this.#unknown ??= named.reason;
    else {
      this.#unknown ??= named.value.unknown;
      for (const importPath of named.value.importPaths) {
        if (this.#seen.has(importPath)) continue;
        this.#seen.add(importPath);
        this.#add(importPath, this.graph.entry(importPath), named.value.isLiteral);
      }
    }
  }

  #add(importPath: string, entry: PackageEntry, isLiteral: boolean): void {
    if (entry.kind === "missing") this.#unknown ??= entry.reason;
    else if (entry.kind === "failure") {
      // a pattern with wildcards passes over directories that have only tests
      if (isLiteral || !entry.isEmpty) this.#fail({ ...entry.failure, text: `package ${importPath}: ${entry.failure.text}` });
    } else if (entry.node.package.name !== "main") this.#libraries.push(importPath);
    else {
      const closure = closureOf(this.graph, entry);
      if (closure.kind === "ok") this.#closures.push(closure.value);
      else if (closure.kind === "failure") this.#fail(closure.failure);
    }
  }

  #fail(failure: LoadFailure): void {
    this.#failure ??= failure;
  }
}
