import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-dropped-ldflags.js";
import { HELLO, repository } from "./repository.js";

const MAKEFILE = 'VERSION := $(shell git describe)\nbuild:\n\tgo build -ldflags "-X main.version=$(VERSION)" -o app .\n';
const image = (build: string): string => `FROM golang:1.24-bookworm AS build\nWORKDIR /src\nCOPY . .\nRUN ${build}\nFROM debian:bookworm-slim\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n`;
const data = (place: string, main = "example.com/app", targets = "main.version"): Readonly<Record<string, string>> => ({ main, targets, place });

testRule(rule, {
  projects: [
    repository("the image is built by make", { Makefile: MAKEFILE.replace("-o app", "-o /app"), Dockerfile: image("make build") }),
    repository("the image sets it itself", { Makefile: MAKEFILE, Dockerfile: image('go build -ldflags "-s -X main.version=docker" -o /app .') }),
    repository("nobody sets it", { Makefile: "build:\n\tgo build -o app .\n", Dockerfile: image("go build -o /app .") }),
    repository("flags that are not known", { Makefile: MAKEFILE, Dockerfile: image('go build -ldflags "$(cat /flags)" -o /app .') }),
    repository("another program", { Makefile: MAKEFILE.replace("-o app .", "-o tool ./tool"), "tool/main.go": HELLO, Dockerfile: image("go build -o /app .") }),
    repository("the linker finds no such variable", { Makefile: MAKEFILE.replace("main.version", "main.nothing"), Dockerfile: image("go build -o /app .") }),
    repository("the program asks how it was built", {
      "main.go": 'package main\n\nimport "runtime/debug"\n\nvar version = "dev"\n\nfunc main() { info, _ := debug.ReadBuildInfo(); println(version, info.Main.Version) }\n',
      Makefile: MAKEFILE,
      Dockerfile: image("go build -o /app ."),
    }),
    repository("it asks by a variable of its own", {
      "main.go": HELLO,
      "info/info.go": 'package info\n\nimport "runtime/debug"\n\nvar read = debug.ReadBuildInfo\n',
      "use.go": 'package main\n\nimport _ "example.com/app/info"\n',
      Makefile: MAKEFILE,
      Dockerfile: image("go build -o /app ."),
    }),
    repository("an image for development", { Makefile: MAKEFILE, Dockerfile: image("make build && cp app /app"), "Dockerfile.dev": image("go build -o /app .") }),
    repository("a constant that is no version", { "main.go": HELLO.replaceAll("version", "mode"), Makefile: MAKEFILE.replace("main.version=$(VERSION)", "main.mode=fast"), Dockerfile: image("go build -o /app .") }),
    repository(
      "the example of the page",
      {
        Makefile: MAKEFILE,
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 go build -ldflags "-s -w" -o /app .
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          FROM scratch
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "dropped", data: data("Makefile:3"), why: ["-X main.version=<output of `git describe`> (Makefile:3)", "the build that ships (Dockerfile:4)"] }] },
    ),
    repository(
      "the program asks runtime/debug for something else",
      {
        "crash.go": 'package main\n\nimport "runtime/debug"\n\nfunc crash() { println(string(debug.Stack())) }\n',
        Makefile: MAKEFILE,
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN go build -o /app .
              ~~~~~~~~~~~~~~~~~~
          FROM debian:bookworm-slim
          COPY --from=build /app /app
          CMD ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "dropped", data: data("Makefile:3") }] },
    ),
    repository(
      "by another goal of the same Makefile",
      {
        Makefile: '\nVERSION = 1.2\nbuild:\n\tgo build -ldflags "-X main.version=$(VERSION)" -o app .\nimage-app:\n\tgo build -o /app .\n\t~~~~~~~~~~~~~~~~~~\n',
        Dockerfile: image("make image-app"),
      },
      { Makefile: [{ messageId: "dropped", data: data("Makefile:3") }] },
    ),
    repository(
      "the other build names a file",
      {
        Makefile: MAKEFILE.replace("-o app .", "-o app main.go"),
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN go build -o /app .
              ~~~~~~~~~~~~~~~~~~
          FROM debian:bookworm-slim
          COPY --from=build /app /app
          CMD ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "dropped", data: data("Makefile:3") }] },
    ),
    repository(
      "a package of its own holds the version",
      {
        "main.go": 'package main\n\nimport "example.com/app/internal/build"\n\nfunc main() { println(build.Version, build.Commit) }\n',
        "internal/build/build.go": "package build\n\nvar (\n\tVersion = \"dev\"\n\tCommit  string\n)\n",
        Makefile: 'FLAGS = -X example.com/app/internal/build.Version=$(V) -X example.com/app/internal/build.Commit=$(C)\nbuild:\n\tgo build -ldflags "$(FLAGS)" -o app .\n',
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN go install .
              ~~~~~~~~~~~~
          FROM debian:bookworm-slim
          COPY --from=build /go/bin/app /app
          CMD ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "dropped", data: data("Makefile:3", "example.com/app", "example.com/app/internal/build.Version, example.com/app/internal/build.Commit") }] },
    ),
  ],
});
