import { describe, expect, it } from "vitest";
import { make } from "./support.js";

describe("what a goal makes", () => {
  it("prerequisites first, in order, each once; order-only ones too", () => {
    expect(make("all: c a | o\n\techo all\na: x ; echo a\nc: x ; echo c\nx: ; echo x\no: ; echo o\n").lines).toEqual(["echo x", "echo c", "echo a", "echo o", "echo all"]);
  });

  it("the default goal is the first target that is no pattern and starts with no dot", () => {
    expect(make(".PHONY: b\n%.o: ; echo o\nb: ; echo b\na: ; echo a\n").lines).toEqual(["echo b"]);
    expect(make("b: ; echo b\na: ; echo a\n.DEFAULT_GOAL := a\n").lines).toEqual(["echo a"]);
    expect(make("b: ; echo b\na: ; echo a\nc: ; echo c\n", ["c", "a"]).lines).toEqual(["echo c", "echo a"]);
  });

  it("a file that is there is made only if phony, or perhaps if a prerequisite may be newer", () => {
    const files = { kept: "", old: "", "main.go": "" };
    expect(make("all: kept old phony\nkept: ; echo kept\nold: main.go ; echo old\n.PHONY: phony\nphony: ; echo phony\n", [], { files }).lines).toEqual(["may: echo old", "echo phony"]);
    expect(make("kept: FORCE ; echo $?\nFORCE:\n", [], { files }).lines).toEqual(["echo FORCE".replace("FORCE", "<which prerequisites are newer than kept>")]);
    expect(make("kept: ; echo kept\n", ["-B"], { files }).lines).toEqual(["echo kept"]);
  });

  it("a directory of the name of a target that is not phony keeps it from being made", () => {
    const files = { "build/x": "" };
    expect(make("build: ; go build\n", [], { files }).lines).toEqual([]);
    expect(make(".PHONY: build\nbuild: ; go build\n", [], { files }).lines).toEqual(["go build"]);
  });

  it("pattern rules by the shortest stem, chained over files that are not there", () => {
    const files = { "app.src": "" };
    expect(make("all: app.exe lib/x.o\n%.exe: %.obj ; link $@ $<\n%.obj: %.src ; compile $@ $< $*\n%.o: ; any $@\nlib/%.o: ; lib $@ $*\n", ["-r"], { files }).lines).toEqual(["compile app.obj app.src app", "link app.exe app.obj", "lib lib/x.o x"]);
  });

  it("static pattern rules, double colons, grouped targets, .DEFAULT", () => {
    expect(make("all: a.o b.o\na.o b.o: %.o: %.c ; cc $< $*\n%.c: ; gen $@\n", ["-r"]).lines).toEqual(["gen a.c", "cc a.c a", "gen b.c", "cc b.c b"]);
    expect(make("all:: x ; echo 1 $^\nall:: ; echo 2\nx: ; echo x\n").lines).toEqual(["echo x", "echo 1 x", "echo 2"]);
    expect(make("all: p q\np q &: ; echo both\n").lines).toEqual(["echo both"]);
    expect(make("all: z ; echo $^\n.DEFAULT: ; echo default $@\n").lines).toEqual(["echo default z", "echo z"]);
  });

  it("automatic variables", () => {
    const makefile = "all: out/app.tar\nout/app.tar: src/a src/b src/a | dir ; echo $@ $(@D) $(@F) $< $(<F) $^ $+ $| $(^F)\nsrc/a src/b dir: ;\n";
    expect(make(makefile).lines).toEqual(["echo out/app.tar out app.tar src/a a src/a src/b src/a src/b src/a dir a b"]);
  });

  it("vpath finds a prerequisite in another directory", () => {
    expect(make("VPATH = src\nall: a.c ; cc $<\n", [], { files: { "src/a.c": "" } }).lines).toEqual(["cc src/a.c"]);
  });

  it(".SECONDEXPANSION expands prerequisites again for each target", () => {
    expect(make(".SECONDEXPANSION:\na_D = x\nall: a\na: $$($$@_D) ; echo $^\nx: ;\n").lines).toEqual(["echo x"]);
  });

  it("wildcards in prerequisites are the files that are there", () => {
    expect(make("all: cmd/*.go none* ; echo $^\nnone*: ;\n", [], { files: { "cmd/b.go": "", "cmd/a.go": "", "cmd/.c.go": "" } }).lines).toEqual(["echo cmd/a.go cmd/b.go none*"]);
  });

  it("stops at a target that nothing makes", () => {
    const { lines, result, machine } = make("all: first missing last ; echo all\nfirst last: ; echo $@\n");
    expect([lines, result.status, machine.reasons]).toEqual([["echo first"], "failure", ["no make rule for missing, and no such file"]]);
  });

  it("drops circular dependencies", () => {
    expect(make("a: b ; echo a\nb: a ; echo b\n").lines).toEqual(["echo b", "echo a"]);
  });

  it("stops after a line that fails, unless - or -k", () => {
    const statuses = { "exit 1": "failure" } as const;
    expect(make("all: x ; echo all\nx:\n\texit 1\n\techo more\n", [], { statuses })).toMatchObject({ lines: ["exit 1"], result: { status: "failure" } });
    expect(make("all: x ; echo all\nx:\n\t-exit 1\n\techo more\n", [], { statuses })).toMatchObject({ lines: ["exit 1", "echo more", "echo all"], result: { status: "success" } });
  });
});

describe("recipes", () => {
  it("prefix characters go, from variables too; canned recipes are several lines", () => {
    expect(make("Q = @\ndefine steps\n@one $(1)\n-two\n\n\tthree\nendef\nall:\n\t$(Q)-echo\n\t$(call steps,x)\n\t@\n").lines).toEqual(["echo", "one x", "two", "three"]);
  });

  it("continuations stay, the tab after them goes; in references they are one space", () => {
    expect(make("all:\n\techo a \\\n\t  b $(if x,\\\n\t  c)\n").lines).toEqual(["echo a \\\n  b  c"]);
  });

  it("$$ is one dollar, `$(git …)` is a variable (q6)", () => {
    expect(make("all:\n\techo $$HOME \"$(git describe)\" '$$(x)' $$$$\n").lines).toEqual(["echo $HOME \"\" '$(x)' $$"]);
  });

  it(".SHELLFLAGS become options of the shell, SHELL its dialect", () => {
    const { machine } = make("SHELL := /bin/bash\n.SHELLFLAGS := -eu -o pipefail -c\nall: ; go build\nother: SHELL = /bin/sh\nother: ; x\n", ["all", "other"]);
    expect(machine.lines.map(({ text, run }) => [text, run.options?.join(" "), run.dialect])).toEqual([
      ["go build", "-eu -o pipefail -c", "bash"],
      ["x", "-eu -o pipefail -c", "dash"],
    ]);
  });

  it("SHELL is split at blanks: env finds the shell, options of it hold", () => {
    const { machine } = make("SHELL = /usr/bin/env bash -o pipefail\n.SHELLFLAGS = -ec\nall: ; go build\nother: SHELL = /usr/bin/env sh\nother: ; x\n", ["all", "other"]);
    expect(machine.lines.map(({ text, run }) => [text, run.options?.join(" "), run.dialect])).toEqual([
      ["go build", "-o pipefail -ec", "bash"],
      ["x", "-ec", "dash"],
    ]);
  });

  it.each([
    ["/usr/bin/python3", "python3"],
    ["/usr/bin/env python3", "python3"],
    ["env -i bash", "env"],
    ["env PATH=/opt/bash bash", "env"],
  ])("of SHELL = %s are not understood", (shell, program) => {
    const { lines, machine } = make(`SHELL = ${shell}\nall: ; print(1)\n`);
    expect([lines, machine.reasons]).toEqual([[], [`a recipe that ${program} runs`]]);
  });

  it("in a recipe $(eval) holds from the next line on; all lines are expanded first", () => {
    expect(make("V = 1\nall: ; $(eval V = 2)echo $(V)\n\techo $(V)\n").lines).toEqual(["echo 2", "echo 2"]);
  });

  it("have the target and the line on their chain", () => {
    const makefile = "all: app\napp:\n\t@go build $(X)\n";
    const { machine } = make(makefile);
    expect(machine.lines[0]?.run.chain.map(({ text, at }) => [text, at && makefile.slice(at.start, at.end)])).toEqual([
      ["target all", "all"],
      ["target app", "app"],
      ["@go build $(X)", "@go build $(X)"],
    ]);
  });
});
