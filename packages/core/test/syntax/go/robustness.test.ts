import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readGoBody, scanGoHeader } from "../../../src/syntax/go/index.js";

const FRAGMENTS = [
  "package", " a", "import", "\n", "\r\n", ";", "(", ")", '"', "`", "\\", "//", "/*", "*/", "*", "/", "//go:build ", "// +build ", "&&", "||", "!",
  '"C"', "#cgo ", "LDFLAGS:", " -l'm", '"fmt"', ".", "_", "\ufeff", "é", "\ud800", "💥", "\0", "func f() {}", "\u0085",
];

/** Cut, mutated and random headers: the scanner answers, in time that does not explode, with ranges inside the text. */
describe("scanGoHeader on damaged text", () => {
  it("never throws and keeps its ranges inside the text", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }), fc.boolean(), (fragments, complete) => {
        const text = fragments.join("");
        const header = scanGoHeader(text, { complete });
        const ranges = [
          ...header.imports.map((i) => i.range),
          ...header.cgo.flatMap((d) => [d.range, ...d.argRanges]),
          ...header.directives.map((d) => d.range),
          ...header.problems.map((p) => p.range),
        ];
        for (const [start, end] of ranges) expect(0 <= start && start <= end && end <= text.length).toBe(true);
        expect(header.end).toBeLessThanOrEqual(text.length);
      }),
      { seed: 20_261_124, numRuns: 2000 },
    );
  });

  it("ends on long comments, strings and unfinished constructs", () => {
    const size = 200_000;
    expect(scanGoHeader("/*".repeat(size)).packageName).toBeNull();
    expect(scanGoHeader(`package a\nimport "${"\\".repeat(size)}`).imports).toEqual([]);
    expect(scanGoHeader(`package a\nimport (${" \n".repeat(size)}`).imports).toEqual([]);
    expect(scanGoHeader("//go:build (\n".repeat(size / 10)).constraintProblem).not.toBeNull();
    expect(scanGoHeader(`//go:build ${"(".repeat(size)}\npackage a`).buildConstraint?.text).toHaveLength(size);
  });
});

const CODE = [
  ...FRAGMENTS, "func ", "var ", "const ", "type ", "x", " = ", ":=", "{", "}", "[", "]", ",", "...", "<-", "chan ", "map[", "struct{", "interface{", "if ", "for ", "range ", "switch ", "select{", "case ",
  "default:", "go ", "defer ", "return ", "else ", "T[int]", "1.5e", "0x", "'", "'a'", "~", "|", "++", "+=", "label:", "*", "&", ":",
];

describe("readGoBody on damaged text", () => {
  it("never throws and keeps its ranges inside the text", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CODE), { maxLength: 80 }), (fragments) => {
        const text = `package a\n${fragments.join("")}`;
        const body = readGoBody(text);
        const ranges = [
          ...body.values.flatMap((v) => [v.range, ...(v.initialiser === null ? [] : [v.initialiser.range])]),
          ...body.functions.flatMap((f) => [f.range, ...(f.bodyRange === null ? [] : [f.bodyRange])]),
          ...body.types.map((t) => t.range),
          ...body.calls.flatMap((c) => [c.range, ...c.args.map((a) => a.range)]),
          ...body.assignments.map((a) => a.range),
          ...body.strings.map((s) => s.range),
        ];
        for (const [start, end] of ranges) expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }),
      { seed: 20_261_124, numRuns: 2000 },
    );
  });

  it("survives cuts and changes of real code", () => {
    const code =
      'package a\n\nimport "time"\n\nvar v, w = "x" + `y`, map[string][]func(int) (T, error){"k": {nil}}\n\nfunc (s *S[K]) f(a int, b ...string) (c chan<- int) {\n\tif loc, err := time.LoadLocation("UTC"); err == nil {\n\t\tv = loc.String()\n\t}\n\tfor i, x := range []T{{1, "a"}} {\n\t\tswitch y := x.(type) {\n\t\tcase *T:\n\t\t\tgo func() { s.g(y...) }()\n\t\t}\n\t}\n\treturn\n}\n';
    fc.assert(
      fc.property(fc.nat(code.length), fc.nat(code.length), fc.constantFrom(...CODE), (a, b, insert) => {
        readGoBody(code.slice(0, a));
        readGoBody(code.slice(0, Math.min(a, b)) + insert + code.slice(Math.max(a, b)));
        readGoBody(code.slice(0, a) + insert + code.slice(a));
      }),
      { seed: 20_261_124, numRuns: 1000 },
    );
  });

  it("ends on endless nesting and long lists", () => {
    const size = 3_000;
    const nested = ["(", "[", "{", "f(", "func() {", "T{", "[]", "*", "<-", "map[", "chan ", "if x {", "struct{", "-", "switch {", "} else if x {"];
    for (const piece of nested) {
      expect(readGoBody(`package a\nfunc f() { x = ${piece.repeat(size)}`).problem).not.toBeNull();
      expect(readGoBody(`package a\nvar x = ${piece.repeat(size)}`).problem).not.toBeNull();
    }
    const long = `package a\nfunc f() {\n${"x.\n".repeat(3)}y(1)\n${"\tz = g(h(1), `s`)\n".repeat(2_000)}}\nvar s = ${'"a" + '.repeat(2_000)}"b"\n`;
    const body = readGoBody(long);
    expect(body.problem).toBeNull();
    expect(body.calls).toHaveLength(4_001);
    expect(body.values[0]?.initialiser?.literal).toBe("stringConcatenation");
  });
});
