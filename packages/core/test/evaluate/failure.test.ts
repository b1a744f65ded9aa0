/** What a program that may fail means for what comes behind it, through shells, scripts and makes below each other. */
import { expect, it } from "vitest";
import { BuildMachine, driverTable } from "../../src/evaluate/build-machine.js";
import { baseDrivers, makeDriver } from "../../src/evaluate/drivers/index.js";
import { Environment } from "../../src/evaluate/environment.js";
import { REPOSITORY_MOUNT, repositoryFiles, StageFiles } from "../../src/evaluate/files/index.js";
import type { Driver, ShellDialect } from "../../src/evaluate/machine.js";
import { EMPTY, literal, print } from "../../src/text/index.js";
import { memoryWorkspace } from "../../src/workspace/index.js";

/** The go commands of a script, "may" before those that may not run. `foo` is a program that nothing is known of. */
function goCommands(script: string, files: Readonly<Record<string, string>> = {}, dialect: ShellDialect = "bash"): readonly string[] {
  const calls: string[] = [];
  const go: Driver = {
    names: ["go"],
    run(call) {
      calls.push(`${call.certainty === "may" ? "may " : ""}${call.words.map(({ value }) => print(value)).join(" ")}`);
      return { status: "unknown", output: EMPTY };
    },
  };
  const machine = new BuildMachine({
    files: new StageFiles(repositoryFiles(memoryWorkspace({ "x.txt": "", ...files }))),
    drivers: driverTable([...baseDrivers, makeDriver, go]),
    os: "linux",
    arch: "amd64",
    baseImage: null,
    shell: "dash",
  });
  machine.runShell({ script: literal(script), dialect, environment: Environment.EMPTY, directory: REPOSITORY_MOUNT, positional: [literal("sh")], chain: [], certainty: "must" });
  return calls;
}

it.each([
  ["what stands behind a program that may fail", "foo || go build", ["may go build"]],
  ["a build after another", "go build -tags netgo || go build", ["go build -tags netgo", "may go build"]],
  ["both sides of a condition", "if foo; then go build a; else go build b; fi", ["may go build a", "may go build b"]],
  ["packages that one of two ways installs", "apk add gcc || go build", ["may go build"]],
  ["a list in which each must succeed", "foo && apk add gcc && go build", ["go build"]],
  ["what can be taken to succeed", "mkdir -p out || go build", []],
  ["a copy of a file that is there", "cp x.txt y || go build", []],
  ["a copy of a file that is not", "cp z.txt y || go build", ["may go build"]],
])("%s", (_, script, expected) => {
  expect(goCommands(script)).toEqual(expected);
});

it.each([
  ["its failure is that of the build", "sh -c 'foo && go build'", ["go build"]],
  ["it is tolerated", "sh -c 'foo && go build' || true", ["may go build"]],
  ["it is tolerated, but decides nothing before the command", "sh -c 'go build; foo' || true", ["go build"]],
  ["it is swallowed by the next command", "sh -c 'foo && go build'; echo done", ["may go build"]],
  ["it is not swallowed with set -e", "set -e; sh -c 'foo && go build'; echo done", ["go build"]],
  ["in a pipe without pipefail", "sh -c 'foo && go build' | tee log", ["may go build"]],
  ["in a pipe with it", "set -o pipefail; sh -c 'foo && go build' | tee log", ["go build"]],
  ["options of the shell", "sh -ec 'foo; go build' || true", ["may go build"]],
  ["options on words of their own", "bash -euo pipefail -c 'foo | true; go build' || true", ["may go build"]],
  ["without options", "bash -c 'foo | true; go build' || true", ["go build"]],
])("a shell below another: %s", (_, script, expected) => {
  expect(goCommands(script)).toEqual(expected);
});

it.each([
  ["#!/bin/sh -e\nfoo\ngo build\n", "./s.sh || true", ["may go build"]],
  ["#!/bin/sh\nfoo\ngo build\n", "./s.sh || true", ["go build"]],
  ["#!/bin/sh -e\nfoo\ngo build\n", "./s.sh", ["go build"]],
  ["#!/bin/sh -e\nfoo\ngo build\n", "sh s.sh || true", ["go build"]],
  ["foo\ngo build $1\n", "bash -eu s.sh x || true", ["may go build x"]],
  ["go build $1\n", "cat s.sh | bash -s x", ["go build x"]],
])("a script %j started as `%s`", (text, script, expected) => {
  expect(goCommands(script, { "s.sh": text })).toEqual(expected);
});

it.each([
  ["each line must succeed", "all:\n\tfoo\n\tgo build\n", "make", ["go build"]],
  ["make's failure is tolerated", "all:\n\tfoo\n\tgo build\n", "make || true", ["may go build"]],
  ["the failure of a line is ignored", "all:\n\t-foo\n\tgo build\n", "make || true", ["go build"]],
  ["inside of a line whose failure is ignored", "all:\n\t-foo && go build a\n\tgo build b\n", "make", ["may go build a", "go build b"]],
  ["a prerequisite may fail", "all: a ; go build\na: ; foo\n", "make || go build other", ["may go build", "may go build other"]],
  ["a make below", "all: ; $(MAKE) sub || true\nsub: ; foo && go build\n", "make", ["may go build"]],
  ["a list behind ||", "all:\n\tfoo || (echo no; exit 1)\n\tgo build\n", "make", ["go build"]],
  ["$(shell) tolerates failure", "X := $(shell foo && go build)\nall: ; @:\n", "make", ["may go build"]],
  [".SHELLFLAGS with -e", "SHELL = bash\n.SHELLFLAGS = -euo pipefail -c\nall: ; -foo | true; go build\n", "make", ["may go build"]],
])("make: %s", (_, makefile, script, expected) => {
  expect(goCommands(script, { Makefile: makefile })).toEqual(expected);
});

it.each([
  ["a question that may be answered with no", "$(shell which podman >/dev/null && echo podman)", "{podman|}"],
  ["a choice", "$(shell command -v podman >/dev/null && echo podman || echo docker)", "{podman|docker}"],
  ["a script is taken not to give up", "$(shell foo >/dev/null || exit 1; echo 1)", "1"],
  ["nor one that it starts", "$(shell ./v.sh)", "1"],
])("$(shell) that may fail: %s", (_, reference, value) => {
  const files = { Makefile: `all: ; go build -tags=${reference}\n`, "v.sh": "#!/bin/sh -e\nfoo >/dev/null\nfoo >/dev/null || exit 1\necho 1\n" };
  expect(goCommands("make", files)).toEqual([`go build -tags=${value}`]);
});
