/** Imports that go refuses although the package is there. Source: cmd/go/internal/load/pkg.go, disallowInternal, reusePackage. */
import type { LinkedPackage } from "./model.js";
import type { PackageNode } from "./package-graph.js";
import { below } from "./paths.js";

/** Modules of the Go distribution itself, whose packages may import what is internal to the standard library. */
const DISTRIBUTION: ReadonlySet<string> = new Set(["cmd", "std"]);

/**
 * Whether a package is internal to a tree that the importer is not in. Imports of the standard library are not asked for.
 *
 * @param importerPath import path of the importer; of its directory when it is made of files of the command line
 * @param mainModule path of the main module; null outside a module
 */
export function isForbiddenInternal(importerPath: string, imported: Pick<LinkedPackage, "importPath" | "source">, mainModule: string | null): boolean {
  const parent = parentOfInternal(imported.importPath);
  if (parent === null) return false;
  if (imported.source === "std") return mainModule === null || !DISTRIBUTION.has(mainModule);
  return parent !== "" && below(importerPath, parent) === null;
}

/** What is before the last element `internal`; null without one. */
function parentOfInternal(importPath: string): string | null {
  if (!importPath.includes("internal")) return null;
  const elements = importPath.split("/");
  const last = elements.lastIndexOf("internal");
  return last < 0 ? null : elements.slice(0, last).join("/");
}

/** A chain of imports from `main` to a package that is in it already; null when there is none. The standard library has none. */
export function importCycle(main: string, nodes: ReadonlyMap<string, PackageNode>): readonly string[] | null {
  const done = new Set<string>();
  const open = new Set<string>();
  const chain: { readonly importPath: string; readonly edges: Iterator<string> }[] = [];
  const enter = (importPath: string): void => {
    const node = nodes.get(importPath);
    if (node === undefined || node.package.source === "std" || done.has(importPath)) return;
    open.add(importPath);
    chain.push({ importPath, edges: node.edges[Symbol.iterator]() });
  };
  enter(main);
  for (let last = chain.at(-1); last !== undefined; last = chain.at(-1)) {
    const next = last.edges.next();
    if (next.done === true) {
      open.delete(last.importPath);
      done.add(last.importPath);
      chain.pop();
    } else if (open.has(next.value)) return [...chain.map(({ importPath }) => importPath), next.value];
    else enter(next.value);
  }
  return null;
}
