import type { ImportClosure } from "../gopackages/index.js";

/** Whether a program has C++ code, so that CXX links it. */
export function hasCxx(closure: ImportClosure | null): boolean {
  return [...(closure?.packages.values() ?? [])].some(({ usesCgo, otherFiles }) => usesCgo && otherFiles.some((file) => /\.(cc|cpp|cxx)$/.test(file)));
}
