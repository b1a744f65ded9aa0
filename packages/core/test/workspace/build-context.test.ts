import { describe, expect, it } from "vitest";
import { buildContext, memoryWorkspace } from "../../src/workspace/index.js";
import type { BuildContext } from "../../src/workspace/index.js";

const TREE = Object.fromEntries(
  ["Dockerfile", "go.mod", "main.go", "README.md", "cmd/app/main.go", "cmd/app/app_test.go", "cmd/README.md", "dist/linux/app", "dist/notes.txt", "vendor/m/m.go"].map((path) => [path, ""]),
);

function contextOf(ignore: string, files: Readonly<Record<string, string>> = {}): BuildContext {
  return buildContext(memoryWorkspace({ ...TREE, ".dockerignore": ignore, ...files }), { directory: "", dockerfile: "Dockerfile" });
}

/** Every file that the context lists, but not the ignore file. */
function filesOf(context: BuildContext, directory = ""): readonly string[] {
  return (context.list(directory) ?? []).flatMap(({ name, kind }) => {
    const path = directory === "" ? name : `${directory}/${name}`;
    return kind === "directory" ? filesOf(context, path) : path === ".dockerignore" ? [] : [path];
  });
}

const left = (ignore: string): readonly string[] => {
  const files = filesOf(contextOf(ignore));
  return Object.keys(TREE).filter((path) => !files.includes(path)).sort();
};

describe("patterns", () => {
  it.each([
    ["", []],
    ["main.go", ["main.go"]],
    ["/dist/", ["dist/linux/app", "dist/notes.txt"]],
    ["*.md", ["README.md"]],
    ["*/*.md", ["cmd/README.md"]],
    ["**/*.md", ["README.md", "cmd/README.md"]],
    ["# *.md\n\n  *.md  \r\n", ["README.md"]],
    ["**/*_test.go\ncmd/*.md", ["cmd/README.md", "cmd/app/app_test.go"]],
    ["*.md\n!README.md", []],
    ["!README.md\n*.md", ["README.md"]],
    ["dist\n!dist/linux", ["dist/notes.txt"]],
    ["*\n!cmd/app/*.go\n**/*_test.go", ["Dockerfile", "README.md", "cmd/README.md", "cmd/app/app_test.go", "dist/linux/app", "dist/notes.txt", "go.mod", "main.go", "vendor/m/m.go"]],
    ["app", []],
    ["?md", ["cmd/README.md", "cmd/app/app_test.go", "cmd/app/main.go"]],
    ["[d-v]*", ["dist/linux/app", "dist/notes.txt", "go.mod", "main.go", "vendor/m/m.go"]],
    ["../main.go\n.", []],
  ])("%j leaves out %j", (ignore, expected) => {
    expect(left(ignore)).toEqual(expected);
  });

  it("that are not asked at a directory are not asked for it further down", () => {
    expect(left("cmd/app\n!cmd")).toEqual(["cmd/app/app_test.go", "cmd/app/main.go"]);
  });

  it("leave out the Dockerfile and the ignore file like others", () => {
    const context = contextOf("Dockerfile\n.dockerignore");
    expect([context.included("Dockerfile"), context.included(".dockerignore")]).toEqual([false, false]);
  });
});

describe("directories", () => {
  it("that are left out come back with what an exception brings in", () => {
    const context = contextOf("dist\n!dist/linux/app");
    expect([context.included("dist"), context.includesBelow("dist"), context.includesBelow("dist/linux")]).toEqual([false, true, true]);
    expect(context.list("dist")).toEqual([{ name: "linux", kind: "directory" }]);
    expect(context.list("")?.map(({ name }) => name)).toContain("dist");
  });

  it("are gone when the exception finds nothing", () => {
    const context = contextOf("dist\n!dist/windows");
    expect(context.list("dist")).toBeNull();
    expect(context.list("")?.map(({ name }) => name)).not.toContain("dist");
  });

  it("are not looked into without one", () => {
    expect(contextOf("dist\n!cmd").includesBelow("dist")).toBe(false);
    expect(contextOf("dist").list("dist/linux")).toBeNull();
  });
});

describe("the ignore file", () => {
  it("of the Dockerfile comes before that of the context", () => {
    const workspace = memoryWorkspace({ ...TREE, "build/Dockerfile.dockerignore": "cmd", ".dockerignore": "dist", "build/.dockerignore": "vendor" });
    const context = buildContext(workspace, { directory: "", dockerfile: "build/Dockerfile" });
    expect([context.ignoreFile, context.included("cmd"), context.included("dist"), context.included("vendor")]).toEqual(["build/Dockerfile.dockerignore", false, true, true]);
    expect(buildContext(workspace, { directory: "", dockerfile: "build/other" }).ignoreFile).toBe(".dockerignore");
  });

  it("belongs to the directory of the context, to which its paths are relative", () => {
    const workspace = memoryWorkspace({ "cmd/.dockerignore": "app/*_test.go", ...TREE });
    const context = buildContext(workspace, { directory: "cmd", dockerfile: "Dockerfile" });
    expect([context.ignoreFile, context.included("app/app_test.go"), context.included("app/main.go")]).toEqual(["cmd/.dockerignore", false, true]);
    expect(context.list("app")).toEqual([{ name: "main.go", kind: "file" }]);
  });

  it("need not be there", () => {
    const context = buildContext(memoryWorkspace(TREE), { directory: "", dockerfile: "Dockerfile" });
    expect([context.ignoreFile, context.problem, context.included("x/y")]).toEqual([null, null, true]);
  });

  it.each([
    ["[", "syntax"],
    ["a\\", "syntax"],
    ["!", "syntax"],
    ["[z-a]*", "syntax"],
    ["a|b*", "not-understood"],
    ["a{2}?", "not-understood"],
    ["\\d", "not-understood"],
    ["[[:alpha:]]", "not-understood"],
  ])("says when nothing can be said: %s", (ignore, code) => {
    const context = contextOf(ignore);
    expect(context.problem).toMatchObject({ code, at: { file: ".dockerignore", start: 0, end: ignore.length } });
    expect(context.included("main.go")).toBe(true);
  });
});

it("matches in time, whatever the pattern", () => {
  const path = "a/".repeat(500);
  const start = performance.now();
  expect(contextOf(`${"**/".repeat(40)}${"*a".repeat(40)}b`).included(`${path}a`)).toBe(true);
  expect(performance.now() - start).toBeLessThan(20_000);
});
