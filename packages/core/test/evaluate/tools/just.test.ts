import { describe, expect, it } from "vitest";
import { hops, originOf } from "../../../src/text/index.js";
import { run, type Files } from "./support.js";

const just = (justfile: string, command = "just", more: Files = {}, environment: Readonly<Record<string, string>> = {}) => run({ justfile, ...more }, command, environment);

describe("just", () => {
  it("runs the first recipe with variables of the file and of the command line", () => {
    const file = `
# what is built
version := "1.0"
flags := "-s -w -X main.version=" + version
export CGO_ENABLED := '0'

build: # all
    @go build -ldflags "{{flags}}" -o bin/{{ "app" }} ./cmd/app

other:
    go vet
`;
    expect(just(file).go).toEqual(["CGO_ENABLED=0 go build -ldflags '-s -w -X main.version=1.0' -o bin/app ./cmd/app"]);
    expect(just(file, "just version=2 build").go).toEqual(["CGO_ENABLED=0 go build -ldflags '-s -w -X main.version=2' -o bin/app ./cmd/app"]);
    expect(just(file, "just --list").go).toEqual([]);
  });

  it("runs dependencies first and once, and others after", () => {
    const file = `
all: gen (one "arm64") (one "arm64") && done
  go build ./all
gen:
  go generate ./...
one arch tags="netgo" $GOOS="linux": gen
  GOARCH={{arch}} go build -tags {{tags}} .
done:
  go build ./done
`;
    expect(just(file).go).toEqual(["go generate ./...", "GOARCH=arm64 GOOS=linux go build -tags netgo .", "go build ./all", "go build ./done"]);
    expect(just(file, "just one amd64 x plan9 done").go).toEqual(["go generate ./...", "GOARCH=amd64 GOOS=plan9 go build -tags x .", "go build ./done"]);
  });

  it("gives every line a shell of its own in the directory of the file, and joins lines that go on", () => {
    const file = `
[private]
_x:
    export GOOS=plan9
    go build -v \\
      ./a
    cd sub && go build .
    -false
    go build ./b
`;
    expect(just(file, "just _x", { "sub/a.go": "" }).go).toEqual(["go build -v ./a", "(cd sub) go build .", "go build ./b"]);
    expect(run({ justfile: file, "sub/a.go": "", Makefile: "all:\n\tcd sub && just _x\n" }, "make all").go).toEqual(["go build -v ./a", "(cd sub) go build .", "go build ./b"]);
    expect(just("[no-cd]\na:\n  go build .\nb:\n  just -f justfile a", "just -d sub a", { "sub/a.go": "" }).go).toEqual(["go build ."]);
  });

  it("gives arguments as positional parameters where that is set", () => {
    const file = "set positional-arguments\na x='1' +y='2 3':\n  go build \"$@\" {{y}}\n";
    expect(just(file).go).toEqual(["go build 1 '2 3' 2 3"]);
    expect(just(file, "just a 5 6 7").go).toEqual(["go build 5 6 7 6 7"]);
    expect(just(file.replace("set positional-arguments", ""), "just a 5 6").go).toEqual(["go build 6"]);
  });

  it("runs scripts as one", () => {
    const file = `
set shell := ["bash", "-uc"]
build *args:
    #!/usr/bin/env bash
    set -euo pipefail

    export GOOS=linux
    for arch in amd64 arm64; do
      GOARCH=$arch go build {{args}} .
    done
[script("bash")]
two:
    x=(./a ./b)
    go build "\${x[@]}"
three:
    y=(./c); go build "\${y[@]}"
py:
    #!/usr/bin/env python3
    import os
`;
    expect(just(file, "just build -v -x").go).toEqual(["GOARCH=amd64 GOOS=linux go build -v -x .", "GOARCH=arm64 GOOS=linux go build -v -x ."]);
    expect(just(file, "just two three").go).toEqual(["go build ./a ./b", "go build ./c"]);
    expect(just(file, "just py").notUnderstood).toEqual(["just: the recipe py, which is no script of a shell"]);
  });

  it("knows functions, conditions and strings", () => {
    const file = `
goos := env_var_or_default("TARGET", "linux")
arch := if arch() == "x86_64" { "amd64" } else if os() == "macos" { "arm64" } else { "none" }
ext := if goos == "windows" { ".exe" } else { "" }
path := "bin" / goos + "/" + uppercase(trim(' app '))
text := """
  a
    b\\tc
"""
raw := 'C:\\x'
build:
  GOARCH={{arch}} go build -o {{path}}{{ext}} "{{{{x}}" '{{text}}' '{{raw}}'
`;
    expect(just(file).go).toEqual(["GOARCH=amd64 go build -o bin/linux/APP {{x}} 'a\n  b\tc\n' C:\\x"]);
    expect(just(file, "just", {}, { TARGET: "windows" }).go[0]).toContain("-o bin/windows/APP.exe ");
  });

  it("does not know what a command prints, nor what is not understood", () => {
    const { go } = just('v := `git describe`\nd := `echo hello`\nu := uuid()\nbuild:\n  go build -ldflags "-X main.v={{v}} -X main.d={{d}}" -tags={{u}} .\n');
    expect(go[0]).toMatch(/-X main\.v=<output of `git describe`> -X main\.d=hello/);
    expect(go[0]).toContain("<uuid() of just>");
    expect(just("mod docker\nbuild:\n  go build .\n").notUnderstood).toEqual(["just: a line of a justfile that is not understood"]);
    expect(just("build: gone\n  go build .\n").notUnderstood).toEqual(["just: the recipe gone, which is not found"]);
    expect(just("build x:\n  go build {{x}}\n").go[0]).toContain("<the argument x of the recipe build>");
  });

  it("reads imported files, aliases and attributes of systems", () => {
    const file = "import 'build/go.just'\nset export\nalias b := build\nCGO_ENABLED := '1'\n\n[macos]\nbuild:\n  go build ./mac\n\n[linux]\nbuild: shared\n  go build ./linux\n";
    expect(just(file, "just b", { "build/go.just": "tags := 'x'\nshared:\n  go build -tags {{tags}} ./shared\n" }).go).toEqual(["CGO_ENABLED=1 go build -tags x ./shared", "CGO_ENABLED=1 go build ./linux"]);
  });

  it("has exact places, also through variables", () => {
    const text = 'flags := "-race"\nbuild:\n    go build {{flags}} .\n';
    const [call] = just(text).calls;
    const shown = (at: { readonly start: number; readonly end: number } | null | undefined): string => text.slice(at?.start, at?.end);
    expect(call?.words.map(({ value }) => shown(originOf(value)))).toEqual(["go", "build", "-race", "."]);
    expect(hops(call?.words[2]?.value ?? { pieces: [] }).map(({ at }) => shown(at))).toEqual(["-race", "flags"]);
  });

  it("ends for recipes without end", () => {
    expect(just("a:\n  just b; just b\nb:\n  just a; just a\n").notUnderstood.some((text) => text.includes("limit: "))).toBe(true);
    expect(just("a: b\nb: a\n").notUnderstood.some((text) => text.includes("limit: "))).toBe(true);
    expect(just("x := y\ny := x\na:\n  go build {{x}}\n").go).toHaveLength(1);
    expect(just("a := (((\nb: (c\nset shell := [\n[x\n{{").go).toEqual([]);
  });
});
