import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BuildContext, ConstraintExpression, Ternary } from "../../../src/syntax/go/index.js";
import { evaluateConstraint, fileNameTags, formatConstraint, matchCgoDirective, matchFile, matchTag, parseConstraint, parsePlusBuild, scanGoHeader, tagsOf } from "../../../src/syntax/go/index.js";

const LINUX: BuildContext = { goos: "linux", goarch: "amd64", cgo: true, compiler: "gc", goMinor: 26, tags: new Set(), mayHaveMoreTags: false };

function formatted(text: string): string {
  const parsed = parseConstraint(text);
  return parsed.expression === null ? `${parsed.problem.offset}: ${parsed.problem.message}` : formatConstraint(parsed.expression);
}

describe("parseConstraint", () => {
  it("follows the precedence of go", () => {
    expect(formatted("a||b&&!c")).toBe("a || (b && !c)");
    expect(formatted("(a || b) && !(c && go1.20)")).toBe("(a || b) && !(c && go1.20)");
    expect(formatted("386")).toBe("386");
  });

  it("gives the messages of go", () => {
    expect(formatted("")).toBe("0: unexpected end of expression");
    expect(formatted("a &")).toBe("2: invalid syntax at &");
    expect(formatted("a b")).toBe("2: unexpected token b");
    expect(formatted("!!a")).toBe("1: double negation not allowed");
    expect(formatted("(a")).toBe("0: missing close paren");
    expect(formatted("a-b")).toBe("1: invalid syntax at -");
    expect(formatted(`a${" || a".repeat(1000)}`)).toMatch(/build expression too large$/);
  });

  it("reads // +build lines: comma is and, blank is or, no tag is ignore", () => {
    const plus = (text: string): string | undefined => {
      const { expression } = parsePlusBuild(text);
      return expression === null ? undefined : formatConstraint(expression);
    };
    expect(plus("linux,!cgo darwin")).toBe("(linux && !cgo) || darwin");
    expect(plus("!!a b-c")).toBe("ignore || ignore");
    expect(plus("")).toBe("ignore");
    expect(plus("a ".repeat(102))).toBeUndefined();
  });
});

const expressions: fc.Arbitrary<ConstraintExpression> = fc.letrec<{ x: ConstraintExpression }>((tie) => ({
  x: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom("a", "b", "c", "d").map((tag) => ({ kind: "tag" as const, tag })),
    tie("x").filter((x) => x.kind !== "not").map((operand) => ({ kind: "not" as const, operand })),
    fc.record({ kind: fc.constantFrom("and" as const, "or" as const), left: tie("x"), right: tie("x") }),
  ),
})).x;

describe("evaluate", () => {
  it("never contradicts a choice of the unknown tags", () => {
    const values = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom<Ternary>(true, false, "unknown"), { noNullPrototype: true });
    fc.assert(
      fc.property(expressions, values, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (x, tags, choice) => {
        const blurred = evaluateConstraint(x, (name) => tags[name] ?? false);
        const exact = evaluateConstraint(x, (name) => (tags[name] === "unknown" ? (choice[name.charCodeAt(0) - 97] as boolean) : (tags[name] ?? false)));
        expect(exact).not.toBe("unknown");
        if (blurred !== "unknown") expect(exact).toBe(blurred);
      }),
    );
  });

  it("is kept by printing and parsing", () => {
    fc.assert(
      fc.property(expressions, fc.integer({ min: 0, max: 15 }), (x, bits) => {
        const { expression } = parseConstraint(formatConstraint(x));
        const tag = (name: string): boolean => ((bits >> (name.charCodeAt(0) - 97)) & 1) === 1;
        expect(expression).not.toBeNull();
        expect(evaluateConstraint(expression as ConstraintExpression, tag)).toBe(evaluateConstraint(x, tag));
        expect(tagsOf(expression as ConstraintExpression)).toEqual(tagsOf(x));
      }),
    );
  });
});

describe("matchTag", () => {
  it("knows platforms, implied systems, releases and cgo", () => {
    for (const tag of ["linux", "amd64", "unix", "gc", "cgo", "go1.1", "go1.26"]) expect(matchTag(tag, LINUX)).toBe(true);
    for (const tag of ["windows", "arm64", "gccgo", "go1.27", "go1.026", "netgo"]) expect(matchTag(tag, LINUX)).toBe(false);
    expect(matchTag("linux", { ...LINUX, goos: "android" })).toBe(true);
    expect(matchTag("solaris", { ...LINUX, goos: "illumos" })).toBe(true);
    expect(matchTag("darwin", { ...LINUX, goos: "ios" })).toBe(true);
    expect(matchTag("unix", { ...LINUX, goos: "windows" })).toBe(false);
    expect(matchTag("unix", { ...LINUX, goMinor: 18 })).toBe(false);
    expect(matchTag("netgo", { ...LINUX, tags: new Set(["netgo"]) })).toBe(true);
    expect(matchTag("boringcrypto", { ...LINUX, tags: new Set(["boringcrypto"]) })).toBe(false);
    expect(matchTag("boringcrypto", { ...LINUX, tags: new Set(["goexperiment.boringcrypto"]) })).toBe(true);
  });

  it("is unknown only where the context is", () => {
    expect(matchTag("cgo", { ...LINUX, cgo: "unknown" })).toBe("unknown");
    expect(matchTag("linux", { ...LINUX, cgo: "unknown" })).toBe(true);
    expect(matchTag("netgo", { ...LINUX, mayHaveMoreTags: true })).toBe("unknown");
    expect(matchTag("linux", { ...LINUX, mayHaveMoreTags: true })).toBe(true);
    expect(matchTag("windows", { ...LINUX, mayHaveMoreTags: true })).toBe(false);
    expect(matchTag("windows", { ...LINUX, goos: null })).toBe("unknown");
    expect(matchTag("arm64", { ...LINUX, goos: null })).toBe(false);
    expect(matchTag("go1.5", { ...LINUX, goMinor: null })).toBe("unknown");
  });
});

describe("matchFile", () => {
  it("takes constraints from file names", () => {
    expect(fileNameTags("x_linux_amd64_test.go")).toEqual(["linux", "amd64"]);
    expect(fileNameTags("x_arm64.s")).toEqual(["arm64"]);
    expect(fileNameTags("x_amd64_linux.go")).toEqual(["linux"]);
    expect(fileNameTags("linux.go")).toEqual([]);
    expect(fileNameTags("_linux.go")).toEqual(["linux"]);
    expect(fileNameTags("x_unix.go")).toEqual([]);
    expect(fileNameTags("x_linux.pb.go")).toEqual(["linux"]);
    expect(fileNameTags("x_test.go")).toEqual([]);
  });

  it("joins them with the lines of the file", () => {
    const match = (name: string, text: string, context = LINUX): Ternary => matchFile(name, scanGoHeader(text), context);
    expect(match("a.go", "package a")).toBe(true);
    expect(match("a_windows.go", "package a")).toBe(false);
    expect(match("_a.go", "package a")).toBe(false);
    expect(match("a.txt", "package a")).toBe(false);
    expect(match("a.go", "//go:build !cgo || netgo\npackage a")).toBe(false);
    expect(match("a.go", "//go:build !cgo || netgo\npackage a", { ...LINUX, mayHaveMoreTags: true })).toBe("unknown");
    expect(match("a.go", "// +build ignored\n\n//go:build linux\n\npackage a")).toBe(true);
    expect(match("a.go", "// +build windows\n// +build amd64\n\npackage a")).toBe(false);
    expect(match("a_windows.go", "//go:build netgo\npackage a", { ...LINUX, mayHaveMoreTags: true })).toBe(false);
    expect(match("a_wasip1.go", "package a", { ...LINUX, goMinor: 20 })).toBe(true);
    expect(match("a_wasip1.go", "package a")).toBe(false);
  });

  it("is unknown for files that go refuses", () => {
    expect(matchFile("a.go", scanGoHeader("//go:build (\npackage a"), LINUX)).toBe("unknown");
    expect(matchFile("a.go", scanGoHeader("//go:build a\n//go:build b\npackage a"), LINUX)).toBe("unknown");
  });

  it("evaluates the words of #cgo lines", () => {
    expect(matchCgoDirective({ condition: "" }, LINUX)).toBe(true);
    expect(matchCgoDirective({ condition: "windows linux,amd64" }, LINUX)).toBe(true);
    expect(matchCgoDirective({ condition: "linux,!amd64" }, LINUX)).toBe(false);
    expect(matchCgoDirective({ condition: "(darwin||linux)&&cgo" }, LINUX)).toBe(true);
    expect(matchCgoDirective({ condition: "darwin netgo" }, { ...LINUX, mayHaveMoreTags: true })).toBe("unknown");
    expect(matchCgoDirective({ condition: "(linux" }, LINUX)).toBe(false);
  });
});
