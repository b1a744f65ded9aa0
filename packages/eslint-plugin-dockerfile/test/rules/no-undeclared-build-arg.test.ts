import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-undeclared-build-arg.js";
import { repository } from "./repository.js";

const RUNTIME = 'FROM gcr.io/distroless/static-debian12\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n';
const BUILD = 'WORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -ldflags "-X main.version=$VERSION" -o /app .\n';

testRule(rule, {
  projects: [
    repository("declared in the stage", { Dockerfile: `FROM golang:1.24 AS build\nARG VERSION=dev\n${BUILD}${RUNTIME}` }),
    repository("declared before FROM and again in the stage", { Dockerfile: `ARG VERSION=dev\nFROM golang:1.24 AS build\nARG VERSION\n${BUILD}${RUNTIME}` }),
    repository("declared in the stage that it continues", { Dockerfile: `FROM golang:1.24 AS base\nARG VERSION=dev\nFROM base AS build\n${BUILD}${RUNTIME}` }),
    repository("set by ENV", { Dockerfile: `ARG VERSION=dev\nFROM golang:1.24 AS build\nENV VERSION=2\n${BUILD}${RUNTIME}` }),
    repository("set by the shell", { Dockerfile: `ARG VERSION=dev\nFROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN VERSION=1; CGO_ENABLED=0 go build -ldflags "-X main.version=$VERSION" -o /app .\n${RUNTIME}` }),
    repository("with a default where it is used", { Dockerfile: `ARG VERSION=dev\nFROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -ldflags "-X main.version=\${VERSION:-dev}" -o /app .\n${RUNTIME}` }),
    repository("the image may set it", { Dockerfile: `ARG VERSION=dev\nFROM registry.example.com/go:1 AS build\n${BUILD}${RUNTIME}` }),
    repository(
      "the example of the page: declared before FROM alone",
      {
        Dockerfile: `
          ARG VERSION=dev
          FROM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 go build -ldflags "-X main.version=\${VERSION}" -o /app .
                                                               ~~~~~~~~~~
          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      {
        Dockerfile: [
          {
            messageId: "global",
            data: { name: "VERSION", target: "main.version", instead: "nothing", declared: "Dockerfile:1" },
            why: ["ARG VERSION is declared here, and not in the stage that builds (Dockerfile:1)", "${VERSION} is empty (Dockerfile:5)", "-X main.version= (Dockerfile:5)", "linked here (Dockerfile:5)"],
          },
        ],
      },
    ),
    repository(
      "declared in another stage, and lost on the way to make",
      {
        Makefile: "build:\n\tCGO_ENABLED=0 go build -ldflags \"-X main.version=$(VERSION)\" -o /app .\n",
        Dockerfile: `
          FROM node:22 AS ui
          ARG VERSION
              ~~~~~~~
          FROM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN make build
          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      {
        Dockerfile: [
          {
            messageId: "stage",
            data: { name: "VERSION", target: "main.version", instead: "nothing", declared: "Dockerfile:2" },
            why: ["ARG VERSION is declared here, and not in the stage that builds (Dockerfile:2)", "$(VERSION) is empty (Makefile:2)", "-X main.version= (Makefile:2)", "linked here (Makefile:2)"],
          },
        ],
      },
    ),
    repository(
      "a part of the value, in a stage that continues another one than the one that declares it",
      {
        Dockerfile: `
          FROM golang:1.24 AS base
          FROM base AS other
          ARG COMMIT=none
          FROM base AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 go build -ldflags "-X main.version=v1-$COMMIT" -o /app .
                                                                  ~~~~~~~
          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      {
        Dockerfile: [
          {
            messageId: "stage",
            data: { name: "COMMIT", target: "main.version", instead: '"v1-" alone', declared: "Dockerfile:3" },
            why: ["ARG COMMIT is declared here, and not in the stage that builds (Dockerfile:3)", "$COMMIT is empty (Dockerfile:7)", "-X main.version=v1- (Dockerfile:7)", "linked here (Dockerfile:7)"],
          },
        ],
      },
    ),
  ],
});
