import { describe, expect, it } from "vitest";
import type { Files, Question } from "./support.js";
import { cached, fixture, linked, load } from "./support.js";

/** A program of one file that imports what is given. */
function program(goVersion: string, goMod: string, ...imports: string[]): Files {
  const lines = imports.map((path) => `import _ "${path}"\n`).join("");
  return { "go.mod": `module example.com/app\n\ngo ${goVersion}\n\n${goMod}\n`, "main.go": `package main\n\n${lines}\nfunc main() {}\n` };
}

function library(path: string, goMod: string, ...imports: string[]): Files {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return { "go.mod": `module ${path}\n\n${goMod}\n`, [`${name}.go`]: `package ${name}\n\n${imports.map((one) => `import _ "${one}"\n`).join("")}` };
}

function missing(files: Files, question?: Question): readonly string[] {
  return load(files, ".", question).closures.flatMap((closure) => closure.missing.map(({ importPath, reason }) => `${importPath}: ${reason.text}`));
}

describe("modules of the cache", () => {
  it("are found under escaped names", () => {
    const files = {
      ...program("1.22", "require github.com/BurntSushi/toml v1.3.2", "github.com/BurntSushi/toml", "github.com/BurntSushi/toml/Internal"),
      ...cached("github.com/BurntSushi/toml", "v1.3.2", {
        ...library("github.com/BurntSushi/toml", "go 1.18", "net"),
        "Internal/i.go": "package internal\n",
      }),
    };
    const result = load(files, ".");
    const packages = result.closures[0]?.packages;
    expect(packages?.get("github.com/BurntSushi/toml/Internal")).toMatchObject({
      module: "github.com/BurntSushi/toml",
      source: "moduleCache",
      directory: "<module cache>/github.com/!burnt!sushi/toml@v1.3.2/Internal",
      goFiles: ["i.go"],
    });
    expect(packages?.has("net")).toBe(true);
    expect(result.closures[0]?.missing).toEqual([]);
  });

  it("without sources leave their packages missing, with the import that asks for them", () => {
    const files = program("1.22", "require example.com/dep v1.0.0", "example.com/dep/sub", "net/url");
    const [closure] = load(files, ".").closures;
    expect(closure?.missing).toEqual([
      {
        importPath: "example.com/dep/sub",
        importedBy: "example.com/app",
        at: { file: "main.go", start: 23, end: 44 },
        module: { path: "example.com/dep", version: "v1.0.0" },
        reason: { code: "module", text: "no sources of example.com/dep v1.0.0", at: null },
      },
    ]);
    expect(closure?.packages.has("net/url")).toBe(true);
    expect(closure?.facts.map(({ module, cgo }) => `${module} ${cgo.kind}`)).toEqual(["example.com/dep unknown"]);
  });

  it("that are only partly extracted do not count", () => {
    const files = {
      ...program("1.22", "require example.com/dep v1.0.0", "example.com/dep"),
      ...cached("example.com/dep", "v1.0.0", library("example.com/dep", "")),
      "<module cache>/cache/download/example.com/dep/@v/v1.0.0.partial": "",
    };
    expect(missing(files)).toEqual(["example.com/dep: no sources of example.com/dep v1.0.0"]);
  });

  it("may hold a package of the longest module path only", () => {
    const nested = cached("example.com/dep/sub", "v0.1.0", library("example.com/dep/sub", ""));
    const outer = cached("example.com/dep", "v1.0.0", { ...library("example.com/dep", ""), "sub/deep/d.go": "package deep\n" });
    const base = program("1.22", "require (\n\texample.com/dep v1.0.0\n\texample.com/dep/sub v0.1.0\n)", "example.com/dep/sub", "example.com/dep/sub/deep");
    expect(load({ ...base, ...nested, ...outer }, ".").closures[0]?.packages.get("example.com/dep/sub/deep")?.module).toBe("example.com/dep");
    // the nested module may have it, too
    expect(missing({ ...base, ...outer })).toEqual([
      "example.com/dep/sub: no sources of example.com/dep/sub v0.1.0",
      "example.com/dep/sub/deep: no sources of example.com/dep/sub v0.1.0",
    ]);
  });
});

describe("minimal version selection", () => {
  const a = (requires: string): Files => cached("example.com/a", "v1.0.0", library("example.com/a", requires, "example.com/b"));
  const b = (version: string, ...imports: string[]): Files => cached("example.com/b", version, library("example.com/b", "go 1.16", ...imports));
  const direct = "require (\n\texample.com/a v1.0.0\n\texample.com/b v1.0.0\n)";

  it("takes go.mod at its word since go 1.17", () => {
    const files = { ...program("1.17", direct, "example.com/a"), ...a("go 1.17\n\nrequire example.com/b v1.1.0"), ...b("v1.0.0", "net"), ...b("v1.1.0", "plugin") };
    const packages = load(files, ".").closures[0]?.packages;
    expect([packages?.has("net"), packages?.has("plugin")]).toEqual([true, false]);
  });

  it("follows all requirements before", () => {
    const files = { ...program("1.16", direct, "example.com/a"), ...a("go 1.17\n\nrequire example.com/b v1.1.0"), ...b("v1.0.0", "net"), ...b("v1.1.0", "plugin") };
    const packages = load(files, ".").closures[0]?.packages;
    expect([packages?.has("net"), packages?.has("plugin")]).toEqual([false, true]);
  });

  it("finds modules that go.mod does not name before go 1.17", () => {
    const files = { ...program("1.16", "require example.com/a v1.0.0", "example.com/a"), ...a("require example.com/b v1.1.0"), ...b("v1.1.0") };
    expect(linked(load(files, "."))).toEqual({ "example.com/app": ["example.com/a", "example.com/app", "example.com/b"] });
    const later = load({ ...files, ...program("1.17", "require example.com/a v1.0.0", "example.com/a") }, ".");
    expect(later.failure?.text).toContain("no required module provides package example.com/b");
  });

  it("does not guess a version that unknown go.mod files may raise", () => {
    const files = { ...program("1.16", `${direct}\n\nrequire example.com/c v1.0.0`, "example.com/b"), ...a("go 1.17"), ...b("v1.0.0") };
    expect(missing(files)).toEqual(["example.com/b: the version of example.com/b depends on go.mod files that are not known"]);
  });

  it("drops excluded versions", () => {
    const exclude = program("1.16", `${direct}\n\nexclude example.com/b v1.1.0`, "example.com/a");
    const files = { ...exclude, ...a("require example.com/b v1.1.0"), ...b("v1.0.0", "net"), ...b("v1.1.0", "plugin") };
    expect(load(files, ".").closures[0]?.packages.has("net")).toBe(true);
  });

  it("compares versions as Go does", () => {
    const requires = "require (\n\texample.com/a v1.0.0\n\texample.com/b v1.2.0\n)";
    const files = { ...program("1.16", requires, "example.com/b"), ...a("require example.com/b v1.10.0-rc.1"), ...b("v1.2.0", "net"), ...b("v1.10.0-rc.1", "plugin") };
    expect(load(files, ".").closures[0]?.packages.has("plugin")).toBe(true);
  });

  it("takes the requirements of replacements", () => {
    const files = {
      ...program("1.16", `${direct}\n\nreplace example.com/a => example.com/fork v1.5.0\n\nreplace example.com/b v1.3.0 => ./b`, "example.com/a"),
      ...cached("example.com/fork", "v1.5.0", library("example.com/a", "require example.com/b v1.3.0", "example.com/b")),
      ...b("v1.0.0"),
      "b/go.mod": "module example.com/b\n",
      "b/b.go": 'package b\n\nimport _ "os/user"\n',
    };
    const packages = load(files, ".").closures[0]?.packages;
    expect(packages?.get("example.com/a")?.directory).toBe("<module cache>/example.com/fork@v1.5.0");
    expect(packages?.get("example.com/b")?.directory).toBe("/src/b");
  });

  it("loads the requirements of all modules of a workspace", () => {
    const files: Files = {
      "go.work": "go 1.22\n\nuse ./one\n\nuse ./two\n",
      "one/go.mod": "module example.com/one\n\ngo 1.22\n\nrequire example.com/b v1.0.0\n",
      "one/main.go": 'package main\n\nimport _ "example.com/b"\n\nfunc main() {}\n',
      "two/go.mod": "module example.com/two\n\ngo 1.22\n\nrequire example.com/a v1.0.0\n",
      ...a("go 1.22\n\nrequire example.com/b v1.1.0"),
      ...b("v1.0.0", "net"),
      ...b("v1.1.0", "plugin"),
    };
    expect(load(files, ".", { directory: "one" }).closures[0]?.packages.has("plugin")).toBe(true);
    expect(load(files, ".", { directory: "one", goWork: "off" }).closures[0]?.packages.has("net")).toBe(true);
    expect(missing(files, { directory: "one", noCache: true })).toEqual(["example.com/b: the version of example.com/b depends on go.mod files that are not known"]);
  });
});

describe("facts of modules without sources", () => {
  const files = program("1.22", "require github.com/mattn/go-sqlite3 v1.14.32", "github.com/mattn/go-sqlite3");

  it("say that a package which is known to use cgo does", () => {
    const [fact] = load(files, ".").closures[0]?.facts ?? [];
    expect(fact).toMatchObject({ module: "github.com/mattn/go-sqlite3", version: "v1.14.32", cgo: { kind: "known", value: true }, net: { kind: "unknown" } });
  });

  it("say that nothing does when cgo is off", () => {
    const [fact] = load(files, ".", { context: { cgo: false } }).closures[0]?.facts ?? [];
    expect(fact?.cgo).toEqual({ kind: "known", value: false, evidence: [] });
  });
});

describe("facts of modules that load libraries without cgo", () => {
  const files = program("1.22", "require github.com/ebitengine/purego v0.8.0", "github.com/ebitengine/purego");
  const needed = (context: object) => load(files, ".", { context }).closures[0]?.facts[0]?.neededWithoutCgo;

  it("tell which ones, when cgo is off, on the platforms that were looked at", () => {
    expect(needed({ cgo: false })).toEqual(["libdl.so.2", "libpthread.so.0", "libc.so.6"]);
    expect(needed({ cgo: true })).toBeUndefined();
    expect(needed({ cgo: false, goarch: "386" })).toBeUndefined();
    expect(needed({ cgo: false, goos: "windows" })).toBeUndefined();
  });
});

describe("modules outside the repository", () => {
  const tool = cached("example.com/Tool", "v1.2.3", {
    "go.mod": "module example.com/Tool\n\ngo 1.22\n\nrequire example.com/dep v1.0.0\n",
    "cmd/x/main.go": 'package main\n\nimport _ "example.com/dep"\n\nfunc main() {}\n',
    "lib/lib.go": "package lib\n",
  });
  const dep = cached("example.com/dep", "v1.0.0", library("example.com/dep", "", "os/user"));
  const files = { ...fixture("modules"), ...tool, ...dep };

  it("are built by their own go.mod", () => {
    const [closure] = load(files, "example.com/Tool/cmd/x@v1.2.3").closures;
    expect(closure?.main).toMatchObject({
      importPath: "example.com/Tool/cmd/x",
      module: "example.com/Tool",
      source: "moduleCache",
      directory: "<module cache>/example.com/!tool@v1.2.3/cmd/x",
    });
    expect(closure?.missing).toEqual([]);
    expect(closure?.pathTo("os/user").map(({ at }) => at)).toEqual([null, null]);
  });

  it("are not known without sources or an exact version", () => {
    const unknown = { closures: [], failure: null, unknown: { code: "module", text: "example.com/Tool/cmd/x@latest is a module outside the repository" } };
    expect(load(files, "example.com/Tool/cmd/x@latest")).toMatchObject(unknown);
    expect(load(files, "example.com/Tool/cmd/x@v1.2.3", { noCache: true }).unknown?.text).toBe("example.com/Tool/cmd/x@v1.2.3 is a module outside the repository");
  });

  it("are refused with replacements, and in different versions", () => {
    const replaced = { ...files, ...cached("example.com/Tool", "v1.2.3", { "go.mod": "module example.com/Tool\n\nreplace example.com/dep => ../dep\n", "main.go": "package main\n" }) };
    expect(load(replaced, "example.com/Tool@v1.2.3").failure?.text).toContain("replace or exclude directives");
    expect(load(files, "example.com/Tool/cmd/x@v1.2.3 example.com/Tool/lib").failure?.text).toBe(
      "example.com/Tool/lib: all arguments must refer to packages in the same module at the same version (@v1.2.3)",
    );
  });
});
