/** Data of this package that are too large to be loaded with its code. */
import { createRequire } from "node:module";
import * as path from "node:path";

/** File of the table of modules in the data directory. */
export const MODULE_TABLE_FILE = "modules.txt";

/** The code may have been bundled into another package, which then depends on this one. A directory that is nowhere when that is not installed. */
export function dataDirectory(): string {
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve("@go-indep/core/package.json")), "data");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return path.join(path.parse(process.cwd()).root, "data of @go-indep/core");
    throw error;
  }
}
