import { describe, expect, it } from "vitest";
import { cNames, goNames } from "../../../src/syntax/c/index.js";

const calls = (text: string): readonly string[] => [...cNames(text).references.calls].sort();
const goCalls = (text: string): readonly string[] => [...goNames(text).references.calls].sort();

describe("references of C code", () => {
  it("are what its functions call", () => {
    expect(calls("int f(int a) { return g(a) + (h) (b) + i(); }\nextern \"C\" { void k(void) { if (x) l(\"m()\"); /* n() */ } }")).toEqual(["g", "i", "l"]);
  });

  it("are not those of static functions that nothing calls", () => {
    const text = "static int unused(void) { return a(); }\nstatic int used(void) { return b(); }\nstatic inline int deep(void) { return c(); }\nint f(void) { return used(); }\nstatic int g(void) { return deep(); }";
    expect(calls(text)).toEqual(["b"]);
    expect([...cNames(text).references.defines]).toEqual(["f"]);
  });

  it("are not those of code that the preprocessor may leave out", () => {
    expect(calls("#ifdef X\nint a(void) { return b(); }\n#endif\nint f(void) {\n#if Y\n  if (c()) {\n#else\n  if (d()) {\n#endif\n    e();\n  }\n  g();\n}\nint h(void) { return i(); }")).toEqual(["e", "g", "i"]);
  });

  it("are those of the branches for Linux", () => {
    expect(calls("#ifdef _WIN32\nint f(void) { return a();\n#elif defined(__linux__)\nint f(void) { return b();\n#else\nint f(void) { return c();\n#endif\n}\nint g(void) { return d(); }\n#if 0\nint h(void) { return e(); }\n#endif")).toEqual(["b", "d"]);
  });

  it("come with the functions that conditions may bring", () => {
    const text = "#ifndef SYSTEM\nint a(void) { return 1; }\n#else\nint b(void) { return 2; }\n#endif\n#if X > 2\nint c(void) { return 3; }\nstatic int d(void) { return 4; }\n#endif\n";
    expect(cNames(text).references.mayDefine).toEqual([
      { name: "a", unless: ["SYSTEM"] },
      { name: "b", unless: [] },
      { name: "c", unless: [] },
    ]);
  });

  it("are not pointers to functions", () => {
    expect(calls("void f(void) { T glClear = (T) find(\"glClear\"); T (*open)(void); glClear(x); open(); g(); }")).toEqual(["T", "find", "g"]);
  });

  it("include files that no condition keeps out", () => {
    const text = '#include "a.c"\n#ifdef X\n#include "b.c"\n#endif\n#ifdef __linux__\n# include <c.c>\n#endif\n';
    expect([...cNames(text).references.includes]).toEqual(["a.c", "c.c"]);
  });

  it("are not macros, members, names of namespaces and constants", () => {
    expect(calls("#define m(x) x\nvoid f(void) { m(1); a.b(); a->c(); n::d(); std::pow(x, 2); sqrt(2.0); auto *t = new o::T(); }")).toEqual(["T", "new", "pow"]);
  });

  it("are not in structures, initialisers and declarations", () => {
    expect(calls("struct s { int (*a)(int); };\nint g(int), h(int);\nint t[] = { SIZE(3) };\nint f(void) { return b(); }")).toEqual(["b"]);
  });

  it("of a Go file are those of its code by name, and of the C code that it calls", () => {
    const c = "static int helper(void) { return inner(); }\nstatic int unused(void) { return never(); }";
    const go = "func f() { C.outer(C.int(1)); C.helper(); _ = \"C.text()\" /* C.comment() */ }\n";
    expect(goCalls(`package p\n\n/*\n${c}\n*/\nimport "C"\n${go}`)).toEqual(["inner", "int", "outer"]);
    expect(goCalls(`package p\n\n${c.replaceAll(/^/gm, "// ")}\nimport "C"\n${go}`)).toEqual(["inner", "int", "outer"]);
    expect(goCalls(`package p\n\nimport (\n\t"fmt"\n\n${c.replaceAll(/^/gm, "\t// ")}\n\t"C"\n)\n${go}`)).toEqual(["inner", "int", "outer"]);
  });

  it("are read in time that grows with the text", () => {
    const hostile = "#if a\n{ f(".repeat(200_000) + "}".repeat(200_000);
    const start = performance.now();
    expect(calls(hostile)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
