import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-broken-goflags.js";
import { repository } from "./repository.js";

const image = (goflags: string, version = "1.24"): string => `FROM golang:${version}-bookworm\nWORKDIR /src\nCOPY . .\n${goflags}\nRUN go build -o /app .\n`;
const build = "build:\n\tgo build -o app .\n";

testRule(rule, {
  projects: [
    repository("quotes around the whole word", { Dockerfile: image("ENV GOFLAGS=\"'-ldflags=-s -w'\"") }),
    repository("the other quotes", { Dockerfile: image("ENV GOFLAGS='\"-ldflags=-s -w\"'") }),
    repository("several whole flags", { Dockerfile: image('ENV GOFLAGS="-mod=mod -trimpath -ldflags=-s"') }),
    repository("a definition without blanks", { Dockerfile: image("ENV GOFLAGS=-ldflags=-X=main.version=1") }),
    repository("flags of other subcommands", { Dockerfile: image('ENV GOFLAGS="-count=1 -mod=mod"') }),
    repository("the quotes of make", { Makefile: `export GOFLAGS = '-ldflags=-s -w'\n${build}` }),
    repository("a flag of go list without -ldflags", { Dockerfile: image('ENV GOFLAGS="-mod=mod -w"') }),
    repository("a value that is not known", { Makefile: `export GOFLAGS = $(shell cat flags)\n${build}` }),
    repository(
      "the example of the page: -w is lost silently",
      { Dockerfile: 'FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nENV GOFLAGS="-ldflags=-s -w"\n                         ~~\nRUN go build -o /app .\n' },
      {
        Dockerfile: [
          {
            messageId: "ignored",
            data: { flag: "-w" },
            why: ["the go command that ignores it (Dockerfile:5)"],
            suggestions: [{ messageId: "quote", output: image("ENV GOFLAGS=\"'-ldflags=-s -w'\"") }],
          },
        ],
      },
    ),
    repository(
      "quotes inside of the word",
      { Dockerfile: "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nENV GOFLAGS=\"-mod=mod -ldflags='-s -w' -trimpath\"\n                                   ~~~\nRUN go build -o /app .\n" },
      {
        Dockerfile: [
          {
            messageId: "refused",
            data: { text: "go: parsing $GOFLAGS: unknown flag -w'", right: "-mod=mod '-ldflags=-s -w' -trimpath" },
            output: image("ENV GOFLAGS=\"-mod=mod '-ldflags=-s -w' -trimpath\""),
          },
        ],
      },
    ),
    repository(
      "a definition of its own, between single quotes of the shell",
      { "build.sh": "#!/bin/sh\nexport GOFLAGS='-ldflags=-X main.version=1'\n                            ~~~~~~~~~~~~~~\ngo build -o app .\n", Makefile: "build:\n\t./build.sh $(GO)\n" },
      {
        "build.sh": [
          {
            messageId: "refused",
            data: { text: 'go: parsing $GOFLAGS: non-flag "main.version=1"', right: '"-ldflags=-X main.version=1"' },
            output: "#!/bin/sh\nexport GOFLAGS='\"-ldflags=-X main.version=1\"'\ngo build -o app .\n",
          },
        ],
      },
    ),
    repository(
      "in a variable of make",
      { Makefile: "export GOFLAGS := -ldflags=-w -s\n                              ~~\nbuild:\n\tgo build -o app .\n" },
      { Makefile: [{ messageId: "refused", data: { text: "go: parsing $GOFLAGS: unknown flag -s", right: "'-ldflags=-w -s'" }, output: "export GOFLAGS := '-ldflags=-w -s'\nbuild:\n\tgo build -o app .\n" }] },
    ),
    repository(
      "a value as a word of its own",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm
          WORKDIR /src
          COPY . .
          ENV GOFLAGS="-ldflags -s"
                                ~~
          RUN go build -o /app .
          `,
      },
      { Dockerfile: [{ messageId: "unclear", data: { text: "go: parsing $GOFLAGS: unknown flag -s" } }] },
    ),
    repository(
      "before Go 1.20 there are no quotes",
      {
        Dockerfile: `
          FROM golang:1.19-bullseye
          WORKDIR /src
          COPY . .
          ENV GOFLAGS="'-ldflags=-s -w'"
                       ~~~~~~~~~~~~
          RUN go build -o /app .
          `,
        "go.mod": "module example.com/app\n\ngo 1.19\n",
      },
      { Dockerfile: [{ messageId: "unclear", data: { text: 'go: parsing $GOFLAGS: non-flag "\'-ldflags=-s"' } }] },
    ),
  ],
});
