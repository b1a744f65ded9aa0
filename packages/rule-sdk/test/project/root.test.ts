import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findRoot, pathIn } from "../../src/project/root.js";

const directory = mkdtempSync(join(tmpdir(), "go-indep-root-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});
for (const path of ["repo/.git/x", "repo/a/b/x", "worktree/a/x", "plain/a/x"]) mkdirSync(join(directory, path), { recursive: true });
writeFileSync(join(directory, "worktree/.git"), "gitdir: ../repo/.git/worktrees/w\n");

describe("findRoot", () => {
  it("is the nearest directory upwards with .git, a file or a directory", () => {
    expect(findRoot(join(directory, "repo/a/b/Dockerfile"), "/")).toBe(join(directory, "repo"));
    expect(findRoot(join(directory, "worktree/a/Dockerfile"), "/")).toBe(join(directory, "worktree"));
  });

  it("is the working directory without .git, unless the file lies elsewhere", () => {
    expect(findRoot(join(directory, "plain/a/Dockerfile"), join(directory, "plain"))).toBe(join(directory, "plain"));
    expect(findRoot(join(directory, "plain/a/Dockerfile"), join(directory, "plain/other"))).toBe(join(directory, "plain/a"));
  });
});

describe("pathIn", () => {
  it("is relative to the root, with slashes", () => {
    expect(pathIn(directory, join(directory, "a", "Dockerfile"))).toBe("a/Dockerfile");
  });

  it("is null outside of the root, and for text without a file", () => {
    expect(pathIn(join(directory, "a"), join(directory, "ab/Dockerfile"))).toBeNull();
    expect(pathIn(directory, directory)).toBeNull();
    expect(pathIn(directory, "<input>")).toBeNull();
  });

  it("does not mistake a name that begins with two dots", () => {
    expect(pathIn(directory, join(directory, "..Dockerfile"))).toBe("..Dockerfile");
  });
});
