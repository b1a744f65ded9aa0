import { describe, expect, it } from "vitest";
import { unknownText } from "../../../src/text/index.js";
import type { Started } from "./support.js";
import { environmentOf, make } from "./support.js";

/** What a recipe sees. */
function seen(makefile: string, words: readonly string[] = [], started: Started = {}): Readonly<Record<string, string>> {
  return environmentOf(make(`${makefile}\nall: ; @env\n`, words, started).machine.lines.at(-1));
}

describe("what recipes see of variables", () => {
  it("a variable of the makefile is not exported (q1)", () => {
    expect(seen("CGO_ENABLED = 0")).toEqual({});
  });

  it("a variable that came from the environment is, with the makefile's value (q1, r2)", () => {
    expect(seen("CGO_ENABLED = 0", [], { environment: { CGO_ENABLED: "1" } })).toEqual({ CGO_ENABLED: "0" });
  });

  it("a variable that the value of another one hides from recipes is not exported", () => {
    expect(seen("export A = $(eval unexport B)x\nexport B = 1")).toEqual({ A: "x" });
  });

  it("?= exports nothing; a set but empty variable stays empty (q2)", () => {
    expect(seen("LDFLAGS ?= -s")).toEqual({});
    expect(seen("LDFLAGS ?= -s", [], { environment: { LDFLAGS: "" } })).toEqual({ LDFLAGS: "" });
  });

  it("a variable of the command line is exported; override takes that away (q3)", () => {
    expect(seen("LDFLAGS = -s", ["LDFLAGS=x"])).toEqual({ LDFLAGS: "x" });
    expect(seen("override CGO_ENABLED = 0", ["CGO_ENABLED=1"])).toEqual({});
    expect(seen("override CGO_ENABLED = 0", ["CGO_ENABLED=1"], { environment: { CGO_ENABLED: "2" } })).toEqual({ CGO_ENABLED: "0" });
  });

  it("command-line variables go to a make below in MAKEFLAGS (q4)", () => {
    const { machine } = make("all: ; @$(MAKE) -C sub\n", ["-k", "A=two words", "B=$$x"]);
    const line = machine.lines[0];
    expect(line?.text).toBe("make -C sub");
    expect(line?.run.environment.getExported("MAKEFLAGS")?.value.pieces.map((piece) => (piece.kind === "literal" ? piece.text : "?")).join("")).toBe("k -- B=$$$$x A=two\\ words");
    expect(line?.run.environment.getExported("MAKELEVEL")?.value.pieces).toMatchObject([{ text: "1" }]);
  });

  it("export of a target holds for its prerequisites too (q5)", () => {
    const { machine } = make("tgt: export V = 0\ntgt: dep ; @env\ndep: ; @env\n");
    expect(machine.lines.map(environmentOf)).toEqual([{ V: "0" }, { V: "0" }]);
  });

  it("each recipe line is a shell of its own, unless .ONESHELL (q5)", () => {
    const recipe = "all:\n\texport V=0\n\tgo build\n";
    expect(make(recipe).lines).toEqual(["export V=0", "go build"]);
    expect(make(`.ONESHELL:\n${recipe}`).lines).toEqual(["export V=0\ngo build"]);
  });

  it("$(shell) does not see exported variables; unexport hides one of the environment (q6)", () => {
    const { machine } = make("export A = 1\nB := $(shell env)\nall: ; @env\n", [], { environment: { GOFLAGS: "-mod=mod" } });
    expect(machine.commands).toEqual(["env"]);
    expect(seen("unexport GOFLAGS", [], { environment: { GOFLAGS: "-mod=mod" } })).toEqual({});
  });

  it("all are exported by export without names and by .EXPORT_ALL_VARIABLES, where the name allows (q6)", () => {
    expect(seen("export\nA = 1\nwith-dash = 2\nunexport B\nB = 3")).toEqual({ A: "1", CURDIR: "/src", GNUMAKEFLAGS: "" });
    expect(seen(".EXPORT_ALL_VARIABLES:\nA = $(B)\nB := 2")).toEqual({ A: "2", B: "2", CURDIR: "/src", GNUMAKEFLAGS: "" });
  });

  it("a value of the environment is passed on as it came, dollars and all", () => {
    expect(seen("B = 1", [], { environment: { A: "$(B)" } })).toEqual({ A: "$(B)" });
    expect(seen("B = 1\nexport A = $(B) $@")).toEqual({ A: "1 all" });
  });

  it("what is exported in some ways only is set maybe", () => {
    const unknown = unknownText({ code: "caller", text: "given", at: null });
    expect(seen("ifeq ($(X),1)\nexport A = 1\nendif", [], { environment: { X: unknown } })).toEqual({ A: "maybe 1", X: "<given>" });
    expect(seen("ifeq ($(X),1)\nexport A = 1\nelse\nexport A = 2\nendif", [], { environment: { X: unknown } })).toEqual({ A: "{1|2}", X: "<given>" });
  });

  it("under an open environment a makefile's variable is exported if the caller has set it", () => {
    const open = { code: "caller", text: "whoever runs make may set it", at: null } as const;
    expect(seen("A = 1\nexport B = 2\nunexport C", [], { open })).toMatchObject({ A: "maybe 1", B: "2" });
    const { machine } = make("unexport C\nall: ; @env\n", [], { open });
    expect(machine.lines[0]?.run.environment.get("C")).toBeNull();
    expect(machine.lines[0]?.run.environment.get("D")?.set).toBe("maybe");
  });
});
