import { describe, expect, it } from "vitest";
import type { CCompiler, GoHost } from "../../src/gobuild/index.js";
import { concat, known, literal, unknown } from "../../src/text/index.js";
import type { WordLike } from "../gobuild/support.js";
import { gap, GCC, hidden, host } from "../gobuild/support.js";
import type { PackageSketch, Sketch } from "./support.js";
import { closure, fact, missing, NET, OS_USER, OWN_C, predict, value } from "./support.js";

const build = (flags: readonly WordLike[], packages: readonly PackageSketch[], sketch: Sketch = {}) => predict(["build", ...flags], { closure: closure(packages), ...sketch });
const kind = (flags: readonly WordLike[], packages: readonly PackageSketch[], sketch: Sketch = {}) => value(build(flags, packages, sketch).kind);
const CGO0 = { env: { CGO_ENABLED: "0" } };
const MUSL: CCompiler = { ...GCC, libc: known("musl"), libcVersion: known("1.2.5"), muslName: "libc.musl-x86_64.so.1" };
/** golang:alpine with gcc */
const ALPINE: GoHost = host({ compiler: ([name]) => known(name === "gcc" ? MUSL : null), exists: (path) => known(path === "/lib/ld-musl-x86_64.so.1") });

describe("kind (GROUND-TRUTH §0)", () => {
  it.each<[string, readonly WordLike[], readonly PackageSketch[], Sketch, string]>([
    ["pure Go", [], [], {}, "static"],
    ["net without cgo", [], [NET], CGO0, "static"],
    ["PIE without cgo (c1)", ["-buildmode=pie"], [], CGO0, "dynamic"],
    ["PIE of the linker (c2)", ["-ldflags=-buildmode=pie"], [], {}, "dynamic"],
    ["PIE with -d (c6)", ["-buildmode=pie", "-ldflags=-d"], [], CGO0, "static-pie"],
    ["net", [], [NET], {}, "dynamic"],
    ["os/user", [], [OS_USER], {}, "dynamic"],
    ["net, -extldflags -static (d1)", ["-ldflags=-extldflags=-static"], [NET], {}, "dynamic"],
    ["net, external and static (d3)", ["-ldflags=-linkmode external -extldflags -static"], [NET], {}, "static"],
    ["own C code", [], [OWN_C], {}, "dynamic"],
    ["own C code, -extldflags -static", ["-ldflags=-extldflags=-static"], [OWN_C, NET], {}, "static"],
    ["own C code, CGO_LDFLAGS=-static (q11)", [], [OWN_C], { env: { CGO_LDFLAGS: "-static" } }, "static"],
    ["a dependency with #cgo LDFLAGS: -static (q13)", [], [{ ...OWN_C, ldflags: ["-static"] }], {}, "static"],
    ["static PIE (c3)", ["-buildmode=pie", "-ldflags=-linkmode external -extldflags -static-pie"], [], {}, "static-pie"],
    ["static PIE with two dashes", ["-buildmode=pie", "-ldflags=-linkmode external -extldflags --static-pie"], [], {}, "static-pie"],
    ["PIE with -static (c4)", ["-buildmode=pie", "-ldflags=-linkmode external -extldflags -static"], [NET], {}, "static"],
    ["external, pure Go (d13)", ["-ldflags=-linkmode=external"], [], {}, "dynamic"],
    ["-race (d16)", ["-race"], [], {}, "dynamic"],
    ["c-shared", ["-buildmode=c-shared"], [], {}, "shared-object"],
    ["c-archive", ["-buildmode=c-archive"], [OWN_C], {}, "archive"],
    ["windows", [], [NET], { env: { GOOS: "windows" } }, "foreign"],
    ["purego", [], [{ path: "example.com/purego", dynamicImports: ["libdl.so.2"] }], CGO0, "dynamic"],
    ["android", [], [], { env: { GOOS: "android", GOARCH: "arm64" } }, "dynamic"],
  ])("%s", (_, flags, packages, sketch, expected) => {
    expect(kind(flags, packages, sketch)).toBe(expected);
  });

  it.each<[string, readonly WordLike[], readonly PackageSketch[], Sketch, object]>([
    ["external without cgo (d7)", ["-ldflags=-linkmode=external"], [], CGO0, { stage: "packages", text: "-linkmode=external requires external (cgo) linking, but cgo is not enabled", fact: "d7" }],
    ["the same with two words", ["-ldflags=-linkmode external"], [], CGO0, { stage: "packages", text: "-linkmode requires external (cgo) linking, but cgo is not enabled", fact: "d7" }],
    ["c-shared without cgo (d17)", ["-buildmode=c-shared"], [], CGO0, { stage: "packages", text: "-buildmode=c-shared requires external (cgo) linking, but cgo is not enabled", fact: "c8" }],
    ["riscv64 PIE (c8)", ["-buildmode=pie"], [], { env: { GOARCH: "riscv64" } }, { stage: "packages", text: "-buildmode=pie requires external (cgo) linking, but cgo is not enabled", fact: "c8" }],
    ["-d with net (d15)", ["-ldflags=-d"], [NET], {}, { stage: "link", text: "cannot use dynamic imports with -d flag", fact: "d15" }],
    ["CGO_LDFLAGS=-static with net (q11)", [], [NET], { env: { CGO_LDFLAGS: "-static" } }, { stage: "link", text: "relocation target not defined", fact: "q11" }],
    ["internal with asan", ["-asan", "-ldflags=-linkmode=internal"], [], {}, { stage: "link", text: "internal linking requested but external linking required: asan" }],
    ["no compiler (b5)", [], [NET], { env: { CGO_ENABLED: "1", CC: "nosuch" } }, { stage: "compile", text: 'cgo: C compiler "nosuch" not found: exec: "nosuch": executable file not found in $PATH', fact: "b5" }],
    ["compiler of the host for arm64 (b8)", [], [NET], { env: { CGO_ENABLED: "1", GOARCH: "arm64" } }, { stage: "compile", fact: "b8" }],
    ["a #cgo flag that go refuses (q12)", [], [{ ...OWN_C, ldflags: ["-lm", "-Wl,--gc-sections"] }], {}, { stage: "compile", text: "invalid flag in #cgo LDFLAGS: -Wl,--gc-sections", fact: "q12", at: { file: "example.com/app/c.go", start: 0, end: 10 } }],
    ["a library that is not there", [], [{ ...OWN_C, ldflags: ["-lz"] }], {}, { stage: "link", text: "cannot find -lz: No such file or directory", fact: "q14" }],
    ["a flag that the linker does not know (d9)", ["-ldflags=-static"], [], {}, { stage: "link", text: "flag provided but not defined: -static", fact: "d9" }],
  ])("%s fails", (_, flags, packages, sketch, failure) => {
    const linkage = build(flags, packages, sketch);
    expect(value(linkage.kind)).toBe("fails");
    expect(linkage.failure).toMatchObject(failure);
  });

  it.each([
    "-static", "-static-libgcc", "-static-libstdc++", "-Wl,-rpath,/x", "-Wl,-Bstatic", "-Wl,-z,now", "-l:libz.a", "path/libz.a", "-pie", "-rdynamic", "-Wl,--as-needed", "-Wl,-s", "-L${SRCDIR}/lib",
  ])("go allows #cgo LDFLAGS: %s (q12)", (flag) => {
    expect(build([], [{ ...OWN_C, ldflags: [flag] }]).failure).toBeNull();
  });

  it.each(["-no-pie", "-nostdlib", "-s", "-T", "-Wl,-T", "-fuse-ld=lld", "-Wl,--gc-sections", "-specs=x", "-B/x", "-Wl,--dynamic-linker=/x", "-Wl,-I,/x", "-Wl,-plugin", "-lto_library", "-L", "@file"])(
    "go refuses #cgo LDFLAGS: %s (q12)",
    (flag) => {
      expect(build([], [{ ...OWN_C, ldflags: [flag] }]).failure?.text).toBe(`invalid flag in #cgo LDFLAGS: ${flag}`);
      expect(build([], [{ ...OWN_C, ldflags: [flag] }], { env: { CGO_LDFLAGS_ALLOW: ".*" } }).failure?.fact).not.toBe("q12");
    },
  );
});

describe("interpreter", () => {
  it.each<[string, readonly WordLike[], readonly PackageSketch[], Sketch, string | null]>([
    ["none when static", [], [], {}, null],
    ["glibc's by gcc", [], [NET], {}, "/lib64/ld-linux-x86-64.so.2"],
    ["musl's on Alpine", [], [NET], { machine: ALPINE }, "/lib/ld-musl-x86_64.so.1"],
    ["glibc's of a PIE without C, whatever CC is (a11)", ["-buildmode=pie"], [], { env: { CC: "musl-gcc", CGO_ENABLED: "0" } }, "/lib64/ld-linux-x86-64.so.2"],
    ["musl's of a PIE on a machine that has only musl's", ["-buildmode=pie"], [], { machine: ALPINE, ...CGO0 }, "/lib/ld-musl-x86_64.so.1"],
    ["arm64", ["-buildmode=pie"], [], { env: { GOARCH: "arm64" } }, "/lib/ld-linux-aarch64.so.1"],
    ["-I", ["-ldflags=-I /lib/x.so"], [NET], {}, "/lib/x.so"],
    ["-I does nothing for static", ["-ldflags=-I /lib/x.so"], [], {}, null],
    ["--dynamic-linker of -extldflags", ["-ldflags=-linkmode external -extldflags -Wl,--dynamic-linker=/x"], [NET], {}, "/x"],
    ["android", [], [], { env: { GOOS: "android", GOARCH: "arm64" } }, "/system/bin/linker64"],
  ])("%s", (_, flags, packages, sketch, expected) => {
    expect(value(build(flags, packages, sketch).interpreter)).toBe(expected);
  });

  it("before Go 1.20 the linker does not look for musl's", () => {
    const old = { ...ALPINE, goVersion: known("1.19.13") };
    expect(value(build(["-buildmode=pie"], [], { machine: old, ...CGO0 }).interpreter)).toBe("/lib64/ld-linux-x86-64.so.2");
  });

  it("is unknown when the loaders of the machine are, and the kind is not", () => {
    const machine = host({ exists: () => unknown({ code: "image", text: "files of the image", at: null }) });
    const linkage = build(["-buildmode=pie"], [], { machine, ...CGO0 });
    expect(value(linkage.kind)).toBe("dynamic");
    expect(value(linkage.interpreter)).toBe("unknown: files of the image");
  });

  it("C++ code is linked by CXX: musl-gcc alone gives a glibc binary (a12)", () => {
    const machine = host({ compiler: ([name]) => known(name === "g++" ? GCC : { ...MUSL, flavour: "musl-gcc", muslName: "libc.so" }) });
    const cxx = { ...OWN_C, files: ["a.cpp"] };
    expect(value(build([], [OWN_C], { machine, env: { CC: "musl-gcc" } }).libc)).toBe("musl");
    expect(value(build([], [cxx], { machine, env: { CC: "musl-gcc" } }).libc)).toBe("glibc");
    expect(value(build([], [cxx], { machine, env: { CC: "musl-gcc" } }).interpreter)).toBe("/lib64/ld-linux-x86-64.so.2");
  });

  it("musl-gcc does not know -static-pie (c7)", () => {
    const machine = host({ compiler: () => known({ ...MUSL, flavour: "musl-gcc", muslName: "libc.so" }) });
    const linkage = build(["-buildmode=pie", "-ldflags=-linkmode external -extldflags -static-pie"], [], { machine });
    expect(value(linkage.kind)).toBe("dynamic");
    expect(value(linkage.interpreter)).toBe("/lib/ld-musl-x86_64.so.1");
  });
});

describe("needed libraries and symbol versions", () => {
  const needed = (flags: readonly WordLike[], packages: readonly PackageSketch[], sketch: Sketch = {}): unknown => {
    const list = build(flags, packages, sketch).needed;
    return list.kind === "unknown" ? list.reason.text : [...list.value.libraries.map((one) => one.soname + (one.certain ? "" : "?")), ...(list.value.complete ? [] : ["…"])];
  };
  const older: GoHost = host({ compiler: () => known({ ...GCC, libcVersion: known("2.31") }) });
  const plain: GoHost = host({ compiler: () => known({ ...GCC, asNeeded: known(false) }) });
  const libraries: GoHost = host({ library: (name) => known(name === "z" ? { shared: "libz.so.1", archive: true } : null), pkgConfig: () => known(["-lz"]) });

  it("net and os/user (a7, a8)", () => {
    expect(needed([], [NET])).toEqual(["libc.so.6"]);
    expect(needed([], [NET], { machine: older })).toEqual(["libresolv.so.2", "libpthread.so.0", "libc.so.6"]);
    expect(needed([], [OS_USER], { machine: older })).toEqual(["libpthread.so.0", "libc.so.6"]);
    expect(needed([], [NET], { machine: plain })).toEqual(["libresolv.so.2", "libc.so.6"]);
    expect(needed([], [NET], { machine: ALPINE })).toEqual(["libc.musl-x86_64.so.1"]);
    expect(needed([], [{ path: "plugin", cgo: true }], { machine: older })).toEqual(["libdl.so.2", "libpthread.so.0", "libc.so.6"]);
  });

  it("-l is an upper bound (d18)", () => {
    expect(needed([], [{ ...OWN_C, ldflags: ["-lm", "-ldl", "-lz"] }], { machine: libraries })).toEqual(["libm.so.6?", "libz.so.1?", "libc.so.6"]);
    expect(needed([], [{ ...OWN_C, pkgConfig: ["zlib"] }], { machine: libraries })).toEqual(["libz.so.1?", "libc.so.6"]);
    expect(needed([], [OWN_C], { machine: libraries, env: { CGO_LDFLAGS: "-lz" } })).toEqual(["libz.so.1?", "libc.so.6"]);
    expect(needed([], [OWN_C], { machine: libraries, env: { CGO_LDFLAGS: "-lm -Wl,--no-as-needed -lz -Wl,--as-needed" } })).toEqual(["libm.so.6?", "libz.so.1", "libc.so.6"]);
    expect(needed([], [{ ...OWN_C, ldflags: ["-L${SRCDIR}", "libx.a"] }])).toEqual(["libc.so.6", "ld-linux-x86-64.so.2?", "…"]);
  });

  it("C++ (a12, d12)", () => {
    const cxx = { ...OWN_C, files: ["a.cpp"] };
    expect(needed([], [cxx])).toEqual(["libstdc++.so.6?", "libm.so.6?", "libgcc_s.so.1?", "libc.so.6"]);
    expect(needed(["-ldflags=-extldflags '-static-libgcc -static-libstdc++'"], [cxx])).toEqual(["libm.so.6?", "libc.so.6", "ld-linux-x86-64.so.2?"]);
  });

  it("nothing when static; the PIE without cgo needs nothing though it has an interpreter (c1)", () => {
    expect(needed([], [])).toEqual([]);
    expect(needed(["-buildmode=pie"], [], CGO0)).toEqual([]);
  });

  it("without --as-needed known, what net asks for may be there", () => {
    const machine = host({ compiler: () => known({ ...GCC, asNeeded: unknown({ code: "image", text: "gcc's defaults", at: null }) }) });
    expect(needed([], [NET], { machine })).toEqual(["libresolv.so.2?", "libc.so.6"]);
  });

  it("before Go 1.20 the standard library came compiled", () => {
    expect(needed([], [NET], { machine: host({ goVersion: known("1.19.13") }) })).toBe("which glibc the standard library was compiled for that came with Go before 1.20");
  });

  it.each<[string, readonly PackageSketch[], Sketch, string | null, string]>([
    ["net on 2.36 (l3)", [NET], {}, "2.34", "2.34"],
    ["net on 2.31 (l5)", [NET], { machine: older }, "2.3.2", "2.3.2"],
    ["own C code on 2.36", [OWN_C], {}, "2.34", "unknown: which symbols of glibc 2.36 the C code uses: GLIBC_2.34 at least (sources of example.com/app/c)"],
    ["musl", [NET], { machine: ALPINE }, null, null as unknown as string],
    ["arm64 on 2.31", [NET], { env: { GOARCH: "arm64", CGO_ENABLED: "1" }, machine: host({ compiler: () => known({ ...GCC, libcVersion: known("2.31"), target: known({ os: "linux", arch: "arm64" }) }) }) }, "2.17", "2.17"],
  ])("symbol versions: %s", (_, packages, sketch, floor, exact) => {
    const linkage = build([], packages, sketch);
    expect(value(linkage.glibcFloor)).toBe(floor);
    expect(value(linkage.glibc)).toBe(exact);
  });
});

describe("symbols (g1–g4)", () => {
  it.each<[readonly WordLike[], readonly PackageSketch[], boolean, boolean]>([
    [[], [], true, true],
    [["-ldflags=-s"], [], false, false],
    [["-ldflags=-w"], [], true, false],
    [["-ldflags=-s -w=0"], [], false, true],
    [["-ldflags=-s -w=0"], [OWN_C], false, false],
    [["-ldflags=-extldflags=-s"], [OWN_C], false, false],
    [["-ldflags=-extldflags=-s"], [NET], true, true],
    [["-ldflags=-extldflags=-Wl,-S"], [OWN_C], true, false],
  ])("%j with %j", (flags, packages, symtab, dwarf) => {
    const linkage = build(flags, packages);
    expect([value(linkage.symtab), value(linkage.dwarf)]).toEqual([symtab, dwarf]);
  });
});

describe("zoneinfo, roots, resolver", () => {
  it("embedded by import or tag (h2)", () => {
    expect(value(build([], []).zoneinfo)).toBe("none");
    expect(value(build(["-tags=timetzdata"], []).zoneinfo)).toBe("embedded");
    expect(value(build([], [{ path: "time/tzdata" }]).zoneinfo)).toBe("embedded");
    expect(value(build([], [{ path: "golang.org/x/crypto/x509roots/fallback" }]).roots)).toBe("embedded");
  });

  it("resolver (i1, i6)", () => {
    expect(value(build([], [NET]).resolver)).toBe("either");
    expect(value(build(["-tags=netcgo"], [NET]).resolver)).toBe("libc");
    expect(value(build([], [NET], CGO0).resolver)).toBe("go");
    expect(value(build([], []).resolver)).toBeNull();
  });
});

describe("what is not known", () => {
  const open = (packages: readonly PackageSketch[]) => closure(packages, { missing: [missing("example.com/lib")] });

  it("a module without sources leaves the kind open with cgo, not without", () => {
    expect(value(predict(["build"], { closure: open([]) }).kind)).toBe("unknown: example.com/lib has no sources here");
    const without = predict(["build"], { closure: open([]), ...CGO0 });
    expect(value(without.kind)).toBe("static");
    expect(without.assumptions.map((hop) => hop.text)).toEqual(["example.com/lib, of which there are no sources, loads no library without cgo (as purego does)"]);
  });

  it("a module that is known to load libraries without cgo makes it dynamic, with or without its sources", () => {
    const purego = closure([], { missing: [missing("example.com/purego")], facts: [fact("example.com/purego", { neededWithoutCgo: ["libdl.so.2", "libc.so.6"] })] });
    const linkage = predict(["build"], { closure: purego, ...CGO0 });
    expect(value(linkage.kind)).toBe("dynamic");
    expect(value(linkage.needed)).toMatchObject({ items: ["libdl.so.2", "libc.so.6"] });
    expect(linkage.assumptions).toEqual([]);
  });

  it("net is dynamic for certain, whatever the module has; its libraries are a lower bound", () => {
    const linkage = predict(["build"], { closure: open([NET]) });
    expect(value(linkage.kind)).toBe("dynamic");
    expect(value(linkage.interpreter)).toBe("/lib64/ld-linux-x86-64.so.2");
    expect(value(linkage.needed)).toMatchObject({ items: ["libc.so.6"], complete: false });
    expect(value(linkage.glibcFloor)).toBe("2.34");
    expect(value(linkage.linkMode)).toBe("unknown: example.com/lib has no sources here");
    expect(linkage.kind.evidence.filter((hop) => hop.fact === "a1" || hop.fact === "d3")).toEqual([]);
    expect(linkage.assumptions.map((hop) => [hop.fact, hop.text])).toEqual([["q13", "example.com/lib, of which there are no sources, has no #cgo LDFLAGS: -static"]]);
  });

  it("with -extldflags -static it depends on the module", () => {
    expect(value(predict(["build", "-ldflags=-extldflags=-static"], { closure: open([NET]) }).kind)).toBe("unknown: example.com/lib has no sources here");
    expect(value(predict(["build", "-ldflags=-linkmode external -extldflags -static"], { closure: open([NET]) }).kind)).toBe("static");
  });

  it("module facts answer", () => {
    const no = known(false);
    const facts = [fact("example.com/lib", { cgo: no, net: no, osUser: no, plugin: no, needed: known([]) })];
    expect(value(predict(["build"], { closure: closure([], { missing: [missing("example.com/lib")], facts }) }).kind)).toBe("static");
    const c = [fact("example.com/lib", { cgo: known(true), net: no, osUser: no, plugin: no, needed: known(["libfoo.so.1", "libc.so.6"]) })];
    const linkage = predict(["build"], { closure: closure([], { missing: [missing("example.com/lib")], facts: c }) });
    expect(value(linkage.kind)).toBe("dynamic");
    const libraries = linkage.needed.kind === "known" ? linkage.needed.value.libraries : [];
    expect(libraries.find((one) => one.soname === "libfoo.so.1")).toEqual({ soname: "libfoo.so.1", certain: false, because: "example.com/lib, as it was built on Debian 12", at: null });
    expect(libraries.filter((one) => one.certain).map((one) => one.soname)).toEqual(["libc.so.6"]);
  });

  it("flags in a gap", () => {
    expect(kind([gap("$(FLAGS)"), "-trimpath", "."], [], CGO0)).toBe("unknown: $(FLAGS)");
    expect(kind([gap("$(FLAGS)"), "-race=false", "-msan=0", "-asan=0", "-linkshared=0", "-buildmode=exe", "-ldflags=-s", "."], [], CGO0)).toBe("static");
    expect(kind([concat(literal("-ldflags=-X main.v="), hidden("$V"))], [NET])).toBe("dynamic");
    const stripped = build([gap("$(FLAGS)"), "-buildmode=exe", "-ldflags=-s", "."], [], CGO0);
    expect(value(stripped.symtab)).toBe(false);
    expect(stripped.assumptions.map((hop) => hop.text)).toEqual(["<$(FLAGS)> holds whole flags, no package", "the compiler is gc, not gccgo"]);
  });

  it("a compiler that is not known leaves libc open, not the kind", () => {
    const machine = host({ compiler: () => unknown({ code: "image", text: "packages of the image", at: null }) });
    const linkage = build([], [NET], { machine, env: { CGO_ENABLED: "1" } });
    expect(value(linkage.kind)).toBe("dynamic");
    expect(value(linkage.libc)).toBe("unknown: packages of the image");
    expect(value(linkage.needed)).toBe("unknown: packages of the image");
  });

  it("a Go version that is not known matters only where releases differ", () => {
    const machine = host({ goVersion: unknown({ code: "image", text: "Go version", at: null }) });
    expect(value(build([], [NET], { machine, env: { CGO_ENABLED: "1" } }).kind)).toBe("dynamic");
    expect(value(build(["-ldflags=-linkmode=external"], [], { machine, ...CGO0 }).kind)).toBe("unknown: Go version");
  });

  it("packages that are not known", () => {
    const linkage = predict(["build"], { closure: null, ...CGO0 });
    expect(value(linkage.kind)).toBe("static");
    expect(value(predict(["build"], { closure: null }).kind)).toBe("unknown: the packages of the program");
  });

  it("a PIE by -d crashes (c6)", () => {
    expect(build(["-buildmode=pie", "-ldflags=-d"], [], CGO0).hazards.map((hop) => hop.fact)).toEqual(["c6"]);
    const machine = host({ compiler: () => known({ ...GCC, flavour: "musl-gcc", libc: known("musl"), muslName: "libc.so" }) });
    const staticPie = "-ldflags=-linkmode=external -extldflags=-static-pie";
    expect(build([staticPie], [], { machine }).hazards.map((hop) => hop.fact)).toEqual(["c7"]);
    expect(build(["-buildmode=pie", staticPie], [], { machine }).hazards).toEqual([]);
  });
});
