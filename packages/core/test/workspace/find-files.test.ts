import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { LIMITS } from "../../src/limits.js";
import { basename, findFiles, memoryWorkspace, nodeWorkspace } from "../../src/workspace/index.js";

const isGoMod = (path: string): boolean => basename(path) === "go.mod";

it("finds files by path, outside of .git and node_modules", () => {
  const workspace = memoryWorkspace({ "go.mod": "", "b/go.mod": "", "a/x/go.mod": "", "a/go.sum": "", ".git/go.mod": "", "a/node_modules/go.mod": "" });
  expect(findFiles(workspace, isGoMod)).toEqual(["a/x/go.mod", "b/go.mod", "go.mod"]);
  expect(findFiles(workspace, isGoMod, { directory: "a" })).toEqual(["a/x/go.mod"]);
  expect(findFiles(workspace, isGoMod, { skipDirectory: (path) => path === "a" })).toEqual([".git/go.mod", "b/go.mod", "go.mod"]);
  expect(findFiles(workspace, isGoMod, { directory: "absent" })).toEqual([]);
});

it("stops at the bound of directory levels, and says so", () => {
  const deep = (levels: number): string => `${"d/".repeat(levels)}go.mod`;
  const limits: string[] = [];
  const workspace = memoryWorkspace({ [deep(LIMITS.directoryDepth)]: "", [deep(LIMITS.directoryDepth + 1)]: "" });
  expect(findFiles(workspace, isGoMod, { onLimit: (directory) => limits.push(directory) })).toEqual([deep(LIMITS.directoryDepth)]);
  expect(limits).toEqual([deep(LIMITS.directoryDepth + 1).slice(0, -"/go.mod".length)]);
});

it("does not follow links, so that loops end", () => {
  const root = mkdtempSync(join(tmpdir(), "find-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "a/b"), { recursive: true });
  writeFileSync(join(root, "a/go.mod"), "");
  symlinkSync("..", join(root, "a/b/up"));
  symlinkSync("../a/go.mod", join(root, "a/b/go.mod"));
  expect(findFiles(nodeWorkspace(root), isGoMod)).toEqual(["a/go.mod"]);
});
