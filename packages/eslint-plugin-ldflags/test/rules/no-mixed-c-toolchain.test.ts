import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-mixed-c-toolchain.js";
import { repository } from "./repository.js";

const CXX = { "main.go": 'package main\n\n// int f();\nimport "C"\n\nfunc main() { println(C.f()) }\n', "f.cpp": 'extern "C" int f() { return 42; }\n' };
const MUSL = "FROM golang:1.24-bookworm\nRUN apt-get update && apt-get install -y musl-tools\nWORKDIR /src\nCOPY . .\n";

testRule(rule, {
  projects: [
    repository("cgo is turned on for the target", { Makefile: "build:\n\tCGO_ENABLED=1 GOARCH=arm64 CC=aarch64-linux-gnu-gcc go build -o app .\n" }),
    repository("cgo is turned off: CC is for others", { Makefile: "build:\n\tCGO_ENABLED=0 GOARCH=arm64 CC=aarch64-linux-gnu-gcc go build -o app .\n" }),
    repository("a compiler for the machine itself", { Makefile: "export CC = gcc\nbuild:\n\tGOARCH=arm64 go build -o app .\n" }),
    repository("a compiler for another architecture than go's", { Makefile: "build:\n\tGOARCH=386 CC=aarch64-linux-gnu-gcc go build -o app .\n" }),
    repository("a build that is native", { Makefile: "build:\n\tCC=x86_64-linux-gnu-gcc go build -o app .\n" }),
    repository("one compiler for two builds, of which one has cgo", { Makefile: "export CC = aarch64-linux-gnu-gcc\nbuild:\n\tGOARCH=arm64 go build -o tool .\n\tCGO_ENABLED=1 GOARCH=arm64 go build -o app .\n" }),
    repository("C code alone, and CC is for musl", { "main.go": CXX["main.go"], "f.c": "int f() { return 42; }\n", Dockerfile: `${MUSL}RUN CC=musl-gcc go build -o /app .\n` }),
    repository("C++ code on Alpine", { ...CXX, Dockerfile: "FROM golang:1.24-alpine3.22\nRUN apk add --no-cache build-base\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n" }),
    repository("C++ code, compilers of one kind", { ...CXX, Dockerfile: "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN CC=gcc CXX=g++ go build -o /app .\n" }),
    repository(
      "the example of the page: C++ code and CC=musl-gcc",
      {
        ...CXX,
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          RUN apt-get update && apt-get install -y musl-tools
          ENV CC=musl-gcc
                 ~~~~~~~~
          WORKDIR /src
          COPY . .
          RUN go build -o /app .
          `,
      },
      { Dockerfile: [{ messageId: "cxx", data: { cc: "musl-gcc", cxx: "g++" }, why: ["built here (Dockerfile:6)"] }] },
    ),
    repository(
      "a cross compiler without cgo",
      { Makefile: "\nbuild:\n\tGOARCH=arm64 CC=aarch64-linux-gnu-gcc go build -o app .\n\t                ~~~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "cross", data: { cc: "aarch64-linux-gnu-gcc", platform: "linux/arm64" }, why: ["built here (Makefile:2)"] }] },
    ),
    repository(
      "for Windows, in a Dockerfile",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm
          ENV GOOS=windows CC=x86_64-w64-mingw32-gcc
                              ~~~~~~~~~~~~~~~~~~~~~~
          WORKDIR /src
          COPY . .
          RUN go build -o /app.exe .
          `,
      },
      { Dockerfile: [{ messageId: "cross", data: { cc: "x86_64-w64-mingw32-gcc", platform: "windows/amd64" } }] },
    ),
    repository(
      "zig",
      { Makefile: "export CC := zig cc -target aarch64-linux-musl\n             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\nbuild:\n\tGOOS=linux GOARCH=arm64 go build -o app .\n" },
      { Makefile: [{ messageId: "cross", data: { cc: "zig cc -target aarch64-linux-musl", platform: "linux/arm64" } }] },
    ),
  ],
});
