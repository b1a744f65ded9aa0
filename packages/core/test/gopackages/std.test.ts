import { describe, expect, it } from "vitest";
import { standardLibrary } from "../../src/gopackages/std.js";
import type { BuildContext } from "../../src/syntax/go/index.js";

function build(version: string, platform = "linux/amd64", cgo: BuildContext["cgo"] = true, ...tags: readonly string[]): BuildContext {
  const [goos = "", goarch = ""] = platform.split("/");
  return { goos, goarch, cgo, compiler: "gc", goMinor: null, tags: new Set([...standardLibrary(version).toolTags(goos, goarch), ...tags]), mayHaveMoreTags: false };
}

function closure(version: string, path: string, context: BuildContext): ReadonlySet<string> {
  const seen = new Set([path]);
  for (const next of seen) for (const imported of standardLibrary(version).imports(next, context)) seen.add(imported);
  return seen;
}

describe("standardLibrary", () => {
  it("has an exact table for each minor version from 1.18 to 1.27", () => {
    for (let minor = 18; minor <= 27; minor++) {
      const table = standardLibrary(`1.${minor}.1`);
      expect(table.exact).toBe(true);
      expect(table.tableVersion).toMatch(new RegExp(`^1\\.${minor}(\\.\\d+)?$`));
    }
    expect(standardLibrary("1.26rc1").exact).toBe(true);
  });

  it("says when it extrapolates", () => {
    expect(standardLibrary("1.17")).toMatchObject({ exact: false, tableVersion: standardLibrary("1.18").tableVersion });
    expect(standardLibrary("1.99")).toMatchObject({ exact: false, tableVersion: standardLibrary("1.27").tableVersion });
    expect(standardLibrary("devel")).toMatchObject({ exact: false, tableVersion: standardLibrary("1.27").tableVersion });
  });

  it("knows the packages of each version", () => {
    expect(standardLibrary("1.20").has("slices")).toBe(false);
    expect(standardLibrary("1.21").has("slices")).toBe(true);
    for (const path of ["net/http", "unsafe", "vendor/golang.org/x/net/dns/dnsmessage", "syscall/js"]) expect(standardLibrary("1.26").has(path)).toBe(true);
    for (const path of ["", "builtin", "cmd/go", "C", "net/htp", "toString", "example.com/x"]) expect(standardLibrary("1.26").has(path)).toBe(false);
  });

  it("knows which packages a build has no files for", () => {
    expect(standardLibrary("1.26").isBuilt("syscall/js", build("1.26"))).toBe(false);
    expect(standardLibrary("1.26").isBuilt("syscall/js", build("1.26", "js/wasm", false))).toBe(true);
    expect(standardLibrary("1.26").isBuilt("no/such", build("1.26"))).toBe(false);
  });
});

describe("imports and cgo", () => {
  it("depend on cgo and tags (facts a1, a9)", () => {
    const table = standardLibrary("1.26");
    expect(table.cgo("net", build("1.26"))).toEqual({ active: true, ldflags: ["-lresolv"] });
    expect(table.cgo("net", build("1.26", "linux/amd64", false))).toEqual({ active: false, ldflags: [] });
    expect(table.cgo("net", build("1.26", "linux/amd64", true, "netgo"))).toEqual({ active: false, ldflags: [] });
    expect(table.cgo("os/user", build("1.26", "linux/amd64", true, "netgo")).active).toBe(true);
    expect(table.cgo("os/user", build("1.26", "linux/amd64", true, "osusergo")).active).toBe(false);
    expect(table.cgo("plugin", build("1.26"))).toEqual({ active: true, ldflags: ["-ldl"] });
    expect(table.cgo("runtime/cgo", build("1.26")).ldflags).toEqual(["-lpthread"]);
    expect(table.cgo("net", build("1.26", "darwin/arm64")).active).toBe(false);
    expect(standardLibrary("1.18").cgo("net", build("1.18"))).toEqual({ active: true, ldflags: [] });
  });

  it("add what go adds to packages with cgo files", () => {
    const added = (cgo: boolean): string[] => ["runtime/cgo"].filter((path) => standardLibrary("1.26").imports("net", build("1.26", "linux/amd64", cgo)).includes(path));
    expect(added(true)).toEqual(["runtime/cgo"]);
    expect(added(false)).toEqual([]);
    expect(standardLibrary("1.26").imports("runtime/cgo", build("1.26"))).not.toContain("runtime/cgo");
  });

  it("make closures", () => {
    expect(closure("1.26", "net/http", build("1.26")).has("runtime/cgo")).toBe(true);
    expect(closure("1.26", "net/http", build("1.26", "linux/amd64", false)).has("runtime/cgo")).toBe(false);
    expect(closure("1.26", "fmt", build("1.26")).has("net")).toBe(false);
    expect(closure("1.26", "time", build("1.26", "linux/amd64", true, "timetzdata")).has("time/tzdata")).toBe(true);
    expect(closure("1.26", "time", build("1.26")).has("time/tzdata")).toBe(false);
    expect(closure("1.26", "crypto/tls", build("1.26", "windows/amd64", false)).has("internal/syscall/windows")).toBe(true);
  });

  it("count what is not decided as built", () => {
    expect(standardLibrary("1.26").cgo("net", build("1.26", "linux/amd64", "unknown")).active).toBe(true);
    expect(standardLibrary("1.26").cgo("net", { ...build("1.26"), mayHaveMoreTags: true }).active).toBe(true);
  });
});

describe("what go defines besides packages", () => {
  it("are platforms, tool tags, build tags and godebug keys", () => {
    const table = standardLibrary("1.26");
    expect(table.supportsCgo("linux", "amd64")).toBe(true);
    expect(table.supportsCgo("js", "wasm")).toBe(false);
    expect(table.supportsCgo("linux", "sparc64")).toBeNull();
    expect(table.toolTags("linux", "amd64")).toEqual(expect.arrayContaining(["amd64.v1", "goexperiment.regabiargs"]));
    expect(table.toolTags("linux", "sparc64")).toEqual([]);
    expect([...table.buildTags]).toEqual(expect.arrayContaining(["netgo", "netcgo", "osusergo", "timetzdata", "race"]));
    expect(table.godebugs?.names.has("netdns")).toBe(true);
    expect(table.godebugs?.names.has("netdsn")).toBe(false);
    expect(standardLibrary("1.20").godebugs).toBeNull();
  });
});
