import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-lost-debug-info.js";
import { repository } from "./repository.js";

testRule(rule, {
  projects: [
    repository("nothing is dropped", { Makefile: "build:\n\tgo build -o app .\n" }),
    repository("other flags", { Makefile: "build:\n\tgo build -trimpath -ldflags='-X main.version=1' -o app .\n" }),
    repository("-w for compile, not for link", { Makefile: "build:\n\tgo build -gcflags=-l -o app .\n" }),
    repository("taken back", { Makefile: "build:\n\tgo build -ldflags='-s -s=false' -o app .\n" }),
    repository("replaced", { Makefile: "build:\n\tgo build -ldflags='-s -w' -ldflags='-X main.version=1' -o app .\n" }),
    repository("flags that are not known", { Makefile: "build:\n\tgo build -ldflags='$(LDFLAGS)' -o app .\n" }),
    repository("tests alone", { Makefile: "check:\n\tgo test -ldflags=-s ./...\nbuild:\n\tgo build -o app .\n" }),
    repository(
      "the example of the page: -s and -w",
      {
        Dockerfile: `
          FROM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN go build -ldflags="-s -w" -o /app .
                                 ~~
          `,
      },
      { Dockerfile: [{ messageId: "symbols", why: ["linked here (Dockerfile:4)"] }] },
    ),
    repository("DWARF alone", { Makefile: "\nbuild:\n\tgo build -ldflags=-w -o app .\n\t                  ~~\n" }, { Makefile: [{ messageId: "dwarf" }] }),
    repository(
      "one variable for two programs",
      { Makefile: "LDFLAGS = -s\n          ~~\nbuild:\n\tgo build -ldflags='$(LDFLAGS)' -o a .\n\tgo build -ldflags='$(LDFLAGS)' -o b .\n" },
      { Makefile: [{ messageId: "symbols" }] },
    ),
    repository("in GOFLAGS", { Makefile: "export GOFLAGS = -ldflags=-w\n                          ~~\nbuild:\n\tgo build -o app .\n" }, { Makefile: [{ messageId: "dwarf" }] }),
  ],
});
