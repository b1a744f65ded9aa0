/** Which build tags the files of a program ask for. */
import { parseConstraint, parsePlusBuild, tagsOf, type BuildLines } from "../syntax/go/index.js";
import type { Reason, Verdict } from "../text/index.js";
import { known, unknown } from "../text/index.js";
import { nodesOf } from "./closure.js";
import type { DirectoryPackage } from "./directory-package.js";
import type { ImportClosure } from "./model.js";
import { join } from "./paths.js";

/**
 * Those of `tags` for which no file in the directories of the program's packages asks, in a build constraint or a `#cgo` line: files that are left
 * out and tests count. The standard library is not looked at, see {@link StdTable.buildTags}. Unknown where sources are missing.
 *
 * @param closure as loadPackages gave it
 */
export function tagsNobodyAsksFor(closure: ImportClosure, tags: readonly string[]): Verdict<readonly string[]> {
  const [missing] = closure.missing;
  const pending = new Set(tags);
  let doubt: Reason | null = missing?.reason ?? null;
  for (const { found, described, package: { importPath } } of nodesOf(closure).values()) {
    if (pending.size === 0) break;
    if (described !== null) doubt ??= { code: "package", text: `no sources of ${importPath}`, at: null };
    if (found === null) continue;
    const asked = askedIn(found);
    doubt ??= asked.unknown;
    for (const tag of asked.tags) pending.delete(tag);
  }
  return doubt === null || pending.size === 0 ? known([...pending]) : unknown(doubt);
}

interface AskedTags {
  readonly tags: ReadonlySet<string>;
  /** why there may be more */
  readonly unknown: Reason | null;
}

function askedIn({ tree, directory, unknown: doubt }: DirectoryPackage): AskedTags {
  const tags = new Set<string>();
  let why: Reason | null = doubt;
  for (const name of tree.view.list(directory)?.names ?? []) {
    const fact = tree.view.stat(join(directory, name));
    if (fact.kind !== "file" || !BUILT.test(name)) continue;
    if (fact.source === null) {
      why ??= { code: "file", text: `${name} is written during the build`, at: null };
      continue;
    }
    const header = name.endsWith(".go") ? tree.headers.goHeader(fact.source) : null;
    const lines = header ?? tree.headers.buildLines(fact.source);
    if ("unknown" in lines) {
      why ??= lines.unknown;
      continue;
    }
    for (const tag of constraintTags(lines)) tags.add(tag);
    if (header !== null && !("unknown" in header)) for (const { condition } of header.cgo) for (const tag of condition.split(/[\s,!]+/)) tags.add(tag);
  }
  return { tags, unknown: why };
}

/** Files whose constraints go reads. Source: go/build, knownToImport and goodOSArchFile. */
const BUILT = /\.(?:go|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|s|S|sx|swig|swigcxx)$/;

function constraintTags({ buildConstraint, plusBuild }: BuildLines): readonly string[] {
  const parsed = buildConstraint === null ? plusBuild.map((text) => parsePlusBuild(text)) : [parseConstraint(buildConstraint.text)];
  return parsed.flatMap(({ expression }) => (expression === null ? [] : [...tagsOf(expression)]));
}
