import { parseGoMod } from "../../syntax/gomod/index.js";
import { dirname, join, relative } from "../../workspace/index.js";
import type { Machine } from "../machine.js";

/** The import path of the package in a directory: ko asks the go command for it, and builds by it. Null without a module that is known. */
export function importPathOf(directory: string, machine: Machine): string | null {
  for (let at = directory; ; at = dirname(at)) {
    const read = machine.files.read(join(at, "go.mod"));
    if (read !== null) {
      const module = "unknown" in read ? null : parseGoMod(read.text).module?.path;
      const rest = relative(at, directory);
      return module === null || module === undefined ? null : rest === "" ? module : `${module}/${rest}`;
    }
    if (at === "/" || at === "" || at === ".") return null;
  }
}
