import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-ineffective-cgo-enabled.js";
import { repository } from "./repository.js";

testRule(rule, {
  projects: [
    repository(
      "the example of the page: false",
      {
        Dockerfile: `
          FROM golang:1.24 AS build
          ENV CGO_ENABLED=false
                          ~~~~~
          WORKDIR /src
          COPY . .
          RUN go build -o /app .
          `,
      },
      { Dockerfile: [{ messageId: "ignored", data: { value: "false", effect: "on" }, why: ["the go command that ignores it (Dockerfile:5)"] }] },
    ),
    repository(
      "off, where no C compiler is installed",
      { Dockerfile: "FROM golang:1.24-alpine3.22\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=off go build -o /app .\n                ~~~\n" },
      { Dockerfile: [{ messageId: "ignored", data: { value: "off", effect: "off" } }] },
    ),
    repository(
      "exported by make",
      { Makefile: "export CGO_ENABLED := no\n                      ~~\nbuild:\n\tgo build -o app .\n" },
      { Makefile: [{ messageId: "ignored", data: { value: "no", effect: "decided by the machine" } }] },
    ),
    repository("0", { Dockerfile: "FROM golang:1.24\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n" }),
    repository("1, in quotes", { Makefile: "build:\n\tCGO_ENABLED='1' go build -o app .\n" }),
    repository("the empty value asks for the default", { Makefile: "build:\n\tCGO_ENABLED= go build -o app .\n" }),
    repository("a comment after the value is none of it", { Makefile: "CGO_ENABLED ?= 1 # cgo\nbuild:\n\tCGO_ENABLED=$(CGO_ENABLED) go build -o app .\n" }),
    repository("a value that is not known", { Makefile: "build:\n\tCGO_ENABLED=$(CGO) go build -o app .\n" }),
    repository("a value that go never sees", { Makefile: "CGO_ENABLED = false\nbuild:\n\tgo build -o app .\n" }),
    repository("tests alone", { Makefile: "test:\n\tCGO_ENABLED=no go test ./...\nbuild:\n\tgo build .\n" }),
  ],
});
