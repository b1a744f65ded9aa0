import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-c-compiler.js";
import { HELLO, repository } from "./repository.js";

const NOT_FOUND = 'cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH';

testRule(rule, {
  projects: [
    repository(
      "the example of the page: golang:alpine has no gcc",
      {
        Dockerfile: `
          FROM golang:1.24-alpine3.22 AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=1 go build -o /app .
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "missing", data: { main: "example.com/app", text: NOT_FOUND }, why: ["built here (Dockerfile:4)", "CGO_ENABLED is 1 (Dockerfile:4)"] }] },
    ),
    repository(
      "ENV, and a Makefile that builds",
      {
        Makefile: "\nbuild:\n\tgo build -o app .\n\t~~~~~~~~~~~~~~~~~\n",
        Dockerfile: "FROM golang:1.24-alpine3.22\nENV CGO_ENABLED=1\nRUN apk add --no-cache make\nWORKDIR /src\nCOPY . .\nRUN make build\n",
      },
      { Makefile: [{ messageId: "missing", data: { main: "example.com/app", text: NOT_FOUND } }] },
    ),
    repository(
      "a compiler that is removed again",
      {
        Dockerfile: `
          FROM golang:1.24-alpine3.22 AS build
          RUN apk add --no-cache gcc musl-dev && apk del gcc
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=1 go build -o /app .
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "missing", data: { main: "example.com/app", text: NOT_FOUND } }] },
    ),
    repository("gcc is installed", { Dockerfile: "FROM golang:1.24-alpine3.22\nRUN apk add --no-cache gcc musl-dev\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /app .\n" }),
    repository("build-base brings it", { Dockerfile: "FROM golang:1.24-alpine3.22\nRUN apk add --no-cache build-base\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /app .\n" }),
    repository("a virtual package", { Dockerfile: "FROM golang:1.24-alpine3.22\nRUN apk add --no-cache --virtual .build gcc musl-dev\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /app .\n" }),
    repository("the Debian image has gcc", { Dockerfile: "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /app .\n" }),
    repository("cgo is off where there is no compiler", { Dockerfile: "FROM golang:1.24-alpine3.22\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n" }),
    repository("no C code is linked", { "main.go": HELLO, Dockerfile: "FROM golang:1.24-alpine3.22\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /app .\n" }),
    repository("a machine that is not known", { Makefile: "build:\n\tCGO_ENABLED=1 go build -o app .\n" }),
    repository("something that is not understood may have installed it", { Dockerfile: "FROM golang:1.24-alpine3.22\nWORKDIR /src\nCOPY . .\nRUN ./ci/setup && CGO_ENABLED=1 go build -o /app .\n" }),
  ],
});
