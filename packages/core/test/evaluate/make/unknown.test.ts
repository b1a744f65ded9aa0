import { describe, expect, it } from "vitest";
import { literal, unknownText } from "../../../src/text/index.js";
import { make } from "./support.js";

const given = (text: string) => unknownText({ code: "caller", text, at: null });
const open = { code: "caller", text: "whoever runs make may set it", at: null } as const;

describe("conditionals on what is not known", () => {
  it("define variables in both ways, and keep what both say", () => {
    const makefile = "ifeq ($(OS),windows)\nEXE = .exe\nBOTH = 1\nelse ifeq ($(OS),darwin)\nEXE =\nBOTH = 1\nCC = zig\nelse\nBOTH = 1\nendif\nall: ; go build -o app$(EXE) $(BOTH) $(CC)\n";
    const { machine, lines } = make(makefile, [], { environment: { OS: given("OS") } });
    expect(lines).toEqual(["go build -o app{.exe|} 1 {cc|zig}"]);
    const choice = machine.lines[0]?.run.script.pieces.find((piece) => piece.kind === "oneOf");
    expect(choice?.kind === "oneOf" && choice.alternatives.map(({ when }) => when)).toEqual(["$(OS) is windows", "$(OS) is not windows, $(OS) is darwin or $(OS) is not windows, $(OS) is not darwin"]);
  });

  it("define rules and recipe lines that may be there", () => {
    const makefile = "all:\n\tone\nifdef DEBUG\n\ttwo\nendif\n\tthree\n\nifeq ($(X),1)\nall: extra\nextra: ; extra\nendif\n";
    expect(make(makefile, [], { environment: { DEBUG: given("DEBUG"), X: given("X") } }).lines).toEqual(["may: extra", "one", "may: two", "three"]);
  });

  it("define recipes of which one is used", () => {
    const makefile = "ifeq ($(X),1)\nbuild: ; static\nelse\nbuild: ; dynamic\nendif\n";
    expect(make(makefile, ["build"], { environment: { X: given("X") } }).lines).toEqual(["may: dynamic", "may: static"]);
  });

  it("leave out the way in which make stops", () => {
    const makefile = "ifndef VERSION\n$(error VERSION is needed)\nendif\nA = 1\nall: ; echo $(VERSION) $(A)\n";
    expect(make(makefile, [], { environment: { VERSION: given("VERSION") } })).toMatchObject({ lines: ["echo <VERSION> 1"], machine: { reasons: [] } });
  });

  it("are decided where the known part decides", () => {
    const makefile = "ifeq (v$(X),w1)\nA = never\nelse\nA = else\nendif\nifneq ($(strip a $(X)),)\nB = set\nendif\nall: ; echo $(A) $(B)\n";
    expect(make(makefile, [], { environment: { X: given("X") } }).lines).toEqual(["echo else set"]);
  });
});

describe("an open environment", () => {
  it("leaves the command line before what a target says", () => {
    const makefile = "all: OUT = app\nall: override KEPT = own\nall: ; go build -o $(OUT) $(KEPT)\n";
    expect(make(makefile, ["OUT=/x", "KEPT=1"], { open }).lines).toEqual(["go build -o /x own"]);
  });

  it("makes undefined variables and ?= unknown, not what the makefile assigns", () => {
    const makefile = "A = 1\nB ?= 2\nall: ; echo $(A) $(B) $(NONE) $(lower.case)\n";
    expect(make(makefile, [], { open }).lines).toEqual(["echo 1 {2|<B: whoever runs make may set it>} <NONE: whoever runs make may set it> "]);
  });

  it("leaves automatic variables, arguments and what make defines alone", () => {
    expect(make("f = [$(1)$(2)]\nall: ; echo $@ $< $(call f,x) [$(MAKECMDGOALS)] $(MAKE) $(SHELL)\n", [], { open }).lines).toEqual(["echo all  [x] [] make /bin/sh"]);
  });

  it("runs a recipe once for each way of a prefix", () => {
    const makefile = "V ?= 0\nifeq ($(V),1)\nQ =\nelse\nQ = @\nendif\nall: ; $(Q)go build\n";
    expect(make(makefile, [], { open }).lines).toEqual(["go build"]);
  });
});

describe("names that are not known", () => {
  it("are the same target where they are written alike", () => {
    const makefile = "BIN = bin/app-$(V)\nall: $(BIN)\n$(BIN): main.go ; go build -o $@\n";
    expect(make(makefile, [], { environment: { V: unknownText({ code: "caller", text: "V", at: null }, { mayBeEmpty: true, mayHaveBlanks: false }) }, files: { "main.go": "" } }).lines).toEqual(["may: go build -o bin/app-<V>"]);
  });

  it("of prerequisites may be any target", () => {
    const { lines, machine } = make("all: $(LIST) ; echo all\n", [], { environment: { LIST: given("LIST") } });
    expect([lines, machine.reasons]).toEqual([["echo all"], ["prerequisites of all that are not known"]]);
  });

  it("with alternatives keep what they have in common", () => {
    const makefile = "CMDS = a\nifeq ($(X),1)\nCMDS += b\nendif\nBINS = $(addprefix bin/,$(CMDS))\nall: $(BINS) ; echo $^\n$(BINS): bin/%: ; go build -o $@ ./cmd/$*\n";
    expect(make(makefile, [], { environment: { X: given("X") } }).lines).toEqual(["go build -o bin/a ./cmd/a", "may: go build -o bin/b ./cmd/b", "echo bin/a {bin/b|}"]);
  });
});

describe("makefiles that are not known", () => {
  it("may define anything that was not defined after them", () => {
    const { lines, machine } = make("A = 1\ninclude conf.mk\nB = 2\nall: ; echo $(A) $(B) $(C)\n");
    expect(lines).toEqual(["echo {1|<A: conf.mk is included but is not there>} 2 <C: conf.mk is included but is not there>"]);
    expect(machine.reasons).toEqual(["conf.mk is included but is not there"]);
  });

  it("are not missed when they are optional", () => {
    expect(make("-include .env\nA = 1\nall: ; echo $(A) $(B)\n")).toMatchObject({ lines: ["echo 1 "], machine: { reasons: [] } });
  });

  it("that a rule makes are", () => {
    const { machine } = make("all: ; echo $(B)\n-include gen.mk\ngen.mk: ; ./generate\n");
    expect(machine.reasons).toEqual(["gen.mk is made by a make rule before it is read"]);
    expect(machine.lines[0]?.text).toBe("echo <B: gen.mk is made by a make rule before it is read>");
  });

  it("are each of the files that their name may mean", () => {
    const files = { "os.linux.mk": "A = linux\n", "os.darwin.mk": "A = darwin\n", "other.mk": "A = other\n" };
    const environment = { OS: unknownText({ code: "caller", text: "OS", at: null }, { mayBeEmpty: false, mayHaveBlanks: false }) };
    expect(make("include os.$(OS).mk\nall: ; echo $(A)\n", [], { files, environment })).toMatchObject({ lines: ["echo {darwin|linux}"], machine: { reasons: [] } });
    expect(make("A = default\n-include os.$(OS).mk\nall: ; echo $(A)\n", [], { files, environment }).lines).toEqual(["echo {darwin|linux|default}"]);
  });

  it("may come out of $(eval) and of expanded lines", () => {
    const { lines, machine } = make("A = 1\n$(eval $(TEXT))\nB = 2\nall: ; echo $(A) $(B)\n", [], { environment: { TEXT: given("TEXT") } });
    expect(lines).toEqual(["echo {1|<A: TEXT>} 2"]);
    expect(machine.reasons).toEqual(["TEXT"]);
  });
});

describe("a name that is one of several", () => {
  const targets = "build-linux: ; linux\nbuild-darwin: ; darwin\ntest-linux: ; test\n";

  it("makes each of the targets that it may be", () => {
    const choice = "ifeq ($(X),1)\nOS = linux\nelse\nOS = darwin\nendif\n";
    expect(make(`${choice}all: build-$(OS) ; all\n${targets}`, [], { environment: { X: given("X") } }).lines).toEqual(["may: linux", "may: darwin", "all"]);
  });

  it("may be any that has its known parts, as a goal too", () => {
    const OS = unknownText({ code: "caller", text: "OS", at: null }, { mayBeEmpty: false, mayHaveBlanks: false });
    const { lines, machine } = make(`all: build-$(OS) ; all\n${targets}`, [], { environment: { OS } });
    expect([lines, machine.reasons]).toEqual([["may: linux", "may: darwin", "all"], ["which target build-<OS> is"]]);
    expect(make(targets, [{ pieces: [...literal("test-").pieces, ...OS.pieces] }]).lines).toEqual(["may: test"]);
  });
});
