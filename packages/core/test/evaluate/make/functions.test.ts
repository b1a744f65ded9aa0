import { describe, expect, it } from "vitest";
import type { Traced } from "../../../src/text/index.js";
import { oneOf, literal, unknownText } from "../../../src/text/index.js";
import type { Files, Started } from "./support.js";
import { make } from "./support.js";

const UNKNOWN = unknownText({ code: "caller", text: "U", at: null });
const WORD = unknownText({ code: "caller", text: "W", at: null }, { mayBeEmpty: false, mayHaveBlanks: false });
const CHOICE = oneOf([
  { value: literal("linux"), when: "built for linux" },
  { value: literal("darwin"), when: "built for darwin" },
]);

/** What an expression expands to, with U unknown, W an unknown word, and C one of two. */
function expanded(expression: string, started: Started = {}): string {
  const environment: Record<string, Traced> = { U: UNKNOWN, W: WORD, C: CHOICE };
  const { lines, machine } = make(`A = a.c b.c\nEMPTY =\nall: ; @echo ${expression}\n`, [], { environment, ...started });
  if (machine.reasons.length > 0) throw new Error(machine.reasons.join(", "));
  return lines.join("\n").slice("echo ".length);
}

describe("functions on what is partly known", () => {
  it.each([
    // what is known stays known beside what is not
    ["$(strip  a  $(W)  b )", "a <W> b"],
    ["$(addprefix -X ,$(A))", "-X a.c -X b.c"],
    ["$(addprefix -X main.v=,$(W) x)", "-X main.v=<W> -X main.v=x"],
    ["$(addprefix p,$(U))", "<U>"],
    ["$(filter %.c,a.c $(W) b.o)", "a.c <U>".replace("<U>", "<W>")],
    ["$(filter-out %.c,a.c b.o)", "b.o"],
    ["$(filter linux,$(C))", "{linux|}"],
    ["$(filter a b,b c $(EMPTY))", "b"],
    ["$(firstword a $(U))", "a"],
    ["$(lastword $(U) a)", "a"],
    ["$(firstword $(U) a)", "<U>"],
    ["$(word 2,a b $(U))", "b"],
    ["$(words a b)", "2"],
    ["$(words a $(U))", "<U>"],
    ["$(sort b a b)", "a b"],
    ["$(patsubst %.c,%.o,a.c $(W) b.h)", "a.o <W> b.h"],
    ["$(patsubst %,lib/%,$(W))", "lib/<W>"],
    ["$(patsubst $(U),x,a)", "<U>"],
    ["$(subst a,b,a$(W)a)", "b<W>b"],
    ["$(subst ab,x,a$(W)b)", "<W>"],
    ["$(A:.c=.o)", "a.o b.o"],
    ["$(C:x=y)_$(C)", "{linuy|darwin}_{linux|darwin}"],
    ["$(dir $(W)/x y)", "<W>/ ./"],
    ["$(notdir $(W)/x)", "x"],
    ["$(notdir bin/$(W))", "<W>"],
    ["$(suffix a.c b)", ".c"],
    ["$(basename a.b.c)", "a.b"],
    ["$(join a b,1 2 3)", "a1 b2 3"],
    ["$(findstring b,abc)$(findstring x,abc)", "b"],
    ["$(findstring l,$(C))", "{l|}"],
    ["$(findstring dev,$(U))", "{dev|}"],
    ["$(if $(W),yes,no)", "yes"],
    ["$(if $(U),yes,no)", "{yes|no}"],
    ["$(if $(EMPTY),yes,no)", "no"],
    ["$(or $(EMPTY),$(W),x)", "<W>"],
    ["$(or $(U),default)", "{<U>|default}"],
    ["$(and $(W),a)", "a"],
    ["$(foreach x,1 $(W),<$(x)>)", "<1> <<W>>"],
    ["$(foreach x,$(EMPTY),y)", ""],
    ["$(FLAGS_$(C))", ""],
    ["$(origin U) $(flavor U) $(origin NONE)", "environment recursive undefined"],
    ["$(value A)", "a.c b.c"],
    ["$($(U))", "<U>"],
    ["$(call f,$(W))", ""],
    ["$(abspath x/../y) $(abspath $(W))", "/src/y <W>"],
    // the blank beside words that may be none is there only with them, where other text touches it
    ["-tags=$(strip $(U) netgo)", "-tags={<U> |}netgo"],
    ["$(strip netgo $(U)),x", "netgo{ <U>|},x"],
    ["-tags $(strip $(U) netgo $(U)) -x", "-tags <U> netgo <U> -x"],
  ])("%s", (expression, value) => {
    expect(expanded(expression)).toBe(value);
  });

  it("conditions of alternatives say what chose them", () => {
    const { machine } = make("X = $(if $(U),a,b)\nall: ; @echo $(X)$(filter linux,$(C))\n", [], { environment: { U: UNKNOWN, C: CHOICE } });
    const pieces = machine.lines[0]?.run.script.pieces.flatMap((piece) => (piece.kind === "oneOf" ? [piece.alternatives.map(({ when }) => when)] : []));
    expect(pieces).toEqual([
      ["$(U) is not empty", "$(U) is empty"],
      ["built for linux", "built for darwin"],
    ]);
  });

  it("call user functions with arguments, recursion and builtin names", () => {
    const makefile = "f = <$(1)|$(2)|$(0)>\nlist = $(if $(1),$(firstword $(1)).$(call list,$(wordlist 2,9,$(1))))\ng = $(call f,$(1))\nall: ; @echo $(call f,a,b c) $(call list,1 2 3) $(call g,x,y) $(call subst,a,b,aa)\n";
    expect(make(makefile).lines).toEqual(["echo <a|b c|f> 1.2.3. <x||f> bb"]);
  });

  it("eval defines rules and variables out of texts, alternatives and unknown parts", () => {
    const makefile = "define rule\n$(1): ; go build -o $(1) $$(FLAGS_$(1))\nFLAGS_$(1) := $(2)\nall: $(1)\nendef\nall:\n$(foreach t,app tool,$(eval $(call rule,$(t),$(W))))\n$(eval V := $(C))\nother: ; echo $(V)\n";
    expect(make(makefile, ["all", "other"], { environment: { W: WORD, C: CHOICE } }).lines).toEqual(["go build -o app <W>", "go build -o tool <W>", "echo {linux|darwin}"]);
  });

  it("files are seen through the machine", () => {
    const files: Files = { "cmd/a/main.go": "", "cmd/b/main.go": "", "cmd/.x": "", VERSION: "1.2.3\n", "go.mod": "" };
    expect(expanded("$(wildcard cmd/*) $(wildcard cmd/*/main.go go.mod none)", { files })).toBe("cmd/a cmd/b cmd/a/main.go cmd/b/main.go go.mod");
    expect(expanded("$(file <VERSION) [$(file <none)] $(realpath go.mod none)", { files })).toBe("1.2.3 [] /src/go.mod");
    expect(make("$(file >out.txt,one)\n$(file >>out.txt,two)\nall: ; x\n").machine.written).toEqual(new Map([["/src/out.txt", "two\n"]]));
  });

  it("$(shell) is asked of the machine, and its newlines become blanks", () => {
    const shell = { "go env GOOS": "linux\n", "ls x": "a\nb\n\n" };
    expect(expanded("$(shell go env GOOS) $(shell ls x) $(shell date)", { shell })).toBe("linux a b <output of `date`>");
  });

  it("stops where make does", () => {
    expect(make("ifdef U\n$(error no $(A))\nendif\nall: ; x\n", [], { environment: { U: "1" } }).machine.reasons).toEqual(["make stops: no "]);
    expect(make("A = $(A)\nall: ; echo $(A)\n").machine.reasons).toEqual(["make stops: Recursive variable 'A' references itself (eventually)"]);
    expect(make("all: ; echo $(word x,a)\n").machine.reasons).toEqual(["make stops: non-numeric first argument to 'word' function: 'x'"]);
    expect(make("all: ; echo $(subst a,b)\n").machine.reasons).toEqual(["make stops: insufficient number of arguments (2) to function 'subst'"]);
  });
});
