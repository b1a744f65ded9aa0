/** Whole files of packages, for the questions that headers do not answer: what -X sets, which zones are loaded, which programs are started. */
import type { GoBody } from "../syntax/go/index.js";
import { readGoBody } from "../syntax/go/index.js";
import type { Reason, Verdict } from "../text/index.js";
import { known, unknown } from "../text/index.js";
import { nodesOf } from "./closure.js";
import type { DirectoryPackage } from "./directory-package.js";
import { writtenText } from "./directory-package.js";
import type { Unreadable } from "./headers.js";
import type { ImportClosure } from "./model.js";
import { join } from "./paths.js";

export interface FileBody {
  /** name in the directory of the package */
  readonly file: string;
  /** workspace path; null for a file that was written during the build */
  readonly source: string | null;
  readonly body: GoBody;
}

/**
 * The Go files of a package that are compiled, in the order of their names. Unknown for packages of the standard library, for those without sources
 * and for those of which a file may be missing.
 *
 * @param closure as loadPackages gave it
 */
export function readPackageBodies(closure: ImportClosure, importPath: string): Verdict<readonly FileBody[]> {
  return readBodies(closure, importPath, ({ goFiles }) => goFiles);
}

/** As {@link readPackageBodies}, of the files that only the lack of cgo leaves out. */
export function readBodiesLeftOut(closure: ImportClosure, importPath: string): Verdict<readonly FileBody[]> {
  return readBodies(closure, importPath, ({ cgoFilesLeftOut }) => cgoFilesLeftOut);
}

function readBodies(closure: ImportClosure, importPath: string, filesOf: (found: DirectoryPackage) => readonly string[]): Verdict<readonly FileBody[]> {
  const missing = closure.missing.find((one) => one.importPath === importPath);
  if (missing !== undefined) return unknown(missing.reason);
  const found = nodesOf(closure).get(importPath)?.found ?? null;
  if (found === null) return unknown(noSources(closure, importPath));
  const bodies: FileBody[] = [];
  for (const file of filesOf(found)) {
    const body = readBody(found, file);
    if ("unknown" in body) return unknown(body.unknown);
    bodies.push(body);
  }
  return known(bodies);
}

function noSources(closure: ImportClosure, importPath: string): Reason {
  const linked = closure.packages.get(importPath);
  if (linked === undefined) return { code: "package", text: `${importPath} is not linked`, at: null };
  return { code: "package", text: linked.source === "std" ? `sources of ${importPath} in the standard library` : `no sources of ${importPath}`, at: null };
}

function readBody({ tree, directory }: DirectoryPackage, file: string): FileBody | Unreadable {
  const path = join(directory, file);
  const fact = tree.view.stat(path);
  if (fact.kind === "file" && fact.source !== null) {
    const body = tree.headers.goBody(fact.source);
    return "unknown" in body ? body : { file, source: fact.source, body };
  }
  const text = writtenText(tree, path);
  return typeof text === "string" ? { file, source: null, body: readGoBody(text) } : text;
}
