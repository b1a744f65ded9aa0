import { describe, expect, it } from "vitest";
import { print } from "../../src/text/index.js";
import { project, type Files } from "./support.js";

/** Each go command line with its certainty, and what it sees of GOARM and CGO_ENABLED. */
function commands(files: Files): readonly string[] {
  return project(files).invocations.map(({ command, certainty, environment }) => {
    const seen = ["GOARM", "CGO_ENABLED"].flatMap((name) => {
      const variable = environment.getExported(name);
      return variable === null ? [] : [`${name}=${print(variable.value)}`];
    });
    return [certainty, ...seen, ...command.words.map(({ value }) => print(value))].join(" ");
  });
}

function notUnderstood(files: Files): readonly string[] {
  return project(files).notUnderstood.map(({ reason, driver }) => `${driver}: ${reason.text}`);
}

describe("a word before the program that may be nothing", () => {
  it("is an assignment of make's in one of two ways", () => {
    const Makefile = "ifneq ($(TARGET_ARM), )\n    ARM := GOARM=$(TARGET_ARM)\nendif\nbuild:\n\tGOOS=linux $(ARM) go build -o app .\n";
    const found = commands({ Makefile });
    expect(found).toHaveLength(2);
    expect(found.filter((line) => line.includes("GOARM="))).toHaveLength(1);
    expect(found.every((line) => line.startsWith("may ") && line.endsWith("go build -o app ."))).toBe(true);
  });

  it("is known where the makefile knows it", () => {
    expect(commands({ Makefile: "ARM :=\nbuild:\n\t$(ARM) go build -o app .\n" })).toEqual(["must go build -o app ."]);
    expect(commands({ Makefile: "ARM := GOARM=7\nbuild:\n\t$(ARM) go build -o app .\n" })).toEqual(["must GOARM=7 go build -o app ."]);
  });

  it("may set any variable when nothing is known of it", () => {
    const [invocation, ...others] = project({ Makefile: "build:\n\t$(ENVIRONMENT) go build -o app .\n" }).invocations;
    expect(others).toEqual([]);
    expect([invocation?.certainty, invocation?.linkage.cgo.kind, invocation?.linkage.goarch.kind]).toEqual(["may", "unknown", "unknown"]);
    expect(notUnderstood({ Makefile: "build:\n\t$(ENVIRONMENT) go build -o app .\n" })).toEqual(["command: a program whose name is not known"]);
  });

  it("is a program that starts it, or none", () => {
    const script = '#!/bin/sh\nif [ -n "$CI" ]; then SUDO=; else SUDO=sudo; fi\n$SUDO go build -o app .\n';
    expect(commands({ "build.sh": script }).map((line) => line.replace(/^may .*go build/, "may go build"))).toEqual(["may go build -o app .", "may go build -o app ."]);
  });

  it("is looked behind for programs that build only", () => {
    expect(project({ Makefile: "build:\n\t$(RUNNER) echo done\n\tgo build -o app .\n" }).invocations).toHaveLength(1);
  });
});

describe("an option of an image build that may be nothing", () => {
  const Dockerfile = 'FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nENTRYPOINT ["/app"]\n';

  it("is one build for one image", () => {
    const { entries } = project({ Dockerfile, Makefile: "image:\n\tdocker buildx build $(if $(PUSH),--push) -t app .\n" });
    expect(entries.filter(({ dockerfile }) => dockerfile !== null).map(({ id, callers }) => [id, callers.map(({ pushes }) => pushes)])).toEqual([["Dockerfile@linux/amd64 by Makefile", [true]]]);
  });

  it("is two when the images differ", () => {
    const { entries } = project({ Dockerfile, Makefile: "image:\n\tdocker build $(if $(ARM),--platform=linux/arm64) -t app .\n" });
    expect(entries.filter(({ dockerfile }) => dockerfile !== null).map(({ id }) => id).sort()).toEqual(["Dockerfile@linux/amd64 by Makefile", "Dockerfile@linux/arm64 by Makefile"]);
  });
});

describe("what is not understood where no go build is found", () => {
  it("is told", () => {
    expect(notUnderstood({ Makefile: "build:\n\t./bin/make-app $(GO)\n" })).toEqual(["make-app: `make-app` is not understood"]);
  });

  it("is not, where it builds nothing", () => {
    expect(notUnderstood({ Makefile: "image:\n\tterraform apply\n\tdocker run x\n" })).toEqual([]);
  });
});
