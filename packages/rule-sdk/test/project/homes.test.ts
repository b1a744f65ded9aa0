import type { Finding, Project } from "@go-indep/core";
import { describe, expect, it } from "vitest";
import { findingsAt, isLinted } from "../../src/project/homes.js";

const RULE = "go-ldflags/no-bad";

function finding(file: string): Finding {
  return { rule: RULE, messageId: "bad", data: {}, at: { file, start: 0, end: 1 }, evidence: [], entries: [] };
}

function project(findings: readonly Finding[], homes: readonly string[]): Project {
  const shown: Partial<Project> = { findings, findingsFor: (file) => findings.filter(({ at }) => at.file === file), homesOf: () => homes };
  return shown as Project;
}

describe("where a finding is reported", () => {
  const release = finding(".goreleaser.yml");

  it("is its own file when a preset lints that", () => {
    const shown = project([finding("Makefile")], ["Dockerfile"]);
    expect(findingsAt("Makefile", RULE, shown, [])).toHaveLength(1);
    expect(findingsAt("Dockerfile", RULE, shown, [])).toEqual([]);
  });

  it("is the nearest file that a preset lints, and no other", () => {
    const shown = project([release], [".github/workflows/ci.yml", "main.go", "Dockerfile", "go.mod"]);
    expect(findingsAt("Dockerfile", RULE, shown, [])).toEqual([release]);
    for (const file of ["go.mod", "main.go", "Makefile"]) expect(findingsAt(file, RULE, shown, [])).toEqual([]);
    expect(findingsAt("Dockerfile", "go-ldflags/no-other", shown, [])).toEqual([]);
  });

  it("is its own file alone when somebody says that it is linted", () => {
    const shown = project([release], ["Dockerfile"]);
    expect(findingsAt("Dockerfile", RULE, shown, [".goreleaser.yml"])).toEqual([]);
    expect(findingsAt(".goreleaser.yml", RULE, shown, [".goreleaser.yml"])).toEqual([release]);
  });
});

describe("files that presets lint", () => {
  it.each(["Dockerfile", "api/Dockerfile", "build/dockerfile.dev", "app.Dockerfile", "Makefile", "a/b/rules.mk", "go.mod", "sub/go.work", "build.sh"])("%s", (file) => {
    expect(isLinted(file, "not go")).toBe(true);
  });

  it.each([".goreleaser.yml", "compose.yaml", "Dockerfile.md", "vendor/x/Dockerfile", "a/testdata/Makefile", "go.sum", "main.go"])("not %s", (file) => {
    expect(isLinted(file, "not go")).toBe(false);
  });
});
