/** Make on a real machine: its shell, its drivers and makes below it. */
import { expect, it } from "vitest";
import { BuildMachine, driverTable } from "../../../src/evaluate/build-machine.js";
import { baseDrivers, makeDriver } from "../../../src/evaluate/drivers/index.js";
import { Environment } from "../../../src/evaluate/environment.js";
import { REPOSITORY_MOUNT, repositoryFiles, StageFiles } from "../../../src/evaluate/files/index.js";
import type { Driver } from "../../../src/evaluate/machine.js";
import type { CommandCall } from "../../../src/evaluate/model.js";
import { EMPTY, literal, print } from "../../../src/text/index.js";
import { memoryWorkspace } from "../../../src/workspace/index.js";

/** Every go command that `make` words start, as words, directory and the variables of interest. */
function goCommands(files: Readonly<Record<string, string>>, words: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): readonly { readonly command: string; readonly call: CommandCall }[] {
  const calls: { readonly command: string; readonly call: CommandCall }[] = [];
  const go: Driver = {
    names: ["go"],
    run(call) {
      const variables = ["CGO_ENABLED", "GOOS", "A", "B"].flatMap((name) => {
        const variable = call.environment.getExported(name);
        return variable === null ? [] : [`${name}=${print(variable.value)}${variable.set === "yes" ? "" : "?"}`];
      });
      const command = [...variables, ...call.words.map(({ kind, value }) => (kind === "gap" ? `~${print(value)}` : print(value)))].join(" ");
      calls.push({ command: `${call.certainty === "may" ? "may: " : ""}${call.directory?.replace(REPOSITORY_MOUNT, "") || "/"}: ${command}`, call });
      return { status: "success", output: EMPTY };
    },
  };
  const machine = new BuildMachine({
    files: new StageFiles(repositoryFiles(memoryWorkspace(files))),
    drivers: driverTable([...baseDrivers, makeDriver, go]),
    os: "linux",
    arch: "amd64",
    baseImage: null,
    shell: "dash",
  });
  machine.run({
    words: ["make", ...words].map((word) => ({ kind: "word", value: literal(word) })),
    environment: Environment.of(Object.entries({ PATH: "/bin", ...environment }).map(([name, value]) => [name, { value: literal(value), set: "yes", exported: true }])),
    directory: REPOSITORY_MOUNT,
    at: { file: "Dockerfile", start: 0, end: 4 },
    chain: [],
    certainty: "must",
    input: null,
  });
  return calls;
}

const commands = (...args: Parameters<typeof goCommands>): readonly string[] => goCommands(...args).map(({ command }) => command);

it("follows make below make, with what reaches it and what does not (q4)", () => {
  const files = {
    Makefile: "A = own\nexport B = exported\n.PHONY: all sub\nall: sub ; cd $(CURDIR)/sub && make lib\nsub:\n\t$(MAKE) -C sub lib\n\tmake -C sub lib A=given\n",
    "sub/Makefile": "A ?= default\nlib: ; GOOS=$(A) go build -o $@-$(C)\n",
  };
  expect(commands(files, ["C=cmd"])).toEqual([
    "/sub: GOOS=default B=exported go build -o lib-cmd",
    "/sub: GOOS=given A=given B=exported go build -o lib-cmd",
    "/sub: GOOS=default B=exported go build -o lib-cmd",
  ]);
});

it("reads $(shell) through the machine's shell", () => {
  const makefile = 'V := $(shell echo 1.2)\nDATE := $(shell date)\nDIR := $(shell pwd)\nbuild: ; cd $(DIR)/cmd && go build -ldflags "-X main.v=$(V) -X main.d=$(DATE) -s"\n';
  expect(commands({ Makefile: makefile, "cmd/main.go": "" })).toEqual(["/cmd: go build -ldflags -X main.v=1.2 -X main.d=<output of `date`> -s"]);
});

it("keeps an assignment on a line of its own from the next line (q5)", () => {
  expect(commands({ Makefile: "all:\n\texport CGO_ENABLED=0\n\tgo build\n\tCGO_ENABLED=0 go build\n\texport CGO_ENABLED=0; \\\n\tgo build\n" })).toEqual(["/: go build", "/: CGO_ENABLED=0 go build", "/: CGO_ENABLED=0 go build"]);
});

it("tells the way from the Dockerfile's make to the line of a makefile below", () => {
  const files = { Makefile: "all: ; @$(MAKE) -C sub lib\n", "sub/Makefile": "lib:\n\tgo build\n" };
  const [found] = goCommands(files);
  expect(found?.call.chain.map(({ text, at }) => [text, at?.file])).toEqual([
    ["target all", "Makefile"],
    ["@$(MAKE) -C sub lib", "Makefile"],
    ["target lib", "sub/Makefile"],
    ["go build", "sub/Makefile"],
  ]);
  expect(found?.call.at).toEqual({ file: "sub/Makefile", start: 6, end: 14 });
});

it("bounds makes that call themselves", () => {
  expect(commands({ Makefile: "all: ; go build\n\t$(MAKE) all\n" }).length).toBeLessThan(64);
});

it("includes and variables of directories work as in large repositories", () => {
  const files = {
    Makefile: "TOP := $(abspath $(dir $(lastword $(MAKEFILE_LIST))))\ninclude $(TOP)/build/common.mk\nall: $(BINS)\n$(BINS): bin/%: ; $(GOBUILD) -o $(TOP)/$@ ./cmd/$*\n",
    "build/common.mk": "GO ?= go\nCMDS := $(notdir $(wildcard $(TOP)/cmd/*))\nBINS := $(addprefix bin/,$(CMDS))\nGOBUILD = CGO_ENABLED=0 $(GO) build -trimpath\n",
    "cmd/a/main.go": "",
    "cmd/b/main.go": "",
  };
  expect(commands(files)).toEqual([`/: CGO_ENABLED=0 go build -trimpath -o ${REPOSITORY_MOUNT}/bin/a ./cmd/a`, `/: CGO_ENABLED=0 go build -trimpath -o ${REPOSITORY_MOUNT}/bin/b ./cmd/b`]);
});

it("runs $(shell) again where what it reads may be another thing", () => {
  const files = {
    Makefile: `V = $(shell cat version)
export W = $(shell cat version)
all: first second
first: ; go build -o $(V) && echo 2 > version
second: ; go build -o $(V) -tags $$W
`,
    version: "1\n",
  };
  expect(commands(files)).toEqual(["/: go build -o 1", "/: go build -o 2 -tags 2"]);
});

it("stops at a make that runs itself, and goes on behind it", () => {
  const Makefile = "all: ; $(MAKE) ui && go build ./after\nui: page\npage: ; go generate ./ui && $(MAKE) rebuild\nrebuild: ; $(MAKE) ui\n.PHONY: all ui rebuild page\n";
  expect(goCommands({ Makefile }).map(({ command }) => command)).toEqual(["/: go generate ./ui", "/: go generate ./ui", "/: go build ./after"]);
});
