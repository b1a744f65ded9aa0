import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/require-explicit-cgo.js";
import { HELLO, repository } from "./repository.js";

function shipped(builder: string, run: string, { env = "", mark = "" }: { readonly env?: string; readonly mark?: string } = {}): string {
  return `FROM ${builder} AS build\n${env}WORKDIR /src\nCOPY . .\nRUN ${run}\n${mark}\nFROM gcr.io/distroless/base-debian12\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n`;
}

const BUILD = "go build -o /app .";
const MARK = `    ${"~".repeat(BUILD.length)}\n`;

testRule(rule, {
  projects: [
    repository(
      "the example of the page: the image has gcc",
      { Dockerfile: shipped("golang:1.24", BUILD, { mark: MARK }) },
      { Dockerfile: [{ messageId: "on", data: { main: "example.com/app" } }] },
    ),
    repository(
      "the image has none",
      { Dockerfile: shipped("golang:1.24-alpine", BUILD, { mark: MARK }) },
      { Dockerfile: [{ messageId: "off", data: { main: "example.com/app" } }] },
    ),
    repository(
      "a package of which nobody knows what it brings",
      { Dockerfile: shipped("golang:1.24-alpine", BUILD, { env: "RUN apk add --no-cache our-tools\n", mark: MARK }) },
      { Dockerfile: [{ messageId: "unknown", data: { main: "example.com/app" } }] },
    ),
    repository("it is said, on", { Dockerfile: shipped("golang:1.24", `CGO_ENABLED=1 ${BUILD}`) }),
    repository("it is said, off", { Dockerfile: shipped("golang:1.24", `CGO_ENABLED=0 ${BUILD}`) }),
    repository("it is said by ENV", { Dockerfile: shipped("golang:1.24", BUILD, { env: "ENV CGO_ENABLED=0\n" }) }),
    repository("no package has C code", { "main.go": HELLO, Dockerfile: shipped("golang:1.24", BUILD) }),
    repository("for another machine cgo is off", { Dockerfile: shipped("golang:1.24", `GOARCH=arm64 ${BUILD}`) }),
    repository("a compiler is named", { Dockerfile: shipped("golang:1.24", `CC=clang ${BUILD}`) }),
    repository("a program that does not ship", { Dockerfile: shipped("golang:1.24", "go build -o /other . && CGO_ENABLED=0 go build -o /app .") }),
    repository("a Dockerfile for tests", { Dockerfile: shipped("golang:1.24", `CGO_ENABLED=0 ${BUILD}`), "test/Dockerfile": shipped("golang:1.24", BUILD) }),
    repository("a builder that is not known may set it", { Dockerfile: shipped("registry.corp/go:1", BUILD) }),
  ],
});
