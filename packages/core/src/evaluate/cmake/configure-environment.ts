/** Fact q7: what `set(ENV{…})` set, and nothing at build time sees. It is kept in the binary directory, for builds that start there. */
import type { Traced } from "../../text/index.js";
import { carrier, concat, concatAll, literal, originOf, slice } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import type { FileView } from "../files/view.js";
import type { LostAssignment } from "../lost.js";
import type { CMake } from "./cmake.js";

const FILE = "CMakeFiles/configure-environment.txt";

export function environmentText(cmake: CMake): Traced {
  return concatAll([...cmake.assigned.entries()].map(([name, { value, at }]) => concat(literal(name, at), literal("="), value, literal("\n"))));
}

/** Assignments of the configuration of a binary directory that builds in it do not see. */
export function configureTimeAssignments(files: FileView, directory: string | null): readonly LostAssignment[] {
  const fact = directory === null ? null : files.stat(join(directory, FILE));
  if (fact?.kind !== "file" || fact.content === null) return [];
  const { content } = fact;
  const source = carrier(content);
  const found: LostAssignment[] = [];
  for (let start = 0; start < source.length; ) {
    const newline = source.indexOf("\n", start);
    const end = newline === -1 ? source.length : newline;
    const equals = source.indexOf("=", start);
    const at = originOf(slice(content, start, equals));
    if (equals !== -1 && equals < end && at !== null) found.push({ name: source.slice(start, equals), value: slice(content, equals + 1, end), at, lostIn: "configure", command: "" });
    start = end + 1;
  }
  return found;
}
