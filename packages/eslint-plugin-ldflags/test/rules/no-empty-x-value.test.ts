import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-empty-x-value.js";
import { repository } from "./repository.js";

const DOCKERFILE = "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN make build\n";
const data = (reference: string, name: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({ reference, name, target: "main.version", instead: "nothing", ...more });

testRule(rule, {
  projects: [
    repository("a variable that the Makefile defines", { Makefile: 'VERSION := 1.2\nbuild:\n\tgo build -ldflags "-X main.version=$(VERSION)" .\n', Dockerfile: DOCKERFILE }),
    repository("a variable that whoever runs make may set", { Makefile: 'build:\n\tgo build -ldflags "-X main.version=$(VERSION)" .\n' }),
    repository("passed on the command line of make", { Makefile: 'build:\n\tgo build -ldflags "-X main.version=$(VERSION)" .\n', Dockerfile: DOCKERFILE.replace("make build", "make build VERSION=1") }),
    repository("empty on purpose, by default", { Makefile: 'VERSION ?=\nbuild:\n\tgo build -ldflags "-X main.version=$(VERSION)" .\n', Dockerfile: DOCKERFILE }),
    repository("a suffix that nobody defines", { Makefile: 'build:\n\tgo build -ldflags "-X main.version=1.2$(SUFFIX)" .\n', Dockerfile: DOCKERFILE }),
    repository("the name of whoever is logged in", { Makefile: 'build:\n\tgo build -ldflags "-X main.version=$(USER)" .\n', Dockerfile: DOCKERFILE }),
    repository("a command of the shell, with two dollars", { Makefile: 'build:\n\tgo build -ldflags "-X main.version=$$(git describe)" .\n', Dockerfile: DOCKERFILE }),
    repository("a build argument that the caller does not pass", {
      Dockerfile: 'FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nARG VERSION\nRUN go build -ldflags "-X main.version=$VERSION" .\n',
      Makefile: "image:\n\tdocker build .\n",
    }),
    repository("assigned in a command before", { Dockerfile: 'FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN V=$(date); go build -ldflags "-X main.version=$V" .\n' }),
    repository("with a default in the shell", { Dockerfile: 'FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN go build -ldflags "-X main.version=${V:-}" .\n' }),
    repository("a variable that the image sets", { Dockerfile: 'FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN go build -ldflags "-X main.version=$GOLANG_VERSION" .\n' }),
    repository("an image that is not known may set it", { Dockerfile: 'FROM registry.corp/go:1\nWORKDIR /src\nCOPY . .\nRUN go build -ldflags "-X main.version=$VERSION" .\n' }),
    repository(
      "the example of the page: one dollar in a recipe",
      { Makefile: '\nbuild:\n\tgo build -ldflags "-X main.version=$(git describe --tags)" .\n\t                                   ~~~~~~~~~~~~~~~~~~~~~~\n' },
      { Makefile: [{ messageId: "dollar", data: data("$(git describe --tags)", "", { command: "git describe --tags" }), why: ["$(git describe --tags) is empty (Makefile:2)", "-X main.version= (Makefile:2)", "linked here (Makefile:2)"] }] },
    ),
    repository(
      "one dollar, in a variable of another file",
      { "make/flags.mk": "VERSION = v$(git rev-parse HEAD)\n           ~~~~~~~~~~~~~~~~~~~~~\n", Makefile: 'include make/flags.mk\nLDFLAGS := -s -X "main.version=$(VERSION)"\nbuild:\n\tgo build -ldflags \'$(LDFLAGS)\' .\n' },
      { "make/flags.mk": [{ messageId: "dollar", data: data("$(git rev-parse HEAD)", "", { command: "git rev-parse HEAD", instead: '"v" alone' }) }] },
    ),
    repository(
      "nothing defines it in the image",
      { Makefile: 'TAG = $(RELEASE)\n      ~~~~~~~~~~\nbuild:\n\tgo build -ldflags "-X main.version=$(TAG)" .\n', Dockerfile: DOCKERFILE },
      { Makefile: [{ messageId: "undefined", data: data("$(RELEASE)", "RELEASE"), why: ["$(RELEASE) is empty (Makefile:1)", "$(TAG) is empty (Makefile:3)", "-X main.version= (Makefile:3)", "linked here (Makefile:3)"] }] },
    ),
    repository(
      "set in front of the command in whose words it stands",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm
          WORKDIR /src
          COPY . .
          RUN V=$(date) go build -ldflags "-X main.version=$V" .
                                                           ~~
          `,
      },
      { Dockerfile: [{ messageId: "words", data: data("$V", "V") }] },
    ),
    repository(
      "assigned in an earlier RUN, and used through ENV by make",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm
          WORKDIR /src
          COPY . .
          RUN export V=$(date +%s)
          RUN go build -ldflags "-X main.version=$V" .
                                                 ~~
          `,
      },
      { Dockerfile: [{ messageId: "run", data: data("$V", "V") }] },
    ),
    repository(
      "assigned in a RUN, and used by ENV, make and -X",
      {
        Makefile: 'build:\n\tgo build -ldflags "-X main.version=$(LIBC)" .\n',
        Dockerfile: `
          FROM golang:1.24-bookworm
          WORKDIR /src
          COPY . .
          RUN export V=$(ldd --version)
          ENV LIBC=GLIBC-\${V}
                         ~~~~
          RUN make build
          `,
      },
      { Dockerfile: [{ messageId: "run", data: data("${V}", "V", { instead: '"GLIBC-" alone' }) }] },
    ),
    repository(
      "assigned on an earlier line of the recipe",
      { Makefile: '\nbuild:\n\tV=$$(date)\n\tgo build -ldflags "-X main.version=$$V" .\n\t                                   ~~~\n', Dockerfile: DOCKERFILE },
      { Makefile: [{ messageId: "line", data: data("$V", "V") }] },
    ),
    repository(
      "set for the shell only, and read by make",
      {
        Makefile: '\nbuild:\n\tgo build -ldflags "-X main.version=$(V)" .\n\t                                   ~~~~\n',
        Dockerfile: "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN V=1.2; make build\n",
      },
      { Makefile: [{ messageId: "shell", data: data("$(V)", "V") }] },
    ),
    repository(
      "set for another command",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm
          WORKDIR /src
          COPY . .
          RUN V=1.2 cd /src && go build -ldflags "-X main.version=$V" .
                                                                  ~~
          `,
      },
      { Dockerfile: [{ messageId: "prefix", data: data("$V", "V") }] },
    ),
  ],
});
