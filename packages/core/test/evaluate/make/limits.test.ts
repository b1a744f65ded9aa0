import { describe, expect, it } from "vitest";
import { make } from "./support.js";

/** Runs within seconds, also on a busy machine; unbounded evaluation would take hours. */
function bounded(makefile: string, files = {}): ReturnType<typeof make> {
  const started = performance.now();
  const result = make(makefile, [], { files });
  expect(performance.now() - started).toBeLessThan(15_000);
  return result;
}

const doubling = (levels: number): string => `A0 = x\n${Array.from({ length: levels }, (_, i) => `A${i + 1} = $(A${i})$(A${i})\n`).join("")}`;

describe("hostile makefiles end in bounded time", () => {
  it("values that double", () => {
    const { lines } = bounded(`${doubling(60)}all: ; echo $(A60)\n`);
    expect(lines.join("\n")).toContain("limit: ");
    expect(lines.join("\n").length).toBeLessThan(3_000_000);
  });

  it("simple values that double", () => {
    const { lines } = bounded(`A := xxxxxxxx\n${"A := $(A)$(A)\n".repeat(60)}all: ; echo $(A)\n`);
    expect(lines.join("\n")).toContain("limit: a value longer than 1048576 characters");
  });

  it("values that double by what is appended, or to which very much is", () => {
    expect(bounded(`A := xxxxxxxx\n${"A += $(A)\n".repeat(60)}all: ; echo $(A)\n`).lines.join("\n")).toContain("limit: a value longer than 1048576 characters");
    expect(bounded(`A := x\n${"A += y\n".repeat(1_000)}all: ; echo $(A)\n`).lines).toEqual([`echo x${" y".repeat(1_000)}`]);
    for (const operator of ["=", ":="]) expect(bounded(`A ${operator} x\n${"A += y\n".repeat(100_000)}all: ; echo $(A)\n`).lines.join("\n")).toContain("limit: ");
  });

  it("recursion through variables, functions and evaluation", () => {
    expect(bounded("A = $(A)\nall: ; echo $(A)\n").machine.reasons).toEqual(["make stops: Recursive variable 'A' references itself (eventually)"]);
    expect(bounded("f = $(call f,$(1)x)\nall: ; echo $(call f,x)\n").lines.join("")).toContain("limit: references nested deeper than");
    bounded("define bomb\n$$(eval $$(bomb))\nendef\n$(eval $(bomb))\nall: ; echo done\n");
    bounded("f = $(eval $(value f2))\nf2 = $(eval $(value f))\nall: ; echo $(f)\n");
  });

  it("a variable that defines itself anew each time, in more and more ways", () => {
    const makefile = "define part\n$(1)=$(2)\nendef\nTAG = $(eval TAG := $(shell git describe))$(TAG)\ndefine flags\n-X $(call part,a,$(TAG)) -X $(call part,b,$(TAG))\nendef\nFLAGS = $(call flags)\nall: ; go build $(FLAGS)\n";
    const started = performance.now();
    const { lines } = make(makefile, [], { open: { code: "caller", text: "whoever runs make may set it", at: null } });
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(lines).toHaveLength(1);
  });

  it("loops that multiply", () => {
    const list = Array.from({ length: 60 }, (_, i) => `w${i}`).join(" ");
    const { lines } = bounded(`L = ${list}\nall: ; echo $(words $(foreach a,$(L),$(foreach b,$(L),$(foreach c,$(L),$(foreach d,$(L),$(foreach e,$(L),$a$b$c$d$e))))))\n`);
    expect(lines.join("").length).toBeLessThan(2_000_000);
  });

  it("includes of itself", () => {
    expect(bounded("include Makefile\nall: ; echo done\n").machine.reasons.join()).toContain("limit: ");
    expect(bounded("include a.mk a.mk\nall: ; echo done\n", { "a.mk": "include a.mk a.mk\n" }).machine.reasons.join()).toContain("limit: ");
  });

  it("filters of many by many", () => {
    const list = Array.from({ length: 6_000 }, (_, i) => `w${i}%`).join(" ");
    bounded(`L = ${list}\nall: ; echo $(filter $(L),$(L) $(L))\n`);
  });

  it("long chains and wide graphs of targets", () => {
    const chain = Array.from({ length: 3_000 }, (_, i) => `t${i}: t${i + 1} ; @echo ${i}\n`).join("");
    expect(bounded(`${chain}t3000: ; @echo end\n`).machine.reasons.join()).toContain("limit: prerequisites nested deeper than");
    const wide = `all: ${Array.from({ length: 3_000 }, (_, i) => `t${i}`).join(" ")}\n${Array.from({ length: 3_000 }, (_, i) => `t${i}: ; @echo ${i}\n`).join("")}`;
    expect(bounded(wide).lines.length).toBe(3_000);
  });

  it("conditionals on unknowns, nested and one after the other", () => {
    const unknown = "X := $(shell x)\n";
    const nested = `${unknown}${"ifeq ($(X),1)\nA += 1\n".repeat(60)}${"endif\n".repeat(60)}`;
    bounded(`${nested}all: ; echo $(A)\n`);
    const row = `${unknown}${Array.from({ length: 300 }, (_, i) => `ifeq ($(X),${i})\nA += ${i}\nelse\nB${i} = $(A)\nendif\n`).join("")}`;
    bounded(`${row}all: ; echo $(A) $(B299)\n`);
  });

  it("thousands of shell runs", () => {
    const { machine, lines } = bounded(`all: ; echo $(foreach i,${Array.from({ length: 3_000 }, (_, i) => i).join(" ")},$(shell x$(i)))\n`);
    expect(machine.commands.length).toBe(2_000);
    expect(lines.join("")).toContain("limit: ");
  });
});
