import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unsupported-go-version.js";
import { HELLO, repository } from "./repository.js";

const mod = (...lines: readonly string[]): string => ["module example.com/app", "", ...lines, ""].join("\n");
const image = (tag: string, run = "go build -o /app .", mark = ""): string => `FROM ${tag} AS build\n${mark === "" ? "" : `     ${mark}\n`}WORKDIR /src\nCOPY . .\nRUN ${run}\n`;
const module = (go: string, Dockerfile: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({ "main.go": HELLO, "go.mod": mod(`go ${go}`), Dockerfile, ...more });
const BUILT = { programs: "the program" };

testRule(rule, {
  projects: [
    repository("the same line", module("1.24", image("golang:1.24"))),
    repository("a newer image", module("1.22.1", image("golang:1.24-alpine3.22"))),
    repository("a toolchain line alone: local builds with what is there", { ...module("1.23", image("golang:1.24")), "go.mod": mod("go 1.23", "", "toolchain go1.25.0") }),
    repository("GOTOOLCHAIN lets go download the release", module("1.25", image("golang:1.24", "GOTOOLCHAIN=auto go build -o /app ."))),
    repository("the environment of the stage does", module("1.25", "FROM golang:1.24\nENV GOTOOLCHAIN=auto\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n")),
    repository("a tag that will have it some day: the patch release", module("1.24.99", image("golang:1.24"))),
    repository("a tag that will have it some day: no release at all", module("1.99", image("golang:alpine"))),
    repository("an image that is not known", module("1.25", image("registry.example.com/golang:1.24"))),
    repository("no module: go.mod is not read", module("1.25", image("golang:1.24", "GO111MODULE=off go build -o /app ."))),
    repository("another module file", module("1.25", image("golang:1.24", "go build -modfile=old.mod -o /app ."), { "old.mod": mod("go 1.22") })),
    repository("go.work decides", module("1.25", image("golang:1.24", "GOWORK=off go build -o /app ."), { "go.work": "go 1.24\n\nuse .\n" })),
    repository("a program of another module", module("1.25", image("golang:1.24", "go install example.com/tool@v1.0.0"))),
    repository(
      "the example of the page",
      module("1.25.0", image("golang:1.24-alpine3.22", undefined, "~~~~~~~~~~~~~~~~~~~~~~")),
      {
        Dockerfile: [
          {
            messageId: "older",
            data: { ...BUILT, image: "golang:1.24-alpine3.22", line: "1.25", text: "go: go.mod requires go >= 1.25.0 (running go 1.24.3; GOTOOLCHAIN=local)" },
            why: ["built here (Dockerfile:4)", "what it refuses (go.mod:3)", "golang:1.24-alpine3.22 is Go 1.24.3 on alpine:3.22 on 2025-06-01"],
          },
        ],
      },
    ),
    repository(
      "a patch release that the exact tag does not have",
      module("1.22.9", image("golang:1.22.5-bookworm", undefined, "~~~~~~~~~~~~~~~~~~~~~~")),
      { Dockerfile: [{ messageId: "older", data: { ...BUILT, image: "golang:1.22.5-bookworm", line: "1.22", text: "go: go.mod requires go >= 1.22.9 (running go 1.22.5; GOTOOLCHAIN=local)" } }] },
    ),
    repository(
      "a stage that continues another is told where its image is named",
      module("1.25", "FROM golang:1.24 AS base\n     ~~~~~~~~~~~\nWORKDIR /src\n\nFROM base AS build\nCOPY . .\nRUN go build -o /app .\n"),
      { Dockerfile: [{ messageId: "older", data: { ...BUILT, image: "golang:1.24", line: "1.25", text: "go: go.mod requires go >= 1.25 (running go 1.24.3; GOTOOLCHAIN=local)" } }] },
    ),
    repository(
      "go.work asks for it",
      module("1.24", image("golang:1.24", undefined, "~~~~~~~~~~~"), { "go.work": "go 1.25\n\nuse .\n" }),
      { Dockerfile: [{ messageId: "older", data: { ...BUILT, image: "golang:1.24", line: "1.25", text: "go: go.work requires go >= 1.25 (running go 1.24.3; GOTOOLCHAIN=local)" } }] },
    ),
    repository(
      "releases before 1.21 read no version of three numbers",
      module("1.23.0", image("golang:1.20", undefined, "~~~~~~~~~~~")),
      { Dockerfile: [{ messageId: "unreadable", data: { programs: "example.com/app", image: "golang:1.20", line: "1.21", text: "go: errors parsing go.mod: invalid go version '1.23.0': must match format 1.23" } }] },
    ),
    repository(
      "and no toolchain line",
      { ...module("1.20", image("golang:1.20", undefined, "~~~~~~~~~~~")), "go.mod": mod("go 1.20", "", "toolchain go1.22.1") },
      { Dockerfile: [{ messageId: "unreadable", data: { programs: "example.com/app", image: "golang:1.20", line: "1.21", text: "go: errors parsing go.mod: unknown directive: toolchain" } }] },
    ),
  ],
});
