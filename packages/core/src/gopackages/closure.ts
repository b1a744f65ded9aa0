/** The import closure of a main package. Source: cmd/go/internal/load/pkg.go, PackageList. */
import type { Evidence, Origin } from "../text/index.js";
import type { Attempt } from "./attempt.js";
import { failure, ok } from "./attempt.js";
import { importPlaces } from "./directory-package.js";
import { importCycle, isForbiddenInternal } from "./import-rules.js";
import { godebugLines } from "./godebug-lines.js";
import type { MainModule } from "./main-modules.js";
import { factsOfModules } from "./reachability.js";
import type { ImportClosure, LinkedPackage, MissingPackage } from "./model.js";
import type { PackageEntry, PackageGraph, PackageNode } from "./package-graph.js";
import { COMMAND_LINE_ARGUMENTS } from "./package-graph.js";

type FoundEntry = Extract<PackageEntry, { kind: "package" }>;

/** Breadth first, so that the chain of imports to each package is a shortest one. A failure of any package is one of the program. */
export function closureOf(graph: PackageGraph, main: FoundEntry): Attempt<ImportClosure> {
  const importers = new Map<string, string>();
  const nodes = new Map<string, PackageNode>([[main.node.package.importPath, main.node]]);
  const missing: MissingPackage[] = [];
  const chains = new ImportChains(main.node.package.importPath, importers, nodes);
  if (main.unknown !== null) missing.push({ importPath: main.node.package.importPath, importedBy: "", at: null, module: main.module, reason: main.unknown });
  const doubt = graph.standardLibraryDoubt;
  if (doubt !== null) missing.push({ importPath: "std", importedBy: "", at: null, module: null, reason: doubt });

  const queue: { readonly from: string; readonly edges: readonly string[] }[] = [
    { from: main.node.package.importPath, edges: [...main.node.edges, ...graph.linkerImports()] },
  ];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const importer = nodes.get(next.from);
    for (const importPath of next.edges) {
      if (importer !== undefined && isRefused(graph, importer, importPath)) {
        return failure(`package ${chains.stack(next.from)}: use of internal package ${importPath} not allowed`, "", placeIn(importer, importPath));
      }
      if (importers.has(importPath)) continue;
      importers.set(importPath, next.from);
      const entry = graph.entry(importPath);
      if (entry.kind === "failure") return failure(`package ${chains.stack(importPath)}: ${entry.failure.text}`, entry.failure.fact, entry.failure.at ?? chains.placeOf(importPath));
      const reason = entry.kind === "missing" ? entry.reason : entry.unknown;
      if (reason !== null) missing.push({ importPath, importedBy: next.from, at: chains.placeOf(importPath), module: entry.module, reason });
      if (entry.kind === "missing") continue;
      if (entry.node.package.name === "main") return failure(`import "${importPath}" is a program, not an importable package`, "", chains.placeOf(importPath));
      nodes.set(importPath, entry.node);
      queue.push({ from: importPath, edges: entry.node.edges });
    }
  }
  const cycle = importCycle(main.node.package.importPath, nodes);
  if (cycle !== null) {
    const importer = nodes.get(cycle.at(-2) ?? "");
    return failure(`package ${cycle.join("\n\timports ")}: import cycle not allowed`, "", importer === undefined ? null : placeIn(importer, cycle.at(-1) ?? ""));
  }
  const module = main.node.found === null ? null : graph.modules.mainModuleOf(main.node.found.directory);
  const closure: ImportClosure = {
    main: main.node.package,
    moduleRoot: module?.root ?? null,
    modulePath: module?.path ?? null,
    godebugLines: godebugLines(graph.modules.main),
    packages: sortedPackages(nodes),
    missing,
    facts: factsOfModules(missing, graph.context),
    pathTo: (importPath) => chains.evidence(importPath),
    mayHave: (importPath) => graph.modules.mayHave(importPath),
    requirementOf: (modulePath) => requirementIn(module?.file ?? null, modulePath),
  };
  nodesByClosure.set(closure, nodes);
  return ok(closure);
}

function requirementIn(file: MainModule["file"] | null, modulePath: string): Origin | null {
  const line = file?.content.require.find(({ path }) => path === modulePath);
  return file?.source == null || line === undefined ? null : { file: file.source, start: line.range[0], end: line.range[1] };
}

/** Whether go keeps an import from a package that is internal to something else. */
function isRefused(graph: PackageGraph, { package: importer, found }: PackageNode, importPath: string): boolean {
  if (importer.source === "std" || !importPath.includes("internal")) return false;
  const imported = graph.entry(importPath);
  if (imported.kind !== "package") return false;
  let importerPath = importer.importPath;
  if (importerPath === COMMAND_LINE_ARGUMENTS) {
    const place = found === null ? null : graph.modules.importPathOf(found.directory);
    importerPath = place?.kind === "ok" ? place.value : ".";
  }
  return isForbiddenInternal(importerPath, imported.node.package, graph.modules.main.modules[0]?.path ?? null);
}

function placeIn({ found }: PackageNode, importPath: string): Origin | null {
  return found === null ? null : (importPlaces(found, importPath)[0]?.at ?? null);
}

/** Where the packages of a closure are; what it shows is plain data. */
const nodesByClosure = new WeakMap<ImportClosure, ReadonlyMap<string, PackageNode>>();

export function nodesOf(closure: ImportClosure): ReadonlyMap<string, PackageNode> {
  return nodesByClosure.get(closure) ?? new Map();
}

/** What is compiled of packages outside the standard library: equal for loads that compile the same files. */
export function compiledFiles(closure: ImportClosure): readonly unknown[] {
  const nodes = nodesOf(closure);
  const own = [...closure.packages.values()].filter(({ source }) => source !== "std");
  return own.map(({ importPath, goFiles, otherFiles }) => [importPath, nodes.get(importPath)?.described?.rules ?? goFiles, otherFiles]);
}

function sortedPackages(nodes: ReadonlyMap<string, PackageNode>): ReadonlyMap<string, LinkedPackage> {
  return new Map([...nodes.keys()].sort().map((importPath) => [importPath, (nodes.get(importPath) as PackageNode).package]));
}

/** How main comes to import a package. */
class ImportChains {
  constructor(
    private readonly main: string,
    private readonly importers: ReadonlyMap<string, string>,
    private readonly nodes: ReadonlyMap<string, PackageNode>,
  ) {}

  /** The import in the first file that has it; null when go adds it, and in the module cache. */
  placeOf(importPath: string): Origin | null {
    const importer = this.nodes.get(this.importers.get(importPath) ?? "");
    return importer === undefined ? null : placeIn(importer, importPath);
  }

  /** As go prints it: `a\n\timports b\n\timports c`. */
  stack(importPath: string): string {
    return this.#path(importPath).join("\n\timports ");
  }

  evidence(importPath: string): Evidence {
    const path = this.#path(importPath);
    return path.slice(1).map((imported, i) => ({ fact: "", text: `${path[i]} imports ${imported}`, at: this.placeOf(imported) }));
  }

  #path(importPath: string): readonly string[] {
    const path = [importPath];
    for (let at = importPath; at !== this.main; ) {
      const importer = this.importers.get(at);
      if (importer === undefined) return [];
      path.unshift(importer);
      at = importer;
    }
    return path;
  }
}
