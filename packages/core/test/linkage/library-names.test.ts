import { describe, expect, it } from "vitest";
import { plainCxx, usesCxx } from "../../src/linkage/cxx-names.js";
import { LibraryUse } from "../../src/linkage/library-names.js";
import { cNames, goNames } from "../../src/syntax/c/index.js";

const [LIBZ, LIBM, LIBZSTD, LIBGOBJECT, LIBVIPS] = ["libz.so.1", "libm.so.6", "libzstd.so.1", "libgobject-2.0.so.0", "libvips.so.42"] as const;

/** A Go file with C code before `import "C"`, and C files. */
function program(c: string, go = "", files: readonly string[] = []) {
  const objects = [goNames(`package p\n\n/*\n${c}\n*/\nimport "C"\n\nfunc f() { ${go} }\n`), ...files.map(cNames)];
  return { files: objects, objects, mayDefine: new Set(objects.flatMap(({ references }) => references.mayDefine.map(({ name }) => name))), cxx: files.map(cNames) };
}

const uses = (soname: string, ...code: Parameters<typeof program>): boolean | null => new LibraryUse(program(...code)).uses(soname, [soname]);

describe("what C code uses of libraries", () => {
  it("is what Go calls by name, or the C code that it calls", () => {
    expect(uses(LIBZ, "#include <zlib.h>", "C.zlibVersion()")).toBe(true);
    expect(uses(LIBZ, "#include <zlib.h>\nstatic const char *v(void) { return zlibVersion(); }", "C.v()")).toBe(true);
    expect(uses(LIBM, "#include <math.h>", "", ["double f(double x) { return pow(x, 2.5); }"])).toBe(true);
  });

  it("is not known of code that may be left out", () => {
    expect(uses(LIBZ, "static const char *v(void) { return zlibVersion(); }")).toBeNull();
    expect(uses(LIBZ, "", "", ["#ifdef Z\nint f(void) { return (int)crc32(0, 0, 0); }\n#endif"])).toBeNull();
    expect(uses(LIBM, "", "", ["double f(double x) { return fabs(x) + sqrt(2.0); }"])).toBeNull();
  });

  it("is not what a macro of a header of the program makes of a call", () => {
    const { files, ...rest } = program("", "", ["int f(void) { return (int)crc32(0, 0, 0); }"]);
    const header = cNames("#define crc32 own.crc32\n");
    expect(new LibraryUse({ ...rest, files: [...files, header] }).uses(LIBZ, [LIBZ])).toBeNull();
  });

  it("is nothing where no word leads there", () => {
    expect(uses(LIBZSTD, "#include <zstd.h>\nint answer(void) { return 42; }", "C.answer()")).toBe(false);
    expect(uses(LIBM, "#include <stdio.h>", "C.puts(s)")).toBe(false);
  });

  it("may be macros of the library, or names that macros put together", () => {
    expect(uses(LIBZSTD, "#include <zstd.h>", "x := C.ZSTD_CLEVEL_DEFAULT")).toBeNull();
    expect(uses(LIBZSTD, "#define CALL(x) ZSTD_##x", "")).toBeNull();
    expect(uses(LIBM, "#define F(x) x##f", "")).toBeNull();
  });

  it("may be macros of another library whose headers include its headers", () => {
    const use = new LibraryUse(program("#include <vips/vips.h>", "C.vips_shutdown()"));
    expect(use.uses(LIBVIPS, [LIBVIPS, LIBGOBJECT])).toBe(true);
    expect(use.uses(LIBGOBJECT, [LIBVIPS, LIBGOBJECT])).toBeNull();
    expect(use.uses(LIBGOBJECT, [LIBGOBJECT])).toBe(false);
  });

  it("is not what the program defines itself, nor what an earlier library gives", () => {
    expect(uses(LIBZSTD, "", "C.ZSTD_versionNumber()", ["unsigned ZSTD_versionNumber(void) { return 1; }"])).toBeNull();
    expect(uses(LIBZSTD, "", "C.ZSTD_versionNumber()", ["#ifndef SYSTEM\nunsigned ZSTD_versionNumber(void) { return 1; }\n#endif"])).toBeNull();
    const use = new LibraryUse(program("", "C.frexp(x, y)"));
    expect(use.uses(LIBM, [LIBM])).toBe(true);
    expect(use.uses(LIBM, [LIBM])).toBeNull();
  });

  it("is not known of libraries without facts", () => {
    expect(uses("libnosuch.so.1", "", "C.nosuch()")).toBeNull();
  });
});

describe("what C++ code uses of the compiler's libraries", () => {
  it("shows by exceptions and memory", () => {
    const thrown = program("", "", ["int f(void) { try { throw 1; } catch (int e) { return e; } }"]);
    expect([usesCxx("libstdc++.so.6", thrown), usesCxx("libgcc_s.so.1", thrown)]).toEqual([true, true]);
    const made = program("", "", ["void *f(void) { return new int; }"]);
    expect([usesCxx("libstdc++.so.6", made), usesCxx("libgcc_s.so.1", made)]).toEqual([null, null]);
    expect(usesCxx("libstdc++.so.6", program("", "", ["int f(void) { return 1; }"]))).toBeNull();
  });

  it("leaves libm alone with headers that have no mathematics", () => {
    expect(plainCxx(program("", "", ["#include <string>\n#include <stdexcept>\n#include \"own.h\"\n"]))).toBe(true);
    expect(plainCxx(program("", "", ["#include <random>\n"]))).toBe(false);
    expect(plainCxx(program("", "", ["#include <tesseract/baseapi.h>\n"]))).toBe(false);
  });
});
