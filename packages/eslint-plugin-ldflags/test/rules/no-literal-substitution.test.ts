import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-literal-substitution.js";
import { repository } from "./repository.js";

const data = (text: string): Readonly<Record<string, string>> => ({ text, target: "main.version" });

testRule(rule, {
  projects: [
    repository("between double quotes", { Makefile: 'build:\n\tgo build -ldflags "-X main.version=$$(date +%F)" .\n' }),
    repository("single quotes inside of double ones", { Makefile: "build:\n\tgo build -ldflags \"-X 'main.version=$$(date)'\" .\n" }),
    repository("replaced by make", { Makefile: "V := $(shell date +%F)\nbuild:\n\tgo build -ldflags '-X main.version=$(V)' .\n" }),
    repository("single quotes that end before it", { Makefile: "build:\n\tgo build -ldflags '-X main.version='$$(date +%F) .\n" }),
    repository("a price", { Makefile: "build:\n\tgo build -ldflags '-X main.version=5$$' .\n" }),
    repository("a variable that is not there gets nothing", { Makefile: "build:\n\tgo build -ldflags '-X main.nowhere=$$(date)' .\n" }),
    repository("exec form with a plain value", { Dockerfile: 'FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN ["go", "build", "-ldflags", "-X main.version=1.2", "."]\n' }),
    repository("a later value counts", { Makefile: "build:\n\tgo build -ldflags '-X main.version=$$(date) -X main.version=1' .\n" }),
    repository(
      "the example of the page: a command between single quotes",
      { Makefile: "\nbuild:\n\tgo build -ldflags '-X main.version=$$(git describe)' .\n\t                                   ~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "split", data: data("$(git describe)"), why: ["linked here (Makefile:2)"] }] },
    ),
    repository(
      "backquotes",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm
          WORKDIR /src
          COPY . .
          RUN go build -ldflags '-s -X main.version=v\`date\`' .
                                                     ~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "command", data: data("`date`") }] },
    ),
    repository(
      "blanks inside of quotes of the value",
      { Makefile: "\nbuild:\n\tgo build -ldflags '-X \"main.version=$$(git describe)\"' .\n\t                                    ~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "command", data: data("$(git describe)") }] },
    ),
    repository(
      "exec form has no shell",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm
          WORKDIR /src
          COPY . .
          ARG VERSION=1.2
          RUN ["go", "build", "-ldflags", "-X main.version=$VERSION", "."]
                                                           ~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "variable", data: data("$VERSION") }] },
    ),
    repository(
      "in a script",
      { "build.sh": "#!/bin/sh\nV=1\ngo build -ldflags '-X main.version=${V}' .\n                                   ~~~~\n", Makefile: "build:\n\t./build.sh $(GO)\n" },
      { "build.sh": [{ messageId: "variable", data: data("${V}") }] },
    ),
  ],
});
