import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-static-cgo-ldflags.js";
import { HELLO, repository } from "./repository.js";

const OWN_C = 'package main\n\n// int f() { return 42; }\nimport "C"\n\nimport "net/http"\n\nfunc main() { println(C.f()); http.ListenAndServe("", nil) }\n';
const USER = 'package main\n\nimport "os/user"\n\nfunc main() { user.Current() }\n';

testRule(rule, {
  projects: [
    repository("C code of its own makes the link external", { "main.go": OWN_C, Makefile: "build:\n\tCGO_ENABLED=1 CGO_LDFLAGS=-static go build -o app .\n" }),
    repository("external by request", { Makefile: "build:\n\tCGO_ENABLED=1 CGO_LDFLAGS=-static go build -ldflags '-linkmode external' -o app .\n" }),
    repository("no C code at all", { "main.go": HELLO, Makefile: "build:\n\tCGO_ENABLED=1 CGO_LDFLAGS=-static go build -o app .\n" }),
    repository("cgo is off", { Makefile: "build:\n\tCGO_ENABLED=0 CGO_LDFLAGS=-static go build -o app .\n" }),
    repository("cgo is not known", { Makefile: "build:\n\tCGO_LDFLAGS=-static go build -o app .\n" }),
    repository("the tags leave no C code", { Makefile: "build:\n\tCGO_ENABLED=1 CGO_LDFLAGS=-static go build -tags netgo,osusergo -o app .\n" }),
    repository("libraries to link with", { Makefile: "build:\n\tCGO_ENABLED=1 CGO_LDFLAGS=-lm go build -o app .\n" }),
    repository(
      "the example of the page: net alone",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          ENV CGO_LDFLAGS="-static"
                           ~~~~~~~
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=1 go build -o /app .
          `,
      },
      { Dockerfile: [{ messageId: "static", data: { value: "-static", packages: "net" }, why: ["built here (Dockerfile:5)", "CGO_ENABLED is 1 (Dockerfile:5)"] }] },
    ),
    repository(
      "exported by make",
      { "main.go": USER, Makefile: "export CGO_LDFLAGS := -static -s\n                      ~~~~~~~~~~\nbuild:\n\tCGO_ENABLED=1 go build -o app .\n" },
      { Makefile: [{ messageId: "static", data: { value: "-static -s", packages: "os/user" } }] },
    ),
    repository(
      "in front of the command, where cgo is on by default",
      { Dockerfile: "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN CGO_LDFLAGS=-static go build -o /app .\n                ~~~~~~~\n" },
      { Dockerfile: [{ messageId: "static", data: { value: "-static", packages: "net" } }] },
    ),
  ],
});
