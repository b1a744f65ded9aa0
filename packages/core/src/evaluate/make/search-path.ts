/** `vpath` and VPATH. Source: GNU make 4.3, vpath.c (vpath_search). */
import { concat, literal, literalOf } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import { valueOf } from "./expand.js";
import { fileName } from "./file-names.js";
import type { Make } from "./make.js";
import { matchPattern, parsePattern } from "./pattern.js";
import type { FileName } from "./rules.js";

/** The name under which a directory of the search path has a file that is not there and that no rule makes; the name itself otherwise. */
export function searchedName(make: Make, name: FileName): FileName {
  const text = literalOf(name.text);
  const paths = make.searchPaths.get("") ?? [];
  if (text === null || text.startsWith("/") || (paths.length === 0 && make.variables.get("VPATH") === undefined)) return name;
  const own = absolutePath(make.run.directory, text);
  if (own === null || make.machine.files.stat(own).kind !== "absent" || make.targets.get(name.key) !== undefined) return name;
  const selective = paths.filter(({ pattern }) => matchPattern(parsePattern(pattern), name.text).answer === "yes").map(({ directories }) => directories);
  for (const directories of [...selective, valueOf(make, "VPATH")]) {
    for (const directory of (literalOf(directories) ?? "").split(/[:\s]+/)) {
      const path = directory === "" ? null : absolutePath(make.run.directory, `${directory}/${text}`);
      if (path !== null && make.machine.files.stat(path).kind === "file") return fileName(concat(literal(`${directory}/`), name.text));
    }
  }
  return name;
}
