import { describe, expect, it } from "vitest";
import { fixture, linked, load, mains } from "./support.js";

describe("modules of the repository", () => {
  const files = fixture("modules");

  it("resolves imports in the module and in directories that replace modules", () => {
    const result = load(files, ".");
    expect(linked(result)).toEqual({
      "example.com/app": [
        "example.com/any",
        "example.com/any/deep/er",
        "example.com/app",
        "example.com/app/internal/x",
        "example.com/app/nested/pkg",
        "example.com/lib",
      ],
    });
    const packages = result.closures[0]?.packages;
    expect(packages?.get("example.com/lib")).toMatchObject({ module: "example.com/lib", source: "repository", directory: "/src/third_party/lib" });
    expect(packages?.get("example.com/app/nested/pkg")?.module).toBe("example.com/app/nested");
    expect(packages?.has("encoding/csv")).toBe(true);
    expect(packages?.has("plugin")).toBe(false);
    expect(result.closures[0]).toMatchObject({ moduleRoot: "/src", modulePath: "example.com/app", missing: [] });
    expect(result.goLine).toBe("1.21");
  });

  it("expands patterns of directories up to the borders of the module", () => {
    expect(mains(load(files, "./..."))).toEqual(["example.com/app", "example.com/app/cmd/other", "example.com/app/cmd/tool", "example.com/app/cmd/vendor"]);
    expect(mains(load(files, "./cmd/... ./internal/x"))).toEqual(["example.com/app/cmd/other", "example.com/app/cmd/tool", "example.com/app/cmd/vendor"]);
    expect(mains(load(files, "../../...", { directory: "cmd/tool" }))).toHaveLength(4);
    expect(mains(load(files, "./...", { directory: "nested" }))).toEqual(["example.com/app/nested"]);
  });

  it("expands patterns of import paths through dependencies too", () => {
    expect(mains(load(files, "example.com/app/..."))).toContain("example.com/app/nested");
    expect(mains(load(files, "all"))).not.toContain("example.com/app/nested");
  });

  it("counts tools among all packages, which those of patterns are not", () => {
    const files = fixture("tools");
    const own = ["example.com/app", "example.com/app/internal/own"];
    expect(mains(load(files, "./..."))).toEqual(own);
    expect(mains(load(files, "work"))).toEqual(own);
    expect(mains(load(files, "all"))).toEqual([...own, "example.com/tools/cmd/gen"]);
    expect(mains(load(files, "tool"))).toEqual(["example.com/app/internal/own", "example.com/tools/cmd/gen"]);
  });

  it("names packages by directory or by import path, each once", () => {
    expect(mains(load(files, "./cmd/tool example.com/app/cmd/tool"))).toEqual(["example.com/app/cmd/tool"]);
    expect(load(files, "example.com/lib")).toMatchObject({ closures: [], libraries: ["example.com/lib"], failure: null });
  });

  it("refuses directories of other modules", () => {
    expect(load(files, "./nested").failure?.text).toBe("main module (example.com/app) does not contain package example.com/app/nested");
    expect(load(files, "./nested/...").failure?.text).toMatch(/^pattern \.\/nested\/\.\.\.: directory prefix \/src\/nested does not contain main module/);
  });

  it("leaves out directories that go.mod ignores", () => {
    const ignore = fixture("ignore");
    expect(mains(load(ignore, "./..."))).toEqual(["example.com/app", "example.com/app/web/static"]);
    expect(mains(load(ignore, "./node_modules/b"))).toEqual(["example.com/app/node_modules/b"]);
  });

  it("tells a replacement that is not there, with its line", () => {
    const gone = fixture("replace-gone");
    expect(load(gone, ".").failure).toBeNull();
    const { failure } = load(gone, "./needs");
    expect(failure).toMatchObject({ fact: "s1", text: expect.stringContaining("replacement directory ../gone does not exist") as string });
    expect(failure?.at && gone["go.mod"]?.slice(failure.at.start, failure.at.end)).toBe("replace example.com/gone => ../gone");
    expect(load(fixture("replace-gone-old"), ".").failure?.fact).toBe("s1");
  });
});

describe("go.mod", () => {
  it("must not ask for a newer release", () => {
    const files = { "go.mod": "module example.com/app\n\ngo 1.27.1\n", "main.go": "package main\n" };
    const { failure } = load(files, ".", { context: { goVersion: "1.26.3" } });
    expect(failure).toEqual({ text: "go.mod requires go >= 1.27.1 (running go 1.26.3)", fact: "o1", at: { file: "go.mod", start: 27, end: 33 } });
    expect(load(files, ".", { context: { goVersion: "1.27" } }).failure).toBeNull();
    expect(load({ ...files, "go.mod": "module example.com/app\n\ngo 1.99\n" }, ".", { context: { goVersion: "1.20" } }).failure).toBeNull();
  });

  it("fails the command when go cannot parse it", () => {
    const files = { "go.mod": "module example.com/app\n\nrequire (\n", "main.go": "package main\n" };
    expect(load(files, ".").failure?.text).toMatch(/^errors parsing \/src\/go\.mod: /);
  });
});

describe("files of the command line", () => {
  const files = fixture("files");

  it("make one program, whatever their constraints", () => {
    const result = load(files, "cmd/a.go cmd/windows_only_windows.go");
    expect(mains(result)).toEqual(["command-line-arguments"]);
    expect(result.closures[0]?.main).toMatchObject({ goFiles: ["a.go", "windows_only_windows.go"], module: "example.com/app", directory: "/src/cmd" });
    expect(linked(load(files, "cmd/a.go"))).toEqual({ "command-line-arguments": ["command-line-arguments", "example.com/app/lib"] });
    expect(load(files, "generate.go", { directory: "cmd" }).closures[0]?.packages.has("go/format")).toBe(true);
    expect(load(files, "lib/lib.go").libraries).toEqual(["command-line-arguments"]);
  });

  it("are in one directory, and all of Go", () => {
    expect(load(files, "cmd/a.go lib/lib.go").failure?.text).toBe("named files must all be in one directory; have /src/cmd and /src/lib");
    expect(load(files, "cmd/a.go ./cmd").failure?.text).toBe("named files must be .go files: ./cmd");
    expect(mains(load(files, "./dir.go"))).toEqual(["example.com/app/dir.go"]);
  });

  it("import the standard library only outside a module", () => {
    const outside = fixture("files-outside");
    expect(load(outside, "a.go").closures[0]).toMatchObject({ moduleRoot: null, modulePath: null, main: { module: "" } });
    expect(load(outside, "b.go").failure?.text).toMatch(/no required module provides package example\.com\/x: go\.mod file not found/);
    expect(load(outside, ".").failure?.text).toMatch(/^go\.mod file not found in current directory/);
  });
});

describe("GOPATH", () => {
  it("is where packages are looked for without modules", () => {
    const files = { "main.go": "package main\n" };
    expect(load(files, ".").failure?.text).toContain("go.mod file not found");
    const open = { closures: [], failure: null, unknown: { text: "a build in GOPATH, without modules" } };
    expect(load(files, ".", { go111Module: "auto" })).toMatchObject(open);
    expect(load(files, ".", { context: { goVersion: "1.15.15" } })).toMatchObject(open);
    expect(load(fixture("modules"), ".", { go111Module: "off" })).toMatchObject(open);
    expect(mains(load(fixture("modules"), ".", { go111Module: "auto" }))).toEqual(["example.com/app"]);
  });
});

describe("sources of other languages", () => {
  it("need cgo, or must not be there", () => {
    const files = fixture("strays-c");
    expect(load(files, ".").failure?.text).toBe("package example.com/app: C source files not allowed when not using cgo or SWIG: main.c");
    expect(load(files, "./cxx").failure?.text).toBe("package example.com/app/cxx: C++ source files not allowed when not using cgo or SWIG: main.cc");
    expect(load(files, ".", { context: { cgo: false } }).failure).toBeNull();
    expect(load(fixture("strays"), "./c ./assembly").failure).toBeNull();
  });
});

describe("imports that go refuses", () => {
  const files = fixture("forbidden");

  it.each([
    ["./internals", "package example.com/app/internals: use of internal package example.com/lib/internal/x not allowed", "internals/main.go", '"example.com/lib/internal/x"'],
    ["./internals/main.go", "package command-line-arguments: use of internal package example.com/lib/internal/x not allowed", "internals/main.go", '"example.com/lib/internal/x"'],
    ["./std", "package example.com/app/std: use of internal package internal/abi not allowed", "std/main.go", '"internal/abi"'],
    ["example.com/lib/bad", "package example.com/lib/bad: use of internal package example.com/app/internal/other not allowed", "lib/bad/main.go", '"example.com/app/internal/other"'],
    [
      "./circle",
      "package example.com/app/circle\n\timports example.com/app/circle/a\n\timports example.com/app/circle/b\n\timports example.com/app/circle/a: import cycle not allowed",
      "circle/b/b.go",
      '"example.com/app/circle/a"',
    ],
  ])("%s", (pattern, text, file, written) => {
    const { failure, closures } = load(files, pattern);
    expect(closures).toEqual([]);
    expect(failure).toMatchObject({ text, at: { file } });
    expect(files[file]?.slice(failure?.at?.start, failure?.at?.end)).toBe(written);
  });

  it("are allowed inside of the tree that the package is internal to, and in the Go distribution", () => {
    expect(mains(load(files, "./good example.com/lib/cmd"))).toEqual(["example.com/app/good", "example.com/lib/cmd"]);
    expect(mains(load(files, "./good/main.go"))).toEqual(["command-line-arguments"]);
    const distribution = { "go.mod": "module cmd\n\ngo 1.26\n", "tool/main.go": 'package main\n\nimport _ "internal/abi"\n\nfunc main() {}\n' };
    expect(mains(load(distribution, "./tool"))).toEqual(["cmd/tool"]);
  });
});

describe("what go refuses", () => {
  const files = fixture("failures");

  it.each([
    ["./two", "package example.com/app/two: found packages one (a.go) and two (b.go) in /src/two"],
    ["./unknown", "package example.com/app/unknown\n\timports github.com/nobody/nothing: no required module provides package github.com/nobody/nothing; to add it:\n\tgo get github.com/nobody/nothing"],
    ["./nostd", "package example.com/app/nostd\n\timports nothing/of/std: package nothing/of/std is not in std"],
    ["./relative", 'package example.com/app/relative\n\timports ../good: "../good" is relative, but relative import paths are not supported in module mode'],
    ["./program", 'import "example.com/app/good" is a program, not an importable package'],
    ["./absent", "stat /src/absent: directory not found"],
    ["./viaexcluded", "package example.com/app/viaexcluded\n\timports example.com/app/excluded: build constraints exclude all Go files in /src/excluded"],
  ])("%s", (pattern, text) => {
    expect(load(files, pattern).failure?.text).toBe(text);
  });

  it("points at the import that brings the failure", () => {
    const at = load(files, "./viaexcluded").failure?.at;
    expect(at?.file).toBe("viaexcluded/main.go");
    expect(files["viaexcluded/main.go"]?.slice(at?.start, at?.end)).toBe('"example.com/app/excluded"');
  });

  it("does not spoil other packages", () => {
    expect(mains(load(files, "./good"))).toEqual(["example.com/app/good"]);
  });
});
