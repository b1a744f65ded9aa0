import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-misspelled-variable.js";
import { repository } from "./repository.js";

const image = (lines: string): string => `FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\n${lines}\n`;

testRule(rule, {
  projects: [
    repository("the right names", { Dockerfile: image("ARG TARGETARCH\nENV CGO_ENABLED=0\nRUN GOARCH=$TARGETARCH go build -o /app .") }),
    repository("an own variable with an underscore more", { Makefile: "export GO_FLAGS = -v\nbuild:\n\tgo build -o app .\n" }),
    repository("read by the Makefile", { Makefile: "export GOFLAG = -v\nbuild:\n\tgo build $(GOFLAG) -o app .\n" }),
    repository("read by a program of the repository", { Dockerfile: image("RUN GOFLAG=-v go build -o /app ."), "tools/gen/main.go": 'package main\n\nimport "os"\n\nfunc main() { println(os.Getenv("GOFLAG")) }\n' }),
    repository("a variable of make that nobody sees", { Makefile: "CGO_ENABLE = 0\nbuild:\n\tgo build -o app .\n" }),
    repository("an argument that a caller passes", { Dockerfile: image("ARG TARGETARCHS\nRUN go build -o /app ."), Makefile: "image:\n\tdocker build --build-arg TARGETARCHS=x .\n" }),
    repository("an argument with a default", { Dockerfile: image("ARG TARGETARCHS=amd64\nRUN go build -o /app .") }),
    repository("names that are no near miss", { Dockerfile: image("ENV GOLINT=1 CGO=0\nRUN go build -o /app .") }),
    repository(
      "the example of the page",
      { Dockerfile: image("RUN GGO_ENABLED=0 go build -o /app .\n    ~~~~~~~~~~~") },
      {
        Dockerfile: [
          {
            messageId: "variable",
            data: { name: "GGO_ENABLED", meant: "CGO_ENABLED" },
            why: ["the go command that takes no notice of it (Dockerfile:4)"],
            suggestions: [{ messageId: "rename", output: image("RUN CGO_ENABLED=0 go build -o /app .") }],
          },
        ],
      },
    ),
    repository(
      "by ENV, with two letters in the wrong order",
      { Dockerfile: image("ENV CGO_ENABELD 0\n    ~~~~~~~~~~~\nRUN go build -o /app .") },
      { Dockerfile: [{ messageId: "variable", data: { name: "CGO_ENABELD", meant: "CGO_ENABLED" }, suggestions: [{ messageId: "rename", output: image("ENV CGO_ENABLED 0\nRUN go build -o /app .") }] }] },
    ),
    repository(
      "in a Makefile, beside others",
      { Makefile: "\nbuild:\n\tGOOS=linux GOACRH=arm64 go build -o app .\n\t           ~~~~~~\n" },
      { Makefile: [{ messageId: "variable", data: { name: "GOACRH", meant: "GOARCH" }, suggestions: [{ messageId: "rename", output: "build:\n\tGOOS=linux GOARCH=arm64 go build -o app .\n" }] }] },
    ),
    repository(
      "an argument of BuildKit",
      { Dockerfile: image("ARG TARGETOS TARGETARC\n             ~~~~~~~~~\nRUN GOOS=$TARGETOS GOARCH=$TARGETARC go build -o /app .") },
      { Dockerfile: [{ messageId: "argument", data: { name: "TARGETARC", meant: "TARGETARCH" }, why: [] }] },
    ),
  ],
});
