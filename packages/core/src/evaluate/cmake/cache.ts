/** `CMakeCache.txt`: what an earlier configuration was told stays (fact q9). */
import type { Traced } from "../../text/index.js";
import { carrier, concat, concatAll, literal, slice } from "../../text/index.js";
import type { FileView } from "../files/view.js";
import { join } from "../../workspace/index.js";
import type { CMake } from "./cmake.js";
import { contentOf } from "./read-file.js";
import { setTo } from "./state.js";

export const CACHE_FILE = "CMakeCache.txt";

/** Takes over the entries of an earlier run. */
export function readCache(cmake: CMake, files: FileView, binary: string): void {
  const found = contentOf(files, join(binary, CACHE_FILE));
  if (found === null || "unknown" in found) return;
  const source = carrier(found.content);
  for (let start = 0; start < source.length; ) {
    const newline = source.indexOf("\n", start);
    const end = newline === -1 ? source.length : newline;
    const match = /^"?([^#/:="][^:="]*)"?:([A-Z]+)=/.exec(source.slice(start, end));
    const [whole = "", name, type] = match ?? [];
    if (name !== undefined && type !== undefined) cmake.cache.set(name, { ...setTo(slice(found.content, start + whole.length, end)), type });
    start = end + 1;
  }
}

/** The entries as a file. Values of several lines are not kept by CMake either. */
export function cacheText(cmake: CMake): Traced {
  const lines = [...cmake.cache.entries()]
    .filter(([, { set }]) => set !== "no")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { value, type }]) => concat(literal(`${name}:${type}=`), oneLine(value), literal("\n")));
  return concatAll([literal("# This is the CMakeCache file.\n"), ...lines]);
}

function oneLine(value: Traced): Traced {
  const newline = carrier(value).indexOf("\n");
  return newline === -1 ? value : slice(value, 0, newline);
}
