import { describe, expect, it } from "vitest";
import type { BuildContext, LinkedPackage } from "../../src/gopackages/index.js";
import { fixture, load, mains } from "./support.js";

const files = fixture("constraints");

function packageOf(importPath: string, context: Partial<BuildContext> = {}, patterns = "."): LinkedPackage {
  const found = load(files, patterns, { context }).closures[0]?.packages.get(importPath);
  if (found === undefined) throw new Error(`${importPath} is not linked`);
  return found;
}

describe("files of a package", () => {
  it("leaves out tests, ignored files and names that begin with _ or .", () => {
    expect(packageOf("example.com/app").goFiles).toEqual(["main.go"]);
  });

  it("follows operating system and architecture in names, and constraints in text", () => {
    const always = ["experiment.go", "go121.go", "level.go", "linux.go", "names.go", "unix.go", "x_unix.go"];
    expect(packageOf("example.com/app/names").goFiles).toEqual([...always, "x_amd64.go", "x_linux.go"].sort());
    expect(packageOf("example.com/app/names", { goarch: "arm64" }).goFiles).toEqual([...always, "x_linux.go", "x_linux_arm64.go"].sort());
    const windows = always.filter((name) => name !== "unix.go");
    expect(packageOf("example.com/app/names", { goos: "windows" }).goFiles).toEqual([...windows, "x_amd64.go", "x_windows.go"].sort());
  });

  it("reads imports from the chosen files only", () => {
    const standard = ["bufio", "bytes", "encoding/base32", "encoding/hex", "math/bits", "os/user", "path", "slices"];
    expect(packageOf("example.com/app/names").imports).toEqual(standard);
    expect(packageOf("example.com/app/names", { tags: ["netgo"] }).imports).toEqual([...standard, "encoding/json"].sort());
    expect(packageOf("example.com/app/names", { tags: ["netgo", "osusergo"] }).imports).toEqual([...standard, "encoding/xml"].sort());
  });

  it("knows the release and the level of the architecture", () => {
    expect(packageOf("example.com/app/names", { architectureLevel: "v3" }).goFiles).toContain("level3.go");
    expect(packageOf("example.com/app/names", { architectureLevel: "v2" }).goFiles).not.toContain("level3.go");
    const go120 = load({ "go.mod": "module example.com/x\n\ngo 1.20\n", "a.go": "package main\n", "b.go": '//go:build go1.21\n\npackage main\n\nimport _ "net"\n' }, ".", {
      context: { goVersion: "1.20.14" },
    });
    expect(go120.closures[0]?.main.goFiles).toEqual(["a.go"]);
  });

  it("takes +build lines where they count", () => {
    expect(packageOf("example.com/app/plus").goFiles).toEqual(["joined.go", "late.go", "linux_old.go", "plus.go"]);
    expect(packageOf("example.com/app/plus", { goarch: "arm64" }).goFiles).toEqual(["joined.go", "late.go", "plus.go"]);
  });

  it("takes assembly of Go without cgo, and system objects by name", () => {
    expect(packageOf("example.com/app/asm").otherFiles).toEqual(["asm.h", "asm_amd64.s", "blob_linux.syso"]);
    expect(packageOf("example.com/app/asm", { tags: ["netgo"], goos: "darwin" }).otherFiles).toEqual(["asm.h", "asm_amd64.s", "tagged.s"]);
  });
});

describe("cgo", () => {
  it("takes cgo files and those of other languages when it is on", () => {
    const found = packageOf("example.com/app/cgo");
    expect(found.goFiles).toEqual(["cgo.go"]);
    expect(found.cgoFiles).toEqual(["cgo.go"]);
    expect(found.usesCgo).toBe(true);
    expect(found.otherFiles).toEqual(["f.S", "f.c", "f.cc", "f.m"]);
    expect(found.imports).toEqual(["os"]);
  });

  it("takes the stub when it is off", () => {
    const found = packageOf("example.com/app/cgo", { cgo: false });
    expect(found.goFiles).toEqual(["pure.go"]);
    expect(found.usesCgo).toBe(false);
    expect(found.otherFiles).toEqual([]);
    expect(found.cgoDirectives).toEqual([]);
  });

  it("keeps #cgo lines whose condition holds, with their place", () => {
    const flags = (context: Partial<BuildContext>): string[] =>
      packageOf("example.com/app/cgo", context).cgoDirectives.map(({ directive }) => `${directive.variable}: ${directive.args.join(" ")}`);
    expect(flags({})).toEqual(["CFLAGS: -DX", "LDFLAGS: -lm"]);
    expect(flags({ goos: "darwin", goarch: "arm64" })).toEqual(["CFLAGS: -DX", "LDFLAGS: -framework CoreFoundation"]);
    expect(flags({ goos: "windows" })).toEqual(["CFLAGS: -DX", "pkg-config: zlib"]);

    const text = files["cgo/cgo.go"] as string;
    const at = packageOf("example.com/app/cgo").cgoDirectives[1]?.at;
    expect(at?.file).toBe("cgo/cgo.go");
    expect(text.slice(at?.start, at?.end)).toBe("#cgo linux LDFLAGS: -lm");
  });

  it("links runtime/cgo, syscall and unsafe with it", () => {
    const source = { "go.mod": "module example.com/x\n\ngo 1.22\n", "main.go": 'package main\n\nimport "C"\n\nfunc main() {}\n' };
    const packages = load(source, ".").closures[0]?.packages;
    expect(packages?.has("runtime/cgo")).toBe(true);
    expect(packages?.has("syscall")).toBe(true);
    expect(packages?.get("example.com/x")?.imports).toEqual([]);
  });
});

describe("dynamic imports without cgo", () => {
  const directive = '//go:cgo_import_dynamic purego_dlopen dlopen "libdl.so.2"';
  const source = {
    "go.mod": "module example.com/x\n\ngo 1.22\n",
    "main.go": 'package main\n\nimport "os"\n\nfunc main() { os.Exit(0) }\n',
    "dl.go": `package main\n\n${directive}\n//go:cgo_import_dynamic _ _ "libc.so.6"\n`,
    "body.go": `package main\n\nvar x = \`\n${directive.slice(0, 10)}\`\n\n${directive}\n`,
    "dl.s": "",
  };

  it("finds them anywhere in files of a package with assembly", () => {
    const main = load(source, ".", { context: { cgo: false } }).closures[0]?.main;
    expect(main?.dynamicImports.map(({ library, at }) => `${at?.file} ${library}`)).toEqual([
      "body.go libdl.so.2",
      "dl.go libdl.so.2",
      "dl.go libc.so.6",
    ]);
    const at = main?.dynamicImports[0]?.at;
    expect(source["body.go"].slice(at?.start, at?.end)).toBe(directive);
  });
});

describe("packages of a pattern", () => {
  it("are the directories with something to build", () => {
    expect(mains(load(files, "./..."))).toEqual(["example.com/app", "example.com/app/mains/one"]);
    expect(mains(load(files, "./...", { context: { tags: ["custom"] } }))).toEqual(["example.com/app", "example.com/app/mains/one", "example.com/app/mains/two"]);
    expect(load(files, "./...").libraries).toEqual(["asm", "cgo", "names", "plus"].map((name) => `example.com/app/${name}`));
  });

  it("fail when a directory that is named has nothing to build", () => {
    expect(load(files, "./excluded").failure).toEqual({
      text: "package example.com/app/excluded: build constraints exclude all Go files in /src/excluded",
      fact: "b6",
      at: null,
    });
    expect(load(files, "./onlytests").failure?.text).toBe("package example.com/app/onlytests: no non-test Go files in /src/onlytests");
    expect(load(files, "./empty").failure?.text).toBe("no Go files in /src/empty");
  });
});
