import { absolutePath } from "../../workspace/index.js";
import type { CMake } from "./cmake.js";
import type { Directory } from "./state.js";

/** The directory of `add_subdirectory`; its binary directory is named, or has the name of the source below the present one. */
export function directoryFor(cmake: CMake, source: string | null, binary: string | null, excluded: boolean): Directory {
  const outside = binary !== null && (binary.startsWith("/") || binary.startsWith(".."));
  const relative = outside && source !== null && cmake.directory.source !== null && binary === source ? source.slice(cmake.directory.source.length + 1) : binary;
  return { source, binary: relative === null ? null : absolutePath(cmake.directory.binary, relative), excluded: excluded || cmake.directory.excluded, order: ++cmake.directories };
}
