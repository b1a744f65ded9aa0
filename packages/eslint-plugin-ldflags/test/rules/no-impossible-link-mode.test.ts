import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-impossible-link-mode.js";
import { HELLO, repository } from "./repository.js";

const EXTERNAL = "-linkmode=external requires external (cgo) linking, but cgo is not enabled";

testRule(rule, {
  projects: [
    repository("the C compiler links, and there is one", { Dockerfile: "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -ldflags '-linkmode=external -extldflags \"-static\"' -o /app .\n" }),
    repository("cgo is on by default where gcc is installed", { Dockerfile: "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN go build -ldflags=-linkmode=external -o /app .\n" }),
    repository("whether cgo is on is not known", { Makefile: "build:\n\tgo build -ldflags=-linkmode=external -o app .\n" }),
    repository("without the flag cgo may be off", { Makefile: "build:\n\tCGO_ENABLED=0 go build -ldflags='-s -extldflags \"-static\"' -o app .\n" }),
    repository("a PIE that go links by itself", { Makefile: "build:\n\tCGO_ENABLED=0 go build -buildmode=pie -o app .\n" }),
    repository("tests under the race detector are no programs", { Makefile: "check:\n\tCGO_ENABLED=0 go test -race ./...\nbuild:\n\tCGO_ENABLED=0 go build -o app .\n" }),
    repository("the race detector of macOS needs no cgo", { Makefile: "build:\n\tCGO_ENABLED=0 GOOS=darwin GOARCH=arm64 go build -race -o app .\n" }),
    repository("one of two forms of a command", { Makefile: "ifdef STATIC\nMODE = -linkmode=external\nCGO = 1\nelse\nCGO = 0\nendif\nbuild:\n\tCGO_ENABLED=$(CGO) go build -ldflags='$(MODE)' -o app .\n" }),
    repository(
      "the example of the page: -linkmode external with cgo off",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          ENV CGO_ENABLED=0
          WORKDIR /src
          COPY . .
          RUN go build -ldflags='-s -linkmode=external' -o /app .
                                    ~~~~~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "linkmode", data: { flag: "-linkmode=external", text: EXTERNAL }, why: ["built here (Dockerfile:5)", "CGO_ENABLED is 0 (Dockerfile:2)"] }] },
    ),
    repository(
      "in a variable of make, as words of their own",
      { Makefile: "LDFLAGS = -linkmode external\n          ~~~~~~~~~~~~~~~~~~\nbuild:\n\tCGO_ENABLED=0 go build -ldflags '$(LDFLAGS)' -o app .\n" },
      { Makefile: [{ messageId: "linkmode", data: { flag: "-linkmode=external", text: EXTERNAL.replace("=external", "") } }] },
    ),
    repository(
      "where no C compiler is installed cgo is off by default",
      {
        "main.go": HELLO,
        Dockerfile: `
          FROM golang:1.24-alpine3.22
          WORKDIR /src
          COPY . .
          RUN go build -ldflags=-linkmode=external -o /app .
                                ~~~~~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "linkmode", data: { flag: "-linkmode=external", text: EXTERNAL } }] },
    ),
    repository(
      "the race detector",
      { Makefile: "\nbuild:\n\tCGO_ENABLED=0 go build -race -o app .\n\t                       ~~~~~\n" },
      { Makefile: [{ messageId: "instrument", data: { flag: "-race", text: "go: -race requires cgo; enable cgo by setting CGO_ENABLED=1" } }] },
    ),
    repository(
      "a shared library",
      { Makefile: "\nlib.so:\n\tCGO_ENABLED=0 go build -buildmode=c-shared -o lib.so .\n\t                       ~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "buildmode", data: { flag: "-buildmode=c-shared", text: "-buildmode=c-shared requires external (cgo) linking, but cgo is not enabled" } }] },
    ),
    repository(
      "a PIE for an architecture that needs the C compiler for it",
      { Makefile: "\nbuild:\n\tCGO_ENABLED=0 GOARCH=riscv64 go build -buildmode=pie -o app .\n\t                                      ~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "buildmode", data: { flag: "-buildmode=pie", text: "-buildmode=pie requires external (cgo) linking, but cgo is not enabled" } }] },
    ),
    repository(
      "go is to link alone what takes the C compiler",
      { Makefile: "\nlib.so:\n\tCGO_ENABLED=1 go build -buildmode=c-shared -ldflags=-linkmode=internal -o lib.so .\n\t                                                    ~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "internal", data: { flag: "-linkmode=internal", text: "internal linking requested but external linking required: buildmode=c-shared" } }] },
    ),
  ],
});
