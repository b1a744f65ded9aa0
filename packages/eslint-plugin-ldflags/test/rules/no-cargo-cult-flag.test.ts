import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-cargo-cult-flag.js";
import { HELLO, repository } from "./repository.js";

testRule(rule, {
  projects: [
    repository("-s alone", { Makefile: "build:\n\tCGO_ENABLED=0 go build -ldflags=-s -o app .\n" }),
    repository("-w alone", { Makefile: "build:\n\tCGO_ENABLED=0 go build -ldflags=-w -o app .\n" }),
    repository("-s taken back", { Makefile: "build:\n\tCGO_ENABLED=0 go build -ldflags='-s -w -s=false' -o app .\n" }),
    repository("on macOS older releases kept DWARF", { Makefile: "build:\n\tCGO_ENABLED=0 GOOS=darwin go build -ldflags='-s -w' -o app .\n" }),
    repository("one text for programs of Linux and macOS", { Makefile: "LDFLAGS = -s -w\nbuild:\n\tCGO_ENABLED=0 go build -ldflags='$(LDFLAGS)' -o app .\n\tCGO_ENABLED=0 GOOS=darwin go build -ldflags='$(LDFLAGS)' -o mac .\n" }),
    repository("the C compiler links", { Makefile: "build:\n\tCGO_ENABLED=1 go build -ldflags '-linkmode external -extldflags \"-static\"' -o app .\n" }),
    repository("who links is not known", { Makefile: "build:\n\tgo build -ldflags '-extldflags \"-static\"' -o app .\n" }),
    repository("a program that should be static and is not is another rule's", { Makefile: "build:\n\tCGO_ENABLED=1 go build -ldflags '-extldflags \"-static\"' -o app .\n" }),
    repository("netcgo with cgo", { Makefile: "build:\n\tCGO_ENABLED=1 go build -tags netcgo -o app .\n" }),
    repository("-a by itself", { Makefile: "build:\n\tCGO_ENABLED=0 go build -a -o app .\n" }),
    repository("outside of modules", { "go.mod": "", Makefile: "build:\n\tGO111MODULE=off go build -installsuffix cgo -o app .\n" }),
    repository(
      "the example of the page: all of them",
      {
        Dockerfile: `
          FROM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 go build -a -installsuffix=cgo -ldflags='-s -w -extldflags=-static' -o /app .
                                        ~~~~~~~~~~~~~~~~~~
                                                                        ~~
                                                                           ~~~~~~~~~~~~~~~~~~~
          `,
      },
      {
        Dockerfile: [
          { messageId: "suffix", data: { flag: "-installsuffix=cgo" }, why: ["built here (Dockerfile:4)"] },
          { messageId: "dwarf", data: { flag: "-w" }, why: ["built here (Dockerfile:4)"] },
          { messageId: "extldflags", data: { flag: "-extldflags=-static" }, why: ["built here (Dockerfile:4)"] },
        ],
      },
    ),
    repository(
      "in a variable of make, for two programs",
      { Makefile: "LDFLAGS = -s -w\n             ~~\nbuild:\n\tgo build -ldflags='$(LDFLAGS)' -o a .\n\tgo build -ldflags='$(LDFLAGS)' -o b .\n" },
      { Makefile: [{ messageId: "dwarf", data: { flag: "-w" } }] },
    ),
    repository(
      "no C code to link",
      { "main.go": HELLO, Makefile: "\nbuild:\n\tCGO_ENABLED=1 go build -ldflags=-extldflags=-static -o app .\n\t                                ~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "extldflags", data: { flag: "-extldflags=-static" } }] },
    ),
    repository(
      "netcgo without cgo",
      { Makefile: "\nbuild:\n\tCGO_ENABLED=0 go build -tags=netcgo -o app .\n\t                       ~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "netcgo", data: { flag: "netcgo" } }] },
    ),
  ],
});
