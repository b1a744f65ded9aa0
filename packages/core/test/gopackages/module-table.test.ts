import { describe, expect, it } from "vitest";
import { MODULE_TABLE } from "../../src/workspace/index.js";
import { cached, linked, load, memoryWorkspace, type Files } from "./support.js";

/** Words by their places: `#` is the first, `$` the second, and so on. */
const WORDS = ["net net/http os/user example.com/other unsafe", "\tlinux\tcgo\twindows\t!linux\tdebug", '["","LDFLAGS","-lfoo"]\t["windows","LDFLAGS","-lbar"]'];

function table(...lines: readonly string[]): string {
  return `${["go-indep module table 1 0", ...WORDS, ...lines].join("\n")}\n`;
}

function program(version: string, imports: readonly string[], lines: readonly string[], more: Files = {}): Files {
  return {
    "go.mod": `module example.com/app\n\ngo 1.22\n\nrequire example.com/lib ${version}\n\nrequire example.com/other v1.0.0 // indirect\n`,
    "main.go": `package main\n\n${imports.map((path) => `import _ "${path}"\n`).join("")}\nfunc main() {}\n`,
    [MODULE_TABLE]: table(...lines),
    ...more,
  };
}

const LIB = ["@example.com/lib v1.0.0 v1.2.0 v1.4.0", "\t\t\t# !", "client\t\t\t# $", "internal\t\t\t# %", "moved\t\t0\t# #", "=\t\t1-2\t# #%", "up\t\t\t# ! $%"];

describe("modules without sources, of which the table knows the packages", () => {
  it("are linked with what their packages import", () => {
    const result = load(program("v1.0.0", ["example.com/lib", "example.com/lib/client"], LIB), ".");
    const [closure] = result.closures;
    expect(linked(result)).toEqual({ "example.com/app": ["example.com/app", "example.com/lib", "example.com/lib/client"] });
    expect(closure?.missing).toEqual([]);
    expect(closure?.packages.has("net/http")).toBe(true);
    expect(closure?.packages.get("example.com/lib/client")).toMatchObject({ source: "facts", name: "client", module: "example.com/lib", directory: null, imports: ["net/http"] });
    expect(closure?.pathTo("net/http").map(({ text }) => text)).toEqual(["example.com/app imports example.com/lib/client", "example.com/lib/client imports net/http"]);
  });

  it("lead on to packages of the same module and of others", () => {
    const lines = [...LIB, "across\t\t\t# &", "@example.com/other v1.0.0", "\t\t\t# %"];
    const [closure] = load(program("v1.0.0", ["example.com/lib/across"], lines), ".").closures;
    expect(closure?.packages.get("example.com/other")?.imports).toEqual(["os/user"]);
    expect(closure?.missing).toEqual([]);
    const result = load(program("v1.0.0", ["example.com/lib/up"], lines), ".");
    expect(linked(result)["example.com/app"]).toEqual(["example.com/app", "example.com/lib/client", "example.com/lib/internal", "example.com/lib/up"]);
  });

  it("are unknown in versions that were not read, and in packages that the table does not have", () => {
    for (const [version, path] of [["v1.1.0", "example.com/lib"], ["v1.5.0", "example.com/lib"], ["v1.0.0", "example.com/lib/strange"]] as const) {
      const [closure] = load(program(version, [path], LIB), ".").closures;
      expect(closure?.missing).toEqual([
        expect.objectContaining({ importPath: path, module: { path: "example.com/lib", version }, reason: expect.objectContaining({ text: `no sources of example.com/lib ${version}` }) as unknown }),
      ]);
    }
  });

  it("of a version between two that were read are known to those who ask for it, where these two agree", () => {
    const missing = (version: string, path: string): readonly string[] | undefined =>
      load(program(version, [path], LIB), ".", { between: true }).closures[0]?.missing.map(({ importPath }) => importPath);
    expect(missing("v1.1.0", "example.com/lib/client")).toEqual([]);
    expect(missing("v1.1.0", "example.com/lib/moved")).toEqual(["example.com/lib/moved"]);
    expect(missing("v1.3.1-0.20240101000000-0123456789ab", "example.com/lib/moved")).toEqual([]);
    expect(missing("v0.9.0", "example.com/lib/client")).toEqual(["example.com/lib/client"]);
    expect(missing("v1.4.1", "example.com/lib/client")).toEqual(["example.com/lib/client"]);
  });

  it("have the files that the build takes", () => {
    const lines = ["@example.com/lib v1.0.0", 'c\t\t\t# !\t% ! ! #$ {"others":["a.cc"]}\t$ %', 'only\tonlylinux\t\t$ #'];
    const files = program("v1.0.0", ["example.com/lib/c"], lines);
    const on = load(files, ".").closures[0]?.packages.get("example.com/lib/c");
    expect(on).toMatchObject({ usesCgo: true, imports: ["os/user"] });
    expect(on?.cgoDirectives.map(({ directive: { variable, args } }) => [variable, args])).toEqual([["LDFLAGS", ["-lfoo"]]]);
    expect(load(files, ".").closures[0]?.packages.has("runtime/cgo")).toBe(true);
    const off = load(files, ".", { context: { cgo: false, goos: "darwin" } }).closures[0]?.packages.get("example.com/lib/c");
    expect(off).toMatchObject({ usesCgo: false, imports: [], cgoDirectives: [] });
    const excluded = load(program("v1.0.0", ["example.com/lib/only"], lines), ".", { context: { goos: "darwin" } });
    expect(excluded.failure).toMatchObject({ fact: "b6", text: "package example.com/app\n\timports example.com/lib/only: build constraints exclude all Go files in /example.com/lib@v1.0.0/only" });
  });

  it("are not known to a build that takes files of several packages, or those that the table left out", () => {
    const lines = ["@example.com/lib v1.0.0", '\t\t\t# #\t( ! ! ! {"isForeign":true}'];
    const reasonWith = (tags: readonly string[]): string | undefined => load(program("v1.0.0", ["example.com/lib"], lines), ".", { context: { tags } }).closures[0]?.missing[0]?.reason.text;
    expect(reasonWith([])).toBeUndefined();
    expect(reasonWith(["debug"])).toBe("packages of several names in the directory of lib");
    expect(reasonWith(["ignore"])).toBe("the files of lib for this build");
  });

  it("may stand for modules that they replace", () => {
    const files = { ...program("v1.0.0", ["example.com/old/client"], LIB), "go.mod": "module example.com/app\n\ngo 1.22\n\nrequire example.com/old v0.1.0\n\nreplace example.com/old => example.com/lib v1.2.0\n" };
    const result = load(files, ".");
    expect(linked(result)["example.com/app"]).toEqual(["example.com/app", "example.com/old/client"]);
  });

  it("give way to sources", () => {
    const sources = cached("example.com/lib", "v1.0.0", { "lib.go": 'package lib\n\nimport _ "os/user"\n' });
    const [closure] = load(program("v1.0.0", ["example.com/lib"], LIB, sources), ".").closures;
    expect(closure?.packages.get("example.com/lib")).toMatchObject({ source: "moduleCache", imports: ["os/user"] });
  });

  it("are looked for only when sources are missing", () => {
    const sources = cached("example.com/lib", "v1.0.0", { "lib.go": "package lib\n" });
    const workspace = memoryWorkspace(program("v1.0.0", ["example.com/lib"], LIB, sources));
    load(workspace, ".");
    expect(workspace.reads).not.toContain(`read ${MODULE_TABLE}`);
    load(workspace, ".", { noCache: true });
    expect(workspace.reads).toContain(`read ${MODULE_TABLE}`);
  });

  it("are not understood in a table of another release", () => {
    const files = { ...program("v1.0.0", ["example.com/lib"], []), [MODULE_TABLE]: table(...LIB).replace("table 1", "table 2") };
    expect(load(files, ".").closures[0]?.missing).toHaveLength(1);
  });
});
