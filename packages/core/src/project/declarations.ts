import { readPackageBodies, type ImportClosure } from "../gopackages/index.js";
import type { PackageDeclarations } from "../linkage/index.js";
import { known, unknown, type Verdict } from "../text/index.js";

/** What -X needs to know of a package (facts f1–f7). */
export function declarationsOf(closure: ImportClosure | null, importPath: string): Verdict<PackageDeclarations> {
  if (closure === null) return unknown({ code: "package", text: `the packages of the program`, at: null });
  const bodies = readPackageBodies(closure, importPath);
  if (bodies.kind === "unknown") return bodies;
  const parts = bodies.value.map(({ body }) => body);
  return known({
    values: parts.flatMap((body) => body.values),
    types: parts.flatMap((body) => body.types),
    assignments: parts.flatMap((body) => body.assignments),
  });
}
