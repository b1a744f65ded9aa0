import { describe, expect, it } from "vitest";
import { make } from "./support.js";

/** What `$(NAME)` expands to, written between bars. */
function value(makefile: string, name: string, words: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): string {
  const { lines, machine } = make(`${makefile}\nall: ; @echo |$(${name})|\n`, words, { environment });
  if (machine.reasons.length > 0) throw new Error(machine.reasons.join(", "));
  return lines.at(-1)?.replace(/^echo \||\|$/g, "") ?? "";
}

describe("flavors", () => {
  it.each([
    ["A = $(B)\nB = 1", "1"],
    ["A := $(B)\nB = 1", ""],
    ["B = 1\nA ::= $(B)\nB = 2", "1"],
    ["B = 1\nA :::= $(B)\nB = 2", "1"],
    ["A ?= 1\nA ?= 2", "1"],
    ["A = 1\nA += $(B)\nB = 2", "1 2"],
    ["A := 1\nA += $(B)\nB = 2", "1"],
    ["A += 1\nA += 2", "1 2"],
    ["A =\nA += 1", "1"],
    ["define newline\n\n\nendef\ndefine B\nx\ny\nendef\nA = $(subst $(newline),/,$(B))", "x/y"],
    ["A = 1\nundefine A", ""],
    ["n = A\n$(n) = computed", "computed"],
  ])("%j", (makefile, expected) => {
    expect(value(makefile, "A")).toBe(expected);
  });
});

describe("where a value comes from", () => {
  it("the makefile goes before the environment (q3)", () => {
    expect(value("LDFLAGS = -s", "LDFLAGS", [], { LDFLAGS: "x" })).toBe("-s");
  });

  it("?= leaves a variable of the environment, an empty one too (q2)", () => {
    expect(value("LDFLAGS ?= -s", "LDFLAGS", [], { LDFLAGS: "x" })).toBe("x");
    expect(value("LDFLAGS ?= -s", "LDFLAGS", [], { LDFLAGS: "" })).toBe("");
    expect(value("LDFLAGS ?= -s", "LDFLAGS")).toBe("-s");
  });

  it("the command line goes before the makefile, and += does not add to it (q3)", () => {
    expect(value("LDFLAGS = -s", "LDFLAGS", ["LDFLAGS=x"])).toBe("x");
    expect(value("LDFLAGS = -s\nLDFLAGS += -w", "LDFLAGS", ["LDFLAGS=-X"])).toBe("-X");
    expect(value("LDFLAGS += -w", "LDFLAGS", [], { LDFLAGS: "-X" })).toBe("-X -w");
  });

  it("override goes before the command line, and appends to it (q3)", () => {
    expect(value("override LDFLAGS += -s", "LDFLAGS", ["LDFLAGS=-X"])).toBe("-X -s");
    expect(value("override A = 1\nA = 2\nA += 3", "A", ["A=0"])).toBe("1");
  });

  it("-e puts the environment before the makefile (q3)", () => {
    expect(value("LDFLAGS = -s", "LDFLAGS", ["-e"], { LDFLAGS: "x" })).toBe("x");
  });

  it("values of the command line and the environment are expanded", () => {
    expect(value("B = 1", "A", ["A=$(B)"])).toBe("1");
    expect(value("B = 1", "A", ["A:=$(B)"])).toBe("");
    expect(value("B = 1", "A", [], { A: "<$(B)>" })).toBe("<1>");
  });

  it("$(origin) and $(flavor) tell it", () => {
    const makefile = "F = 1\nS := 1\noverride O = 1\nLIST = $(foreach v,F S O E C MAKE CURDIR NONE,$(origin $v)/$(flavor $v))";
    expect(value(makefile, "LIST", ["C=1"], { E: "1" })).toBe(
      "file/recursive file/simple override/recursive environment/recursive command line/recursive default/recursive file/simple undefined/undefined",
    );
  });

  it("a command line that a make above passed in MAKEFLAGS counts as such", () => {
    expect(value("A = 1", "A", [], { MAKEFLAGS: "k -- A=two\\ words B=$$x" })).toBe("two words");
    expect(value("B = 1", "B", [], { MAKEFLAGS: " --no-print-directory -- A=1 B=$$$$x" })).toBe("$x");
  });
});

describe("target-specific variables", () => {
  it("hold for the target and what it needs (q5)", () => {
    const { lines } = make("V = global\nall: b\na: V = own\na b: ; @echo $@ $(V)\nb: V += more\nb: a c\nc: ; @echo $@ $(V)\n");
    expect(lines).toEqual(["echo a own", "echo c global more", "echo b global more"]);
  });

  it("may be private, of a pattern, and overridden by the command line", () => {
    const makefile = "all: x.o y\nx.o: private P = p\nx.o: dep\n%.o: F := obj\nx.o y dep: ; @echo $@ [$(P)] [$(F)] $(C)\ny: C = own\n";
    expect(make(makefile, ["C=cmd"]).lines).toEqual(["echo dep [] [obj] cmd", "echo x.o [p] [obj] cmd", "echo y [] [] cmd"]);
  });
});

describe("special variables", () => {
  it("are those of make", () => {
    const { lines } = make("all: ; @echo $(CURDIR) $(MAKE) $(MAKECMDGOALS) $(.DEFAULT_GOAL) $(MAKELEVEL) $(notdir $(MAKEFILE_LIST)) $(SHELL) $(CC) $(RM)\n", ["all"], { environment: { MAKELEVEL: "2" } });
    expect(lines).toEqual(["echo /src make all all 2 Makefile /bin/sh cc rm -f"]);
  });
});
