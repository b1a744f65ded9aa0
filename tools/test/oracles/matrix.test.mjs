/**
 * The rows of real builds as a table: what is predicted without Go and without a module cache must be true. Fields may be unknown where the sources of a
 * module are needed.
 */
import { describe, expect, it } from "vitest";
import { diskView, diskWorkspace } from "../../oracles/gopackages/disk.mjs";
import { compareRow } from "../../oracles/matrix/compare.mjs";
import { core } from "../../oracles/matrix/core.mjs";
import { predict } from "../../oracles/matrix/predict.mjs";
import { readRows } from "../../oracles/matrix/rows.mjs";

const workspace = diskWorkspace(null);
const files = { view: diskView(workspace), moduleCache: null, store: new core.PackageStore(core.workspaceHeaders(workspace)) };
/** Programs that import modules. */
const WITH_MODULES = new Set(["sqlite", "fallback"]);

describe.each(["matrix.jsonl", "own.jsonl"])("%s", (name) => {
  it.each(readRows(name).map((row) => [row.case, row]))("%s", (_, row) => {
    const [predicted] = predict(core, row, files);
    const results = compareRow(row, predicted);
    expect(results.filter((one) => one.result === "different")).toEqual([]);
    // Before Go 1.20 cgo is on without a compiler, whose loader is then not known.
    const decided = ["kind", "symtab", "dwarf", ...(row.path === "none" ? [] : ["interpreter"])];
    if (!WITH_MODULES.has(row.program)) expect(results.filter((one) => one.result === "unknown" && decided.includes(one.field))).toEqual([]);
  });
});
