import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-misplaced-buildmode.js";
import { HELLO, repository } from "./repository.js";

testRule(rule, {
  projects: [
    repository("a flag of go build", { Makefile: "build:\n\tgo build -buildmode=pie -ldflags=-s -o app .\n" }),
    repository("given to both", { Makefile: "build:\n\tgo build -buildmode=pie -ldflags='-s -buildmode=pie' -o app .\n" }),
    repository("what the linker makes anyway", { Makefile: "build:\n\tgo build -ldflags='-s -buildmode=exe' -o app .\n" }),
    repository("in GOFLAGS for go build, and again for the linker", { Makefile: "export GOFLAGS = -buildmode=pie\nbuild:\n\tgo build -ldflags=-buildmode=pie -o app .\n" }),
    repository("the build mode of go is not known", { Makefile: "build:\n\tgo build $(FLAGS) -ldflags=-buildmode=pie -o app .\n" }),
    repository("a later -ldflags replaces it", { Makefile: "build:\n\tgo build -ldflags=-buildmode=pie -ldflags=-s -o app .\n" }),
    repository("a PIE is what Windows gets anyway", { Makefile: "build:\n\tGOOS=windows GOARCH=amd64 go build -ldflags=-buildmode=pie -o app.exe .\n" }),
    repository(
      "the example of the page: a PIE that is meant to be static",
      {
        "main.go": HELLO,
        Dockerfile: `
          FROM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 go build -ldflags="-s -buildmode=pie" -o /app .
                                                  ~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "pie", data: { mode: "pie", compiled: "exe", interpreter: "/lib64/ld-linux-x86-64.so.2" }, why: ["linked here (Dockerfile:4)"] }] },
    ),
    repository(
      "in a variable, for another architecture",
      { "main.go": HELLO, Makefile: "LDFLAGS := -buildmode=pie\n           ~~~~~~~~~~~~~~\nbuild:\n\tCGO_ENABLED=0 GOARCH=arm64 go build -ldflags '$(LDFLAGS)' -o app .\n" },
      { Makefile: [{ messageId: "pie", data: { mode: "pie", compiled: "exe", interpreter: "an interpreter" } }] },
    ),
    repository(
      "a shared library",
      { Makefile: "\nlib.so:\n\tCGO_ENABLED=1 go build -ldflags=-buildmode=c-shared -o lib.so .\n\t                                ~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "other", data: { mode: "c-shared", compiled: "exe", interpreter: "an interpreter" } }] },
    ),
    repository(
      "not what go compiles for",
      { Makefile: "\nbuild:\n\tgo build -buildmode=pie -ldflags=-buildmode=exe -o app .\n\t                                 ~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "other", data: { mode: "exe", compiled: "pie", interpreter: "an interpreter" } }] },
    ),
  ],
});
