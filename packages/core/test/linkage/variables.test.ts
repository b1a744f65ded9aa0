import { describe, expect, it } from "vitest";
import type { PackageDeclarations } from "../../src/linkage/index.js";
import { readGoBody } from "../../src/syntax/go/index.js";
import { concat, known, literal } from "../../src/text/index.js";
import { hidden, host } from "../gobuild/support.js";
import type { Sketch } from "./support.js";
import { closure, MAIN, missing, predict, value } from "./support.js";

const SOURCE = `package main

import ("fmt"; "strings"; "example.com/app/internal/build")

const Const = "const"

type text = string
type own string

var (
	version     string
	Literal     = "literal"
	Sum         = "a" + "b"
	FromConst   = Const
	FromVar     = Literal
	FromLibrary = strings.ToUpper("library")
	FromSprint  = fmt.Sprint("x")
	FromOther   = build.Default
	FromFunc    string = compute()
	Alias       text = "alias"
	Own         own = "own"
	Number      = 1
	Flag        bool
	Struct      = struct{}{}
	Guarded     string
)

func compute() string { return "x" }
func init() { if Guarded == "" { Guarded = "x" } }
`;

const DECLARATIONS: Readonly<Record<string, PackageDeclarations>> = {
  [MAIN]: readGoBody(SOURCE),
  "example.com/app/v2/internal/build": readGoBody("package build\n\nvar Version, Commit = \"dev\", \"none\"\n"),
};

function variable(target: string, sketch: Sketch = {}, verb = "build") {
  const packages = closure([{ path: "example.com/app/v2/internal/build" }]);
  return predict([verb, `-ldflags=-X '${target}=NEW'`], { closure: packages, declarations: DECLARATIONS, ...sketch });
}

const status = (target: string, sketch: Sketch = {}, verb = "build"): unknown => {
  const [one] = variable(target, sketch, verb).variables;
  return one === undefined ? undefined : value(one.status);
};

describe("-X finds its variable (f1, f2)", () => {
  it.each(["main.version", "main.Literal", "main.Sum", "main.FromConst", "main.Alias", "example.com/app/v2/internal/build.Version", "example.com/app/v2/internal/build.Commit"])("%s is set", (target) => {
    expect(status(target)).toBe("set");
  });

  it.each<[string, string, string | null]>([
    ["main.Version", "the package main has no variable Version", "main.version"],
    ["main.Litteral", "the package main has no variable Litteral", "main.Literal"],
    ["main.Nothing", "the package main has no variable Nothing", null],
    ["main.Const", "main.Const is a constant", null],
    ["main.FromVar", "it is computed from Literal when the program starts", null],
    ["main.FromLibrary", "it is computed by strings.ToUpper() when the program starts", null],
    ["main.FromSprint", "it is computed by fmt.Sprint() when the program starts", null],
    [`${MAIN}.version`, "the linker knows the main package as main, not by its import path", "main.version"],
    ["example.com/app/internal/build.Version", "the program has no package example.com/app/internal/build", "example.com/app/v2/internal/build.Version"],
    ["internal/build.Version", "the program has no package internal/build", "example.com/app/v2/internal/build.Version"],
    ["./internal/build.Version", "the program has no package ./internal/build", "example.com/app/v2/internal/build.Version"],
    ["no/such/pkg.V", "the program has no package no/such/pkg", null],
    ["example.com/app/v2/internal/build.version", "the package example.com/app/v2/internal/build has no variable version", "example.com/app/v2/internal/build.Version"],
  ])("%s does nothing: %s", (target, why, nearest) => {
    const [one] = variable(target).variables;
    expect(one).toMatchObject({ target, why, nearest, status: { kind: "known", value: "ineffective" } });
  });

  it("the empty value sets \"\"", () => {
    expect(value(predict(["build", "-ldflags=-X main.version="], { declarations: DECLARATIONS }).variables[0]?.status ?? known("?"))).toBe("empty");
  });

  it("go test has it the other way round (f5)", () => {
    expect(status("main.version", {}, "test")).toBe("ineffective");
    expect(variable("main.version", {}, "test").variables[0]?.nearest).toBe(`${MAIN}.version`);
    expect(status(`${MAIN}.version`, {}, "test")).toBe("set");
  });
});

describe("-X refuses what is no string (f3)", () => {
  it.each([
    ["main.Own", "main.own"],
    ["main.Number", "int"],
    ["main.Flag", "bool"],
    ["main.Struct", "struct"],
  ])("%s is a %s", (target, type) => {
    const linkage = variable(target);
    expect(value(linkage.kind)).toBe("fails");
    expect(linkage.failure).toMatchObject({ stage: "link", text: `${target}: cannot set with -X: not a var of type string (type:${type})`, fact: "f3" });
  });
});

describe("what is not known", () => {
  it.each([
    ["main.FromOther", "unknown: what build.Default is when the program starts"],
    ["main.FromFunc", "unknown: what compute() is when the program starts"],
    ["main.Guarded", "unknown: whether init() replaces main.Guarded"],
  ])("%s", (target, text) => {
    expect(status(target)).toBe(text);
  });

  it("before Go 1.21 the compiler does not look into calls", () => {
    expect(status("main.FromFunc", { machine: host({ goVersion: known("1.20.14") }) })).toBe("ineffective");
  });

  it("a package that may be in a module without sources", () => {
    const open = closure([], { missing: [missing("example.com/lib")] });
    expect(status("example.com/lib/version.V", { closure: open })).toBe("unknown: example.com/lib has no sources here");
    expect(status("example.com/app/nothing.V", { closure: open })).toBe("ineffective");
    expect(status("example.com/lib/version.V", { closure: { ...open, mayHave: () => false } })).toBe("ineffective");
    expect(status("main.version", { closure: null })).toBe("unknown: the packages of the program");
  });

  it("a target with an unknown part", () => {
    const linkage = predict(["build", concat(literal("-ldflags=-X "), hidden("$PKG"), literal(".Version=1"))], { declarations: DECLARATIONS });
    expect(value(linkage.variables[0]?.status ?? known("?"))).toBe("unknown: $PKG");
  });

  it("a value with an unknown part is set all the same", () => {
    const linkage = predict(["build", concat(literal("-ldflags=-X main.version=v"), hidden("$V"))], { declarations: DECLARATIONS });
    expect(value(linkage.variables[0]?.status ?? known("?"))).toBe("set");
    expect(value(linkage.variables[0]?.value ?? known("?"))).toBe("unknown: $V");
  });
});
