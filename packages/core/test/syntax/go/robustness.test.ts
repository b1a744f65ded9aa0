import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanGoHeader } from "../../../src/syntax/go/index.js";

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
      { seed: 20_261_124, numRuns: 5000 },
    );
  });

  it("is linear in long comments, strings and unfinished constructs", () => {
    const size = 200_000;
    for (const text of ["/*".repeat(size), `package a\nimport "${"\\".repeat(size)}`, `package a\nimport (${" \n".repeat(size)}`, "//go:build (\n".repeat(size / 10), `//go:build ${"(".repeat(size)}\npackage a`]) {
      const start = performance.now();
      scanGoHeader(text);
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });
});
