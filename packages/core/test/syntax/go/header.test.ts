import { describe, expect, it } from "vitest";
import { scanBuildLines, scanGoHeader } from "../../../src/syntax/go/index.js";

describe("scanGoHeader", () => {
  it("reads package, imports and the end of the header", () => {
    const text = '// Package app.\npackage app\n\nimport "fmt"\n\nimport (\n\tm "math" // comment\n\t_ `time/tzdata`\n\t. "os"; "io"\n)\n\nfunc f() {}\n';
    const header = scanGoHeader(text);
    expect(header.packageName).toBe("app");
    expect(header.packageRange).toEqual([24, 27]);
    expect(header.imports).toEqual([
      { path: "fmt", name: null, range: [36, 41] },
      { path: "math", name: "m", range: [55, 61] },
      { path: "time/tzdata", name: "_", range: [76, 89] },
      { path: "os", name: ".", range: [93, 97] },
      { path: "io", name: null, range: [99, 103] },
    ]);
    expect(text.slice(header.end)).toBe("func f() {}\n");
    expect(header).toMatchObject({ complete: true, problems: [], cgo: [], directives: [], buildConstraint: null });
  });

  it("unquotes import paths and counts UTF-16 units", () => {
    const header = scanGoHeader('package ä // 💥\nimport "a\\x2fb"');
    expect(header.packageName).toBe("ä");
    expect(header.imports).toEqual([{ path: "a/b", name: null, range: [23, 31] }]);
  });

  it("skips a byte order mark", () => {
    expect(scanGoHeader('\ufeffpackage a\nimport "b"\n').imports).toEqual([{ path: "b", name: null, range: [18, 21] }]);
  });

  it("reads directives before the end of the imports", () => {
    const text = '//go:build linux\n\n//go:debug netdns=go\r\npackage main\n\nimport _ "embed"\n//go:generate x\n\n//go:embed *\nvar x int\n//go:noinline\n';
    expect(scanGoHeader(text).directives).toEqual([
      { name: "build", value: "linux", range: [0, 16] },
      { name: "debug", value: "netdns=go", range: [18, 38] },
      { name: "generate", value: "x", range: [71, 86] },
      { name: "embed", value: "*", range: [88, 100] },
    ]);
  });

  it("says what is wrong, and keeps what comes before", () => {
    expect(scanGoHeader('package a\nimport "b"\nimport c\n')).toMatchObject({
      imports: [{ path: "b" }],
      problems: [{ range: [28, 29], message: "missing import path; require quoted string" }],
    });
    expect(scanGoHeader("func f() {}").problems).toEqual([{ range: [0, 1], message: "expected 'package'" }]);
    expect(scanGoHeader('package a import "b"').problems).toEqual([{ range: [10, 11], message: "expected ';' or a new line" }]);
    expect(scanGoHeader("/* never closed").problems[0]).toEqual({ range: [0, 15], message: "comment not terminated" });
    expect(scanGoHeader('package a\nimport "b c"\n').problems).toEqual([{ range: [17, 22], message: 'invalid import path: "b c"' }]);
  });

  it("knows when the text was cut too early", () => {
    const text = 'package a\n\nimport "b"\n\n// about f\nfunc f() {}\n';
    const whole = scanGoHeader(text);
    for (let length = 0; length < text.length; length++) {
      const head = scanGoHeader(text.slice(0, length), { complete: false });
      expect(head.complete).toBe(length > text.indexOf("func") + 4);
      expect(head.problems).toEqual([]);
      if (head.complete) expect(head).toEqual(whole);
    }
  });
});

describe("build constraints of a header", () => {
  it("takes //go:build after a block comment, but not inside one", () => {
    expect(scanGoHeader("/* licence */\n//go:build linux && !cgo\npackage a\n").buildConstraint).toEqual({ text: "linux && !cgo", range: [14, 38] });
    expect(scanGoHeader("/*\n//go:build linux\n*/\npackage a\n").buildConstraint).toBeNull();
    expect(scanGoHeader("package a\n//go:build linux\n").buildConstraint).toBeNull();
    expect(scanGoHeader("//go:builder linux\npackage a\n").buildConstraint).toBeNull();
  });

  it("refuses two of them", () => {
    const header = scanGoHeader("//go:build a\n//go:build b\n\npackage a\n");
    expect(header.buildConstraint?.text).toBe("a");
    expect(header.constraintProblem).toEqual({ range: [13, 25], message: "multiple //go:build comments" });
  });

  it("wants a blank line after // +build, and only line comments before", () => {
    expect(scanGoHeader("// +build linux,cgo darwin\n//+build !x\n\n// doc\npackage a\n").plusBuild).toEqual(["linux,cgo darwin", "!x"]);
    expect(scanGoHeader("// +build linux\npackage a\n").plusBuild).toEqual([]);
    expect(scanGoHeader("/* c */\n// +build linux\n\npackage a\n").plusBuild).toEqual([]);
  });

  it("reads them in files of other languages", () => {
    expect(scanBuildLines("// +build arm64\n\n#include <x.h>\n//go:build linux\n")).toEqual({ buildConstraint: null, plusBuild: ["arm64"], constraintProblem: null });
  });
});

describe("#cgo lines", () => {
  const cgo = (preamble: string): unknown => {
    const text = `package a\n\n${preamble}\nimport "C"\n`;
    return scanGoHeader(text).cgo.map((d) => [d.condition, d.variable, d.args, text.slice(...d.range), d.argRanges.map((r) => text.slice(...r))]);
  };

  it("are read from both kinds of comments", () => {
    expect(cgo("// #cgo LDFLAGS: -lm -L${SRCDIR}/lib\n// #include <math.h>")).toEqual([
      ["", "LDFLAGS", ["-lm", "-L${SRCDIR}/lib"], "#cgo LDFLAGS: -lm -L${SRCDIR}/lib", ["-lm", "-L${SRCDIR}/lib"]],
    ]);
    expect(cgo("/*\n#cgo linux,!arm darwin  CFLAGS: -DX=\"a b\" 'c'\\ d\n#cgo pkg-config: vips\r\n*/")).toEqual([
      ["linux,!arm darwin", "CFLAGS", ["-DX=a b", "c d"], "#cgo linux,!arm darwin  CFLAGS: -DX=\"a b\" 'c'\\ d", ['-DX="a b"', "'c'\\ d"]],
      ["", "pkg-config", ["vips"], "#cgo pkg-config: vips", ["vips"]],
    ]);
  });

  it("count only in the comment directly before the import", () => {
    expect(cgo("// #cgo LDFLAGS: -lm\n")).toEqual([]);
    const group = (before: string): number => scanGoHeader(`package a\n${before}`).cgo.length;
    expect(group('import (\n// #cgo LDFLAGS: -lm\n"C"\n)\n')).toBe(1);
    expect(group('// #cgo LDFLAGS: -lm\nimport (\n"C"\n)\n')).toBe(1);
    expect(group('// #cgo LDFLAGS: -lm\nimport (\n"C"\n"fmt"\n)\n')).toBe(0);
    expect(group('/* #cgo LDFLAGS: -lm */ import "C"\n')).toBe(0);
    expect(group('import ( // #cgo LDFLAGS: -lm\n"C"\n)\n')).toBe(0);
    expect(group('import "fmt" // #cgo LDFLAGS: -lm\nimport "C"\n')).toBe(0);
  });

  it("leave out hints, and keep the reason of what go refuses", () => {
    const header = scanGoHeader('package a\n// #cgo noescape f\n// #cgo LDFLAGS\n// #cgo LDFLAGS: -l"m\n// #cgo XFLAGS: a\n// #cgo CFLAGS: -D;\nimport "C"\n');
    expect(header.problems).toEqual([{ range: [32, 44], message: "invalid #cgo line: #cgo LDFLAGS" }]);
    expect(header.cgo.map((d) => d.problem)).toEqual([
      'invalid #cgo line: #cgo LDFLAGS: -l"m (unclosed quote)',
      "invalid #cgo verb: #cgo XFLAGS: a",
      "malformed #cgo argument: -D;",
    ]);
  });
});
