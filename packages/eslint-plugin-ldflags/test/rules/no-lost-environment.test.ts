import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-lost-environment.js";
import { repository } from "./repository.js";

const data = (name: string, value: string, command = ""): Readonly<Record<string, string>> => ({ name, value, command });

testRule(rule, {
  projects: [
    repository(
      "the example of the page: before &&",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 && go build -o /app .
              ~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "shell", data: data("CGO_ENABLED", "0"), why: ["the go command that does not see it (Dockerfile:4)"] }] },
    ),
    repository(
      "several variables over several lines",
      { Dockerfile: "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN set -eux; \\\n    GOOS=linux; \\\n    GOARCH=arm64; \\\n    ~~~~~~~~~~~~\n    go build -o /app .\n" },
      { Dockerfile: [{ messageId: "shell", data: data("GOARCH", "arm64") }] },
    ),
    repository(
      "in front of cd",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 cd /src && go build -o /app .
              ~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "prefix", data: data("CGO_ENABLED", "0", "cd /src") }] },
    ),
    repository(
      "exported in an earlier RUN",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN export CGO_ENABLED=0
                     ~~~~~~~~~~~~~
          RUN go build -o /app .
          `,
      },
      { Dockerfile: [{ messageId: "run", data: data("CGO_ENABLED", "0") }] },
    ),
    repository(
      "exported on an earlier line of a recipe",
      { Makefile: "\nrelease:\n\texport GOOS=windows\n\t       ~~~~~~~~~~~~\n\tgo build -o app.exe .\n" },
      { Makefile: [{ messageId: "line", data: data("GOOS", "windows") }] },
    ),
    repository(
      "in a script",
      { "build.sh": "#!/bin/sh\nset -e\nGOFLAGS=-tags=netgo\n~~~~~~~~~~~~~~~~~~~\ngo build -o app .\n", Makefile: "build:\n\t./build.sh $(GO)\n" },
      { "build.sh": [{ messageId: "shell", data: data("GOFLAGS", "-tags=netgo") }] },
    ),
    repository("in front of go", { Dockerfile: "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 GOOS=linux go build -o /app .\n" }),
    repository("exported for it", { Dockerfile: "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN export CGO_ENABLED=0 && go build -o /app .\n" }),
    repository("by ENV, and assigned again", { Dockerfile: "FROM golang:1.24\nENV CGO_ENABLED=1\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0; go build -o /app .\n" }),
    repository("the default says the same", { Dockerfile: "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN GOOS=linux && GOARCH=amd64 && go build -o /app .\n" }),
    repository("a name for files, passed on explicitly", { Makefile: "release:\n\tfor os in linux windows; do GOOS=$$os go build -o app-$$os . ; done\n" }),
    repository("each build with its own", { Dockerfile: "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN export GOOS=windows && go build -o /app.exe .\nRUN go build -o /app .\n" }),
    repository("of which the image for another architecture tells", {
      Dockerfile:
        'FROM --platform=$BUILDPLATFORM golang:1.24 AS build\nARG TARGETARCH\nWORKDIR /src\nCOPY . .\nRUN GOARCH=$TARGETARCH && CGO_ENABLED=0 go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n',
      Makefile: "image:\n\tdocker build --platform linux/arm64 -t app .\n",
    }),
    repository("tests alone", { Makefile: "test:\n\tCGO_ENABLED=0; go test ./...\nbuild:\n\tgo build .\n" }),
    repository("joined lines of a recipe", { Makefile: "release:\n\texport GOOS=windows && \\\n\tgo build -o app.exe .\n" }),
    repository("exported by the Makefile", { Makefile: "export GOOS = windows\nrelease:\n\tgo build -o app.exe .\n" }),
  ],
});
