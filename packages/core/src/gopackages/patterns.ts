/** From the arguments of a command to packages. Source: cmd/go/internal/modload/load.go, LoadPackages; search.go; cmd/go/internal/search. */
import type { FileView } from "../evaluate/files/view.js";
import { LIMITS } from "../limits.js";
import type { Reason } from "../text/index.js";
import { dirname } from "../workspace/index.js";
import type { Attempt } from "./attempt.js";
import { failure, ok, unknown } from "./attempt.js";
import { nothingToBuild } from "./directory-package.js";
import type { MainModule } from "./main-modules.js";
import type { PackageGraph } from "./package-graph.js";
import { below, join, resolvePath } from "./paths.js";
import { ignoredDirectories, matchPattern, treeCanMatch } from "./pattern-match.js";

/** Packages that arguments name. */
export interface NamedPackages {
  readonly importPaths: readonly string[];
  /** a pattern without wildcards: go refuses it when there is nothing to build */
  readonly isLiteral: boolean;
  /** why there may be more */
  readonly unknown: Reason | null;
}

const NOT_IN_A_MODULE = "go.mod file not found in current directory or any parent directory; see 'go help modules'";
const META_PACKAGES = new Set(["all", "work", "tool", "std", "cmd"]);

/** Files of the command line; null when the arguments are patterns. */
export function namedFiles(view: FileView, directory: string, patterns: readonly string[]): Attempt<{ readonly directory: string; readonly names: readonly string[] } | null> {
  const isFile = (pattern: string): boolean => pattern.endsWith(".go") && view.stat(resolvePath(directory, pattern)).kind === "file";
  if (!patterns.some(isFile)) return ok(null);
  const names: string[] = [];
  const directories = new Set<string>();
  for (const pattern of patterns) {
    if (!pattern.endsWith(".go")) return failure(`named files must be .go files: ${pattern}`);
    const path = resolvePath(directory, pattern);
    const fact = view.stat(path);
    if (fact.kind === "unknown") return unknown(fact.reason);
    if (fact.kind === "directory") return failure(`${pattern} is a directory, should be a Go file`);
    if (fact.kind !== "file") return failure(`no required module provides package ${pattern}; to add it:\n\tgo get ${pattern}`);
    directories.add(dirname(path));
    names.push(path.slice(path.lastIndexOf("/") + 1));
  }
  const [first, second] = directories;
  if (second !== undefined) return failure(`named files must all be in one directory; have ${first} and ${second}`);
  return ok({ directory: first as string, names: [...new Set(names)].sort() });
}

/** The packages of one pattern; `directory` is where the command runs. */
export function expandPattern(graph: PackageGraph, directory: string, pattern: string): Attempt<NamedPackages> {
  const clean = cleanPattern(pattern);
  if (META_PACKAGES.has(clean)) return ok(expandMeta(graph, clean));
  const isLocal = isLocalPattern(clean);
  if (!clean.includes("...")) {
    if (!isLocal) return ok({ importPaths: [clean], isLiteral: true, unknown: null });
    const importPath = importPathOf(graph, resolvePath(directory, clean));
    return importPath.kind === "ok" ? ok({ importPaths: [importPath.value], isLiteral: true, unknown: null }) : importPath;
  }
  return isLocal ? expandDirectories(graph, directory, clean) : ok(expandImportPaths(graph, clean));
}

function isLocalPattern(pattern: string): boolean {
  return pattern === "." || pattern === ".." || pattern.startsWith("./") || pattern.startsWith("../") || pattern.startsWith("/");
}

/** Without `.` elements and doubled slashes, the leading `./` kept. Source: search.CleanPatterns. */
function cleanPattern(pattern: string): string {
  const clean = pattern.split("/").filter((element, i) => (element !== "" || i === 0) && element !== ".").join("/");
  const collapsed = collapseParents(clean);
  if (!pattern.startsWith("./")) return collapsed === "" ? "." : collapsed;
  return collapsed === "" ? "." : collapsed.startsWith("../") || collapsed === ".." ? collapsed : `./${collapsed}`;
}

function collapseParents(path: string): string {
  const out: string[] = [];
  for (const element of path.split("/")) {
    if (element === ".." && out.length > 0 && out.at(-1) !== ".." && out.at(-1) !== "") out.pop();
    else out.push(element);
  }
  return out.join("/");
}

function expandMeta(graph: PackageGraph, name: string): NamedPackages {
  const { modules } = graph;
  switch (name) {
    case "all":
    case "work": {
      const found = modules.main.modules.map((module) => walkModule(graph, module, () => true, () => true));
      return { importPaths: found.flatMap(({ importPaths }) => importPaths), isLiteral: false, unknown: firstReason(found) };
    }
    case "tool": {
      const tools = modules.main.modules.flatMap((module) => module.file.content.tool.map((tool) => tool.path));
      return { importPaths: tools, isLiteral: false, unknown: null };
    }
    case "cmd":
      return { importPaths: [], isLiteral: false, unknown: { code: "package", text: "the commands of the Go distribution", at: null } };
    default:
      return { importPaths: [], isLiteral: false, unknown: null };
  }
}

/** The import path of a directory that is named literally. Source: resolveLocalPackage. */
function importPathOf(graph: PackageGraph, directory: string): Attempt<string> {
  const { modules } = graph;
  const found = graph.readDirectory({ tree: modules.tree, directory });
  if (found === null) return failure(`stat ${directory}: directory not found`);
  if (found.goFiles.length === 0 && !found.hasIgnoredGoFiles && !found.hasTestFiles && found.problem === null) {
    return found.unknown !== null ? unknown(found.unknown) : failure(`no Go files in ${directory}`);
  }
  if (modules.main.modules.length === 0) return failure(NOT_IN_A_MODULE);
  const vendored = modules.vendor === null ? null : below(directory, modules.vendor.directory);
  if (vendored !== null && vendored !== "") return ok(vendored);
  const importPath = modules.importPathOf(directory);
  return importPath !== null ? ok(importPath) : failure(`directory ${directory} outside main module or its selected dependencies`);
}

/** `./...` and the like: directories below one, in one module. Source: search.MatchDirs, modload.matchLocalDirs. */
function expandDirectories(graph: PackageGraph, workingDirectory: string, pattern: string): Attempt<NamedPackages> {
  const { modules } = graph;
  if (modules.main.modules.length === 0) return failure(NOT_IN_A_MODULE);
  const prefix = pattern.slice(0, pattern.indexOf("..."));
  const start = resolvePath(workingDirectory, prefix.slice(0, prefix.lastIndexOf("/") + 1) || ".");
  const module = modules.mainModuleOf(start);
  if (module === null) {
    return failure(`pattern ${pattern}: directory prefix ${start} does not contain main module or its selected dependencies`);
  }
  const matches = matchPattern(resolvePath(workingDirectory, pattern));
  return ok(walk(graph, start, module, matches, () => true));
}

/** `example.com/app/...`: packages of the main modules, and of dependencies that the pattern may reach. Source: modload.matchPackages. */
function expandImportPaths(graph: PackageGraph, pattern: string): NamedPackages {
  const matches = matchPattern(pattern);
  const canMatch = treeCanMatch(pattern);
  const { modules } = graph;
  const found = modules.main.modules
    .filter((module) => canMatch(module.path) || module.path.startsWith(pattern.slice(0, pattern.indexOf("..."))))
    .map((module) => walkModule(graph, module, matches, canMatch));
  const other = modules.buildList.modules().find(({ path }) => canMatch(path));
  const reason: Reason | null = other === undefined ? null : { code: "module", text: `packages of ${other.path} that ${pattern} matches`, at: null };
  return { importPaths: found.flatMap(({ importPaths }) => importPaths), isLiteral: false, unknown: firstReason(found) ?? reason };
}

function walkModule(graph: PackageGraph, module: MainModule, matches: (importPath: string) => boolean, canMatch: (importPath: string) => boolean): NamedPackages {
  const importPathAt = (directory: string): string => join(module.path, below(directory, module.root) ?? "");
  return walk(graph, module.root, module, (directory) => matches(importPathAt(directory)), (directory) => canMatch(importPathAt(directory)));
}

/**
 * The packages in a tree of directories that belong to one module, sorted. Directories without anything that could be built are no packages.
 * Packages inside a vendor directory are no packages of the module.
 */
function walk(
  graph: PackageGraph,
  start: string,
  module: MainModule,
  matches: (directory: string) => boolean,
  canMatch: (directory: string) => boolean,
): NamedPackages {
  const { modules } = graph;
  const { view } = modules.tree;
  const isIgnored = ignoredDirectories(module.file.content.ignore.map(({ path }) => path));
  const importPaths: string[] = [];
  let doubt: Reason | null = null;
  const pending: { readonly directory: string; readonly depth: number }[] = [{ directory: start, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { directory, depth } = next;
    if (matches(directory)) {
      const found = graph.readDirectory({ tree: modules.tree, directory });
      if (found !== null && (found.problem !== null || found.hasTestFiles || nothingToBuild(found) === null)) {
        importPaths.push(join(module.path, below(directory, module.root) ?? ""));
      } else doubt ??= found?.unknown ?? null;
    }
    const listed = view.list(directory);
    if (listed === null) continue;
    if (!listed.complete) doubt ??= { code: "file", text: `directories of ${directory} may be made during the build`, at: null };
    if (depth === LIMITS.directoryDepth) {
      doubt ??= { code: "limit", text: `directories nested deeper than ${LIMITS.directoryDepth}`, at: null };
      continue;
    }
    for (const name of listed.names) {
      if (name.startsWith(".") || name.startsWith("_") || name === "testdata") continue;
      const child = join(directory, name);
      if (!canMatch(child) || isIgnored(below(child, module.root) ?? "")) continue;
      const fact = view.stat(child);
      if (fact.kind === "unknown") doubt ??= fact.reason;
      if (fact.kind !== "directory" || modules.isModuleRoot(child)) continue;
      // below vendor are packages of other modules
      if (directory.endsWith("/vendor") && directory !== start) continue;
      pending.push({ directory: child, depth: depth + 1 });
    }
  }
  return { importPaths: importPaths.sort(), isLiteral: false, unknown: doubt };
}

function firstReason(found: readonly NamedPackages[]): Reason | null {
  return found.find((one) => one.unknown !== null)?.unknown ?? null;
}
