import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-ineffective-static-flags.js";
import { HELLO, repository } from "./repository.js";

const data = (text: string, packages = "net"): Readonly<Record<string, string>> => ({ text, packages, main: "example.com/app", built: "Makefile:2" });
const USER = 'package main\n\nimport "os/user"\n\nfunc main() { user.Current() }\n';

testRule(rule, {
  projects: [
    repository(
      "the example of the page: -extldflags -static with net alone",
      { Makefile: "\nbuild:\n\tCGO_ENABLED=1 go build -ldflags '-extldflags \"-static\"' -o app .\n\t                                 ~~~~~~~~~~~~~~~~~~~~\n" },
      {
        Makefile: [
          {
            messageId: "internal",
            data: data("-static"),
            why: ["built here (Makefile:2)", "-static (Makefile:2)", "CGO_ENABLED is 1 (Makefile:2)", "net uses C code, so the program is linked against libc (internal link: -extldflags has no effect)"],
          },
        ],
      },
    ),
    repository(
      "in a Dockerfile where cgo is on by default",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN go build -ldflags="-s -w -extldflags=-static" -o /app .
                                       ~~~~~~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "internal", data: { ...data("-static"), built: "Dockerfile:4" } }] },
    ),
    repository(
      "-static-libgcc",
      { Makefile: "\nbuild:\n\tCGO_ENABLED=1 go build -ldflags '-linkmode external -extldflags \"-static-libgcc\"' -o app .\n\t                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "library", data: data("-static-libgcc") }] },
    ),
    repository(
      "the tag static_build",
      { Makefile: "\nbuild:\n\tCGO_ENABLED=1 go build -tags static_build -o app .\n\t                       ~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "tag", data: data("static_build") }] },
    ),
    repository(
      "netgo without osusergo",
      { "main.go": USER, Makefile: "\nbuild:\n\tCGO_ENABLED=1 go build -tags=netgo -o app .\n\t                       ~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "osusergo", data: data("netgo", "os/user") }] },
    ),
    repository(
      "LDFLAGS in the environment",
      { Makefile: "\nbuild:\n\tCGO_ENABLED=1 LDFLAGS=-static go build -o app .\n\t                      ~~~~~~~\n" },
      { Makefile: [{ messageId: "environment", data: data("-static") }] },
    ),
    repository("cgo is off: the flags are noise", { Makefile: "build:\n\tCGO_ENABLED=0 go build -tags netgo,static_build -ldflags '-extldflags \"-static\"' -o app .\n" }),
    repository("linked by the C compiler", { Makefile: "build:\n\tCGO_ENABLED=1 go build -ldflags '-linkmode external -extldflags \"-static\"' -o app .\n" }),
    repository("-static-libgcc where go links by itself asks nobody for anything", { Makefile: "build:\n\tCGO_ENABLED=1 go build -ldflags '-extldflags \"-static-libgcc\"' -o app .\n" }),
    repository("the tags leave no C code", { Makefile: "build:\n\tCGO_ENABLED=1 go build -tags netgo,osusergo -ldflags '-extldflags \"-static\"' -o app .\n" }),
    repository("a program without C code", { "main.go": HELLO, Makefile: "build:\n\tCGO_ENABLED=1 go build -ldflags '-extldflags \"-static\"' -o app .\n" }),
    repository("cgo is not known", { Makefile: "build:\n\tgo build -ldflags '-extldflags \"-static\"' -o app .\n" }),
    repository("a dynamic program that nobody wants to be static", { Makefile: "build:\n\tCGO_ENABLED=1 go build -ldflags '-s -w' -tags netgo -o app .\n" }),
    repository("cgo is off by default on golang:alpine", { Dockerfile: "FROM golang:1.24-alpine3.22\nWORKDIR /src\nCOPY . .\nRUN go build -ldflags '-extldflags \"-static\"' -o /app .\n" }),
  ],
});
