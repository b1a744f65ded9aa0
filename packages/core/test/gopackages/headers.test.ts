import { describe, expect, it } from "vitest";
import { workspaceHeaders } from "../../src/gopackages/index.js";
import type { GoHeader } from "../../src/syntax/go/index.js";
import { load, memoryWorkspace } from "./support.js";

describe("headers of files", () => {
  it("are read from the beginning of a file, once", () => {
    const workspace = memoryWorkspace({ "a.go": `package a\n\nimport "fmt"\n\n${"var x = 1 // filler\n".repeat(1000)}` });
    const headers = workspaceHeaders(workspace);
    expect((headers.goHeader("a.go") as GoHeader).imports.map(({ path }) => path)).toEqual(["fmt"]);
    headers.goHeader("a.go");
    expect(workspace.reads).toEqual(["head a.go"]);
  });

  it("are read whole when they are longer than that", () => {
    const license = `/*\n${"A long licence, in words that take more than one byte each: ü\n".repeat(200)}*/\n`;
    const workspace = memoryWorkspace({ "a.go": `${license}package a\n\nimport "fmt"\n` });
    expect((workspaceHeaders(workspace).goHeader("a.go") as GoHeader).imports.map(({ path }) => path)).toEqual(["fmt"]);
    expect(workspace.reads).toEqual(["head a.go", "read a.go"]);
  });

  it("of other languages end at the first code", () => {
    const comment = `/* ${"words ".repeat(2000)}*/\n`;
    const workspace = memoryWorkspace({ "a.c": `${comment}//go:build linux\n\nint x;\n`, "big.c": `int x;\n${"int y;\n".repeat(100_000)}` });
    const headers = workspaceHeaders(workspace);
    expect(headers.buildLines("a.c")).toMatchObject({ buildConstraint: { text: "linux" } });
    expect(headers.buildLines("big.c")).toMatchObject({ buildConstraint: null });
    expect(workspace.reads).toEqual(["head a.c", "head a.c", "head big.c"]);
  });

  it("of files that are gone are unknown", () => {
    expect(workspaceHeaders(memoryWorkspace({})).goHeader("a.go")).toEqual({ unknown: { code: "file", text: "a.go is gone", at: null } });
  });
});

describe("reading", () => {
  const files = {
    "go.mod": "module example.com/app\n\ngo 1.22\n",
    "main.go": 'package main\n\nimport _ "example.com/app/used"\n\nfunc main() {}\n',
    "main_test.go": "package main\n",
    "used/used.go": "package used\n",
    "used/used_windows.go": "package used\n",
    "unused/unused.go": "package unused\n",
  };

  it("is limited to files that are built", () => {
    const workspace = memoryWorkspace(files);
    expect(load(workspace, ".").closures).toHaveLength(1);
    expect(workspace.reads.filter((read) => read.endsWith(".go"))).toEqual(["head main.go", "head used/used.go"]);
  });
});
