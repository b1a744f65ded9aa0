import { describe, expect, it } from "vitest";
import { literal, print, unknownText } from "../../../src/text/index.js";
import { environmentOf, make } from "./support.js";

describe("the command line of make", () => {
  const files = { "sub/Makefile": "all: ; sub $(CURDIR) $(A)\nother: ; other $(A)\n", "build.mk": "all: ; file $(A)\n", GNUmakefile: "all: ; gnu\n" };

  it.each<[readonly string[], readonly string[]]>([
    [[], ["gnu"]],
    [["-C", "sub"], ["sub /src/sub "]],
    [["-Csub", "A=1"], ["sub /src/sub 1"]],
    [["--directory=sub", "-C", "..", "-f", "build.mk"], ["file "]],
    [["-f", "build.mk", "A=x y"], ["file x y"]],
    [["-fbuild.mk", "-j4", "-k", "-s", "--no-print-directory"], ["file "]],
    [["--file=build.mk", "-j", "4", "--jobs=2", "-l", "2.5"], ["file "]],
    [["--makefile", "build.mk", "-Oline"], ["file "]],
    [["-C", "sub", "other", "all", "A=1"], ["other 1", "sub /src/sub 1"]],
    [["-C", "sub", "--", "other"], ["other "]],
    [["-n"], []],
    [["--dry-run"], []],
    [["-kn"], []],
    [["-C", "sub", "-E", "A=eval", "all"], ["sub /src/sub eval"]],
    [["-C", "sub", "--eval=A=eval"], ["sub /src/sub eval"]],
  ])("%j", (words, lines) => {
    expect(make("all: ; plain\n", words, { files }).lines).toEqual(lines);
  });

  it("takes options and variables of a make above from MAKEFLAGS", () => {
    const statuses = { "exit 1": "failure" } as const;
    expect(make("all: a b\na: ; exit 1\nb: ; b $(A) $(B)\n", ["B=2"], { environment: { MAKEFLAGS: "ks -- A=1 B=0" }, statuses }).lines).toEqual(["exit 1", "b 1 2"]);
    expect(make("all: ; $(A)\n", [], { environment: { MAKEFLAGS: "-- A=only" } }).lines).toEqual(["only"]);
  });

  it("keeps what it cannot know apart from what it can", () => {
    const unknown = unknownText({ code: "caller", text: "ARGS", at: null });
    const word = unknownText({ code: "caller", text: "VERSION", at: null }, { mayBeEmpty: false, mayHaveBlanks: false });
    const { lines } = make("build: ; go build $(VERSION)\n", ["build", { pieces: [...literal("VERSION=v").pieces, ...word.pieces] }]);
    expect(lines).toEqual(["go build v<VERSION>"]);
    const gap = make("build: ; go build\n", ["build", unknown]);
    expect(gap.lines).toEqual(["go build"]);
  });

  it("says when there is no makefile, no goal, or a file that is not there", () => {
    expect(make("", []).machine.reasons).toEqual(["make has no target to make"]);
    expect(make("all: ; x\n", ["-f", "none.mk"]).machine.reasons).toEqual(["make stops: none.mk: no such file"]);
    expect(make("all: ; x\n", ["-C", "nowhere"]).machine.reasons).toEqual(["make stops: no targets specified and no makefile found"]);
    expect(make("all ; x\n", []).machine.reasons).toEqual(["make stops: missing separator"]);
    expect(make("ifdef A\nall: ; x\n", []).machine.reasons).toEqual(["make stops: missing 'endif'"]);
  });
});

describe("what make prints", () => {
  it("is the output of its recipes, with the lines that are not silent", () => {
    const { result } = make("$(info reading)\nall:\n\t@echo quiet\n\techo loud\n");
    expect([result.status, print(result.output)]).toEqual(["success", "reading\necho loud\n"]);
    expect(print(make("all: ; echo loud\n", ["-s"]).result.output)).toBe("");
    expect(print(make("all: ; echo loud\n", ["--no-print-directory"], { environment: { MAKELEVEL: "1" } }).result.output)).toBe("echo loud\n");
    expect(print(make("all: ; echo loud\n", [], { environment: { MAKELEVEL: "1" } }).result.output)).toBe("make[1]: Entering directory '/src'\necho loud\nmake[1]: Leaving directory '/src'\n");
    expect(print(make("all: ; echo loud\nMAKEFLAGS += -s\n").result.output)).toBe("");
  });
});

describe("a make below", () => {
  it("is a command with the exported variables, its level and the flags", () => {
    const { machine } = make("export E = 1\nN = 2\nall:\n\t$(MAKE) -C sub all X=$(N)\n\tcd sub && make\n", ["C=3"]);
    expect(machine.lines.map(({ text, run }) => [text, run.environment.getExported("MAKELEVEL") && print(run.environment.getExported("MAKELEVEL")?.value ?? literal(""))])).toEqual([
      ["make -C sub all X=2", "1"],
      ["cd sub && make", "1"],
    ]);
    expect(machine.lines.map(environmentOf)).toEqual([
      { E: "1", C: "3" },
      { E: "1", C: "3" },
    ]);
  });
});
