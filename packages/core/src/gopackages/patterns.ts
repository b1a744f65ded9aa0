/** From the arguments of a command to packages. Source: cmd/go/internal/modload/load.go, LoadPackages; search.go; cmd/go/internal/search. */
import type { FileView } from "../evaluate/files/view.js";
import { LIMITS } from "../limits.js";
import type { Reason } from "../text/index.js";
import { dirname } from "../workspace/index.js";
import type { Attempt } from "./attempt.js";
import { failure, ok, unknown } from "./attempt.js";
import type { SourceTree } from "./directory-package.js";
import { nothingToBuild } from "./directory-package.js";
import type { MainModule } from "./main-modules.js";
import type { PackageGraph } from "./package-graph.js";
import { below, join, resolvePath } from "./paths.js";
import { ignoredDirectories, matchPattern, treeCanMatch } from "./pattern-match.js";
import { mayHoldSources } from "./source-names.js";

/** Packages that arguments name. */
interface NamedPackages {
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
  const facts = patterns.filter((pattern) => pattern.endsWith(".go")).map((pattern) => view.stat(resolvePath(directory, pattern)));
  for (const fact of facts) if (fact.kind === "unknown") return unknown(fact.reason);
  if (!facts.some(({ kind }) => kind === "file")) return ok(null);
  const names: string[] = [];
  const directories = new Set<string>();
  for (const pattern of patterns) {
    if (!pattern.endsWith(".go")) return failure(`named files must be .go files: ${pattern}`);
    const path = resolvePath(directory, pattern);
    const fact = view.stat(path);
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
      const any = { matches: () => true, canMatch: () => true };
      const found = modules.main.modules.map((module) => packagesOfModule(graph, module, any));
      const own = found.flatMap(({ importPaths }) => importPaths);
      return { importPaths: name === "all" ? [...own, ...toolsOf(graph)] : own, isLiteral: false, unknown: firstReason(found) };
    }
    case "tool":
      return { importPaths: toolsOf(graph), isLiteral: false, unknown: null };
    case "cmd":
      return { importPaths: [], isLiteral: false, unknown: { code: "package", text: "the commands of the Go distribution", at: null } };
    default:
      return { importPaths: [], isLiteral: false, unknown: null };
  }
}

/** Programs that go.mod lists as tools: since Go 1.24 they count as packages of the main modules, wherever they are. */
function toolsOf({ modules }: PackageGraph): readonly string[] {
  return modules.main.modules.flatMap((module) => module.file.content.tool.map((tool) => tool.path));
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
  return modules.importPathOf(directory);
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
  const walked = walk(graph, rootOf(graph, module), start, { matches: matchPattern(resolvePath(workingDirectory, pattern)), canMatch: () => true });
  const importPaths: string[] = [];
  for (const directory of walked.directories) {
    const importPath = modules.importPathOf(directory);
    if (importPath.kind !== "ok") return importPath;
    importPaths.push(importPath.value);
  }
  return ok({ importPaths: importPaths.sort(), isLiteral: false, unknown: walked.unknown });
}

/** `example.com/app/...`: packages of the main modules, and of dependencies that the pattern may reach. Source: modload.matchPackages. */
function expandImportPaths(graph: PackageGraph, pattern: string): NamedPackages {
  const names = { matches: matchPattern(pattern), canMatch: treeCanMatch(pattern) };
  const { modules } = graph;
  const found = modules.main.modules.filter(({ path }) => names.canMatch(path)).map((module) => packagesOfModule(graph, module, names));
  if (modules.vendor !== null) found.push(packagesBelow(graph, { tree: modules.tree, root: modules.vendor.directory, ignored: [], stopsAtModules: false }, "", names));
  else for (const { path } of modules.buildList.modules()) if (names.canMatch(path)) found.push(packagesOfDependency(graph, path, names));
  return { importPaths: found.flatMap(({ importPaths }) => importPaths), isLiteral: false, unknown: firstReason(found) };
}

function packagesOfModule(graph: PackageGraph, module: MainModule, names: Names): NamedPackages {
  return packagesBelow(graph, rootOf(graph, module), module.path, names);
}

function packagesOfDependency(graph: PackageGraph, path: string, names: Names): NamedPackages {
  const module = graph.modules.moduleTree(path);
  if (module?.kind === "ok") {
    const { tree, root, isLocal } = module.value;
    return packagesBelow(graph, { tree, root, ignored: [], stopsAtModules: isLocal }, path, names);
  }
  const reason: Reason = module?.kind === "unknown" ? module.reason : { code: "module", text: `no sources of ${path}`, at: null };
  return { importPaths: [], isLiteral: false, unknown: reason };
}

/** A tree of directories in which packages are looked for. */
interface Root {
  readonly tree: SourceTree;
  readonly root: string;
  /** `ignore` lines of its go.mod */
  readonly ignored: readonly string[];
  /** whether directories with a go.mod are left out */
  readonly stopsAtModules: boolean;
}

function rootOf({ modules }: PackageGraph, module: MainModule): Root {
  return { tree: modules.tree, root: module.root, ignored: module.file.content.ignore.map(({ path }) => path), stopsAtModules: true };
}

interface Names {
  readonly matches: (name: string) => boolean;
  /** whether something below may match */
  readonly canMatch: (name: string) => boolean;
}

/** Packages of a tree whose root has the import path `importPath`. */
function packagesBelow(graph: PackageGraph, root: Root, importPath: string, names: Names): NamedPackages {
  const importPathAt = (directory: string): string => {
    const relative = below(directory, root.root) ?? "";
    return importPath === "" ? relative : join(importPath, relative);
  };
  const walked = walk(graph, root, root.root, {
    matches: (directory) => (directory !== root.root || importPath !== "") && names.matches(importPathAt(directory)),
    canMatch: (directory) => names.canMatch(importPathAt(directory)),
  });
  return { importPaths: walked.directories.map(importPathAt).sort(), isLiteral: false, unknown: walked.unknown };
}

/**
 * The directories with packages below one. Directories without anything that could be built are no packages. What lies inside a vendor directory
 * belongs to other modules.
 */
function walk(graph: PackageGraph, root: Root, start: string, names: Names): { readonly directories: readonly string[]; readonly unknown: Reason | null } {
  const { tree, stopsAtModules } = root;
  const isIgnored = ignoredDirectories(root.ignored);
  const directories: string[] = [];
  let doubt: Reason | null = null;
  const pending: { readonly directory: string; readonly depth: number }[] = [{ directory: start, depth: 0 }];
  let visited = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { directory, depth } = next;
    if (names.matches(directory)) {
      const found = graph.readDirectory({ tree, directory });
      if (found !== null && (found.problem !== null || found.hasTestFiles || nothingToBuild(found) === null)) directories.push(directory);
      else doubt ??= found?.unknown ?? null;
    }
    const listed = tree.view.list(directory);
    if (listed === null) continue;
    const may = listed.doubtful?.filter((name) => mayHoldSources(tree.view, join(directory, name))) ?? [];
    if (!listed.complete && (listed.doubtful === undefined || may.length > 0)) doubt ??= { code: "file", text: `directories of ${directory} may be made during the build`, at: null };
    if (depth === LIMITS.directoryDepth || ++visited > LIMITS.directories) {
      doubt ??= { code: "limit", text: `more than ${LIMITS.directories} directories, or nested deeper than ${LIMITS.directoryDepth}`, at: null };
      continue;
    }
    if (directory.endsWith("/vendor") && directory !== start) continue;
    for (const name of listed.names) {
      if (name.startsWith(".") || name.startsWith("_") || name === "testdata") continue;
      const child = join(directory, name);
      if (!names.canMatch(child) || isIgnored(below(child, root.root) ?? "")) continue;
      const fact = tree.view.stat(child);
      if (fact.kind === "unknown") doubt ??= fact.reason;
      if (fact.kind !== "directory" || (stopsAtModules && graph.modules.isModuleRoot(child))) continue;
      pending.push({ directory: child, depth: depth + 1 });
    }
  }
  return { directories, unknown: doubt };
}

function firstReason(found: readonly NamedPackages[]): Reason | null {
  return found.find((one) => one.unknown !== null)?.unknown ?? null;
}
