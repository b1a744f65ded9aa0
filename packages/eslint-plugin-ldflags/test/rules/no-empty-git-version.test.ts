import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-empty-git-version.js";
import { repository } from "./repository.js";

const MAKEFILE = 'VERSION := $(shell git describe --tags)\nbuild:\n\tgo build -ldflags "-X main.version=$(VERSION)" .\n';
const DOCKERFILE = "FROM golang:1.24-alpine\nRUN apk add make\nWORKDIR /src\nCOPY . .\nRUN make build\n";
const data = (command: string, instead = "nothing"): Readonly<Record<string, string>> => ({ command, target: "main.version", instead });

testRule(rule, {
  projects: [
    repository("on the machine of a person", { Makefile: MAKEFILE }),
    repository("git is in the image", { Makefile: MAKEFILE, Dockerfile: "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN make build\n" }),
    repository("git is installed", { Makefile: MAKEFILE, Dockerfile: DOCKERFILE.replace("add make", "add make git") }),
    repository("another answer where git has none", { Makefile: MAKEFILE.replace("--tags", "--tags 2>/dev/null || echo dev"), Dockerfile: DOCKERFILE }),
    repository("the version is passed", { Makefile: MAKEFILE.replace(":=", "?="), Dockerfile: DOCKERFILE.replace("RUN make build", "ARG VERSION=1\nRUN make build") }),
    repository("a default where it is empty", { Makefile: MAKEFILE.replace("build:", "ifeq ($(VERSION),)\nVERSION := dev\nendif\nbuild:"), Dockerfile: DOCKERFILE }),
    repository("an image that is not known", { Makefile: MAKEFILE, Dockerfile: DOCKERFILE.replace("golang:1.24-alpine", "registry.corp/go:1") }),
    repository("a package that is not known may bring git", { Makefile: MAKEFILE, Dockerfile: DOCKERFILE.replace("add make", "add make devtools") }),
    repository("a repository that is mounted", {
      ".dockerignore": "dist\n",
      Dockerfile: 'FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY main.go go.mod ./\nRUN --mount=type=bind,target=/src go build -ldflags "-X main.version=$(git describe)" -o /app .\n',
    }),
    repository("a repository made on the spot", { Dockerfile: 'FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY main.go go.mod ./\nRUN git init && go build -ldflags "-X main.version=$(git describe)" .\n' }),
    repository(
      "the example of the page: no git in golang:alpine",
      {
        Dockerfile: `
          FROM golang:1.24-alpine
          WORKDIR /src
          COPY . .
          RUN go build -ldflags "-X main.version=$(git describe --tags)" .
                                                   ~~~~~~~~~~~~~~~~~~~
          `,
      },
      {
        Dockerfile: [
          { messageId: "git", data: data("git describe --tags"), why: ["git describe --tags is empty (Dockerfile:4)", "$(git describe --tags) is empty (Dockerfile:4)", "-X main.version= (Dockerfile:4)", "linked here (Dockerfile:4)"] },
        ],
      },
    ),
    repository(
      "by a Makefile that the image uses",
      { Makefile: 'VERSION := $(shell git describe --tags || true)\n                   ~~~~~~~~~~~~~~~~~~~\nbuild:\n\tgo build -ldflags "-X main.version=$(VERSION)" .\n', Dockerfile: DOCKERFILE },
      { Makefile: [{ messageId: "git", data: data("git describe --tags") }] },
    ),
    repository(
      ".git is left out of the build context",
      {
        ".dockerignore": ".git\n",
        Dockerfile: `
          FROM golang:1.24-bookworm
          WORKDIR /src
          COPY . .
          RUN go build -ldflags "-X main.version=v$(git rev-parse --short HEAD)" .
                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "repository", data: data("git rev-parse --short HEAD", '"v" alone') }] },
    ),
    repository(
      "only sources are copied",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm
          WORKDIR /src
          COPY go.mod main.go ./
          RUN V=$(git describe --always) ; go build -ldflags "-X main.version=$V" .
                  ~~~~~~~~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "repository", data: data("git describe --always") }] },
    ),
  ],
});
