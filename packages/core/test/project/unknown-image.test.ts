import { describe, expect, it } from "vitest";
import { print } from "../../src/text/index.js";
import type { Project } from "../../src/index.js";
import { found, project, verdicts } from "./support.js";

const ASSUMPTION = "registry.corp/builder:7, of which nothing is known, sets no variables but those of Go, of compilers and of the system";

const BUILDER = "FROM registry.corp/builder:7 AS build";

function dockerfile(from: string, run = "make app"): string {
  return `${from}\nWORKDIR /src\nCOPY . .\nRUN ${run}\nFROM scratch\nCOPY --from=build /src/app /app\nENTRYPOINT ["/app"]\n`;
}

/** Command lines of the image build. */
function lines({ invocations }: Project): readonly string[] {
  return invocations.filter(({ entries }) => entries.some((id) => id.startsWith("Dockerfile"))).map(({ command }) => command.words.map(({ value }) => print(value)).join(" "));
}

function assumed({ assumptions }: Project, files: Readonly<Record<string, string>>): readonly string[] {
  return assumptions.filter(({ text }) => text.includes("of which nothing is known")).map(({ text, at }) => `${text} (${at === null ? "" : (files[at.file] ?? "").slice(at.start, at.end)})`);
}

describe("variables of a base image that nobody knows", () => {
  it("are taken to be unset, and that is told with its place", () => {
    const files = { Dockerfile: dockerfile(BUILDER), Makefile: ".PHONY: app\nVERSION ?= dev\napp:\n\tgo build -o app -ldflags '-X main.version=$(VERSION)$(SUFFIX)' .\n" };
    const result = project(files);
    expect(lines(result)).toEqual(["go build -o app -ldflags -X main.version=dev ."]);
    expect(assumed(result, files)).toEqual([`${ASSUMPTION} (${BUILDER})`]);
  });

  it("are taken to be unset in shells, too", () => {
    expect(lines(project({ Dockerfile: dockerfile(BUILDER, 'go build -o app -tags "${TAGS:-netgo}" .') }))).toEqual(["go build -o app -tags netgo ."]);
  });

  it("nothing is told where nothing rests on it", () => {
    const files = { Dockerfile: dockerfile(BUILDER, "go build -o app .") };
    expect(assumed(project(files), files)).toEqual([]);
  });

  it.each(["GOOS", "GOFLAGS", "CC", "CGO_ENABLED", "CGO_CFLAGS", "LDFLAGS", "PKG_CONFIG_PATH", "HOME", "TARGETARCH"])("%s is not known: images that builds start from set it", (name) => {
    const [line] = lines(project({ Dockerfile: dockerfile(BUILDER, `go build -o app -tags "\${${name}:-netgo}" .`) }));
    expect(line).not.toBe("go build -o app -tags netgo .");
    expect(line).toContain("registry.corp/builder");
  });

  it("go may see another environment", () => {
    const [build] = project({ Dockerfile: dockerfile(BUILDER, "go build -o app .") }).invocations;
    expect([build?.environment.open?.code, build?.environment.getExported("GOARCH")?.set]).toEqual(["image", "maybe"]);
  });

  it("what is said of an image that is known does not change", () => {
    const files = { Dockerfile: dockerfile("FROM golang:1.24-alpine AS build", 'go build -o app -tags "${TAGS:-netgo}" .') };
    const result = project(files);
    expect([lines(result), assumed(result, files)]).toEqual([["go build -o app -tags netgo ."], []]);
  });
});

describe("findings do not rest on it", () => {
  const makefile = ".PHONY: app\napp:\n\tCGO_ENABLED=0 go build -o app -ldflags '-X main.version=$(VERSION)' .\n";

  it("an -X that would be empty", () => {
    const known = { Dockerfile: dockerfile("FROM golang:1.24 AS build"), Makefile: makefile };
    const unknown = { Dockerfile: dockerfile(BUILDER), Makefile: makefile };
    const rules = (files: Readonly<Record<string, string>>): readonly string[] => found(project(files), files).filter((line) => line.startsWith("go-ldflags/no-empty-x-value"));
    expect(lines(project(unknown))).toEqual(["go build -o app -ldflags -X main.version= ."]);
    expect([rules(known).length, rules(unknown)]).toEqual([1, []]);
  });

  it("a program for another architecture is not said to be one", () => {
    const files = (operator: string): Readonly<Record<string, string>> => ({
      Dockerfile: dockerfile(BUILDER),
      Makefile: `.PHONY: app\nMACHINE ${operator} arm64\napp:\n\tGOOS=linux GOFLAGS= CGO_ENABLED=0 GOARCH=$(MACHINE) go build -o app .\n`,
    });
    const built = (operator: string): Project => project(files(operator), { platforms: ["linux/amd64"] });
    const [told, assumes] = [built("="), built("?=")];
    expect([told, assumes].map(lines)).toEqual([["go build -o app ."], ["go build -o app ."]]);
    expect([told, assumes].map(({ shipments }) => shipments.flatMap(verdicts).filter((line) => line.startsWith("architecture")))).toEqual([["architecture linux/amd64: unmet"], ["architecture linux/amd64: unknown"]]);
    expect(assumes.shipments.flatMap(({ requirements }) => requirements.filter(({ kind }) => kind === "architecture").map(({ reason }) => reason?.text))).toEqual([`whether ${ASSUMPTION} is so`]);
    expect([told, assumes].map(({ findings }) => findings.filter(({ rule }) => rule.endsWith("no-architecture-mismatch")).length)).toEqual([1, 0]);
  });
});
