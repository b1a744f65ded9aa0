import { describe, expect, it } from "vitest";
import { assemblyNames, cNames, goNames } from "../../../src/syntax/c/index.js";

const words = (text: string): readonly string[] => [...cNames(text).words].sort();

describe("names of C code", () => {
  it("are the words outside comments and strings", () => {
    expect(words('/* strlcpy */ int f(void) { return g("arc4random \\" pown", \'"\') + 0x1fUL; } // mseal\n')).toEqual(["0x1fUL", "f", "g", "int", "return", "void"]);
  });

  it("go on over a continued line, in a comment too", () => {
    expect(words("str\\\nlcpy(a); // not \\\nthis\nb")).toEqual(["a", "b", "strlcpy"]);
  });

  it("end with a comment or string that does not", () => {
    expect(words('a "b\nc /* d')).toEqual(["a", "c"]);
  });

  it("are looked for in strings where there is assembly", () => {
    expect(words('__asm__(".symver memcpy,memcpy@GLIBC_2.2.5");')).toContain("GLIBC_2");
    expect(words('masm("memcpy");')).toEqual(["masm"]);
  });

  it("of a Go file are all of its words", () => {
    expect([...goNames("// #include <a.h>\n// static int f() { return strlcpy(x); }\nimport \"C\"\nvar _ = C.f()\n").words]).toContain("strlcpy");
  });

  it("of assembly are all of its words", () => {
    expect([...assemblyNames("// strlcpy\ncall pow\n").words]).toEqual(["strlcpy", "call", "pow"]);
  });

  it("come with the headers of all branches", () => {
    const text = '#include <stdio.h>\n#if X\n # include "own.h" // why\n#else\n#import <b/c.h>\n#endif\n//#include "in a comment"\n#include MACRO\n';
    expect(cNames(text).includes).toEqual([
      { path: "stdio.h", quoted: false },
      { path: "own.h", quoted: true },
      { path: "b/c.h", quoted: false },
      { path: "in a comment", quoted: true },
    ]);
  });

  it("come with what macros put together", () => {
    const text = "#define A(x) x##Impl\n#define B(a, b) a ## b\n#define C(t) strto##t\n#define D mem ## \\\n  explicit\n/* ## about */\n";
    expect(cNames(text).pastes).toEqual([
      { prefix: null, suffix: "Impl" },
      { prefix: null, suffix: null },
      { prefix: "strto", suffix: null },
      { prefix: "mem", suffix: "explicit" },
    ]);
  });

  it("are read in time that grows with the text", () => {
    const hostile = "/*".repeat(500_000) + '"'.repeat(500_000);
    const start = performance.now();
    expect(cNames(hostile).words.size).toBe(0);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
