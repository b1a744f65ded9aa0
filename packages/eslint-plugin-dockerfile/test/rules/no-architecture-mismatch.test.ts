import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-architecture-mismatch.js";
import { HELLO, repository } from "./repository.js";

const data = (reason: string): Readonly<Record<string, string>> => ({ platform: "linux/arm64", built: "linux/amd64", reason });
const UNDECLARED = ", and the stage does not declare ARG TARGETARCH";
const RUNTIME = 'FROM gcr.io/distroless/static-debian12\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n';
const dockerfile = (from: string, ...body: readonly string[]): Readonly<Record<string, string>> => ({ Dockerfile: `${from}\nWORKDIR /src\nCOPY . .\n${body.join("\n")}\n${RUNTIME}` });
const BUILDER = "FROM --platform=$BUILDPLATFORM golang:1.24 AS build";
const CASES = 'case "$TARGETPLATFORM" in linux/amd64) GOARCH=amd64 ;; linux/arm64) GOARCH=arm64 ;; linux/arm/v7) GOARCH=arm GOARM=7 ;; esac';

testRule(rule, {
  projects: [
    repository("the target's architecture reaches go", dockerfile(BUILDER, "ARG TARGETOS TARGETARCH", "RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /app .")),
    repository("by ENV", dockerfile(BUILDER, "ARG TARGETARCH", "ENV CGO_ENABLED=0 GOARCH=${TARGETARCH}", "RUN go build -o /app .")),
    repository("the stage runs on the target's platform", dockerfile("FROM golang:1.24 AS build", "RUN CGO_ENABLED=0 go build -o /app .")),
    repository("one platform, said twice", dockerfile("FROM --platform=linux/amd64 golang:1.24 AS build", "RUN CGO_ENABLED=0 GOARCH=amd64 go build -o /app .")),
    repository("one architecture on purpose, from whatever machine", dockerfile(BUILDER, "RUN CGO_ENABLED=0 GOOS=linux GOARCH=amd64 go build -o /app .")),
    repository("another stage runs on the builder's platform", {
      Dockerfile: `FROM --platform=$BUILDPLATFORM node:22 AS ui\nRUN echo\nFROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n${RUNTIME}`,
    }),
    repository("the image is for the builder's platform, too", {
      Dockerfile: `${BUILDER}\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n${RUNTIME.replace("FROM ", "FROM --platform=$BUILDPLATFORM ")}`,
    }),
    repository("a shell decides by the platform", dockerfile(BUILDER, "ARG TARGETPLATFORM", 'RUN case "$TARGETPLATFORM" in linux/amd64) a=amd64 ;; linux/arm64) a=arm64 ;; esac; GOARCH=$a CGO_ENABLED=0 go build -o /app .')),
    repository("a shell decides by the platform, and hands it on", dockerfile(BUILDER, "ARG TARGETPLATFORM", `RUN ${CASES} && echo "for $GOARCH" && GOARCH=$GOARCH CGO_ENABLED=0 go build -o /app .`)),
    repository("a C compiler for the target", dockerfile(BUILDER, "ARG TARGETARCH", "RUN apt-get update && apt-get install -y gcc-aarch64-linux-gnu", "RUN if [ \"$TARGETARCH\" = arm64 ]; then export CC=aarch64-linux-gnu-gcc; fi; CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /app .")),
    repository("the architecture is an argument of the caller", dockerfile(BUILDER, "ARG ARCH", "RUN CGO_ENABLED=0 GOARCH=$ARCH go build -o /app .")),
    repository("what nobody starts", { Dockerfile: `${BUILDER}\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM debian:bookworm-slim\nCOPY --from=build /app /plugins/app\nCMD ["sh"]\n` }),
    repository("built outside, on a machine that is not known", {
      Makefile: "app:\n\tCGO_ENABLED=0 go build -o app .\nimage: app\n\tdocker build --platform linux/arm64 -t app .\n",
      Dockerfile: 'FROM scratch\nCOPY app /app\nENTRYPOINT ["/app"]\n',
    }),
    repository("a tool that nobody can read may tell go the platform", dockerfile(BUILDER, "ARG TARGETPLATFORM", "RUN CGO_ENABLED=0 go build -o /app .")),
    repository("a tool that nobody can read, and platforms that a caller names", {
      ...dockerfile(BUILDER, "ARG TARGETPLATFORM", "RUN CGO_ENABLED=0 go build -o /app ."),
      Makefile: "image:\n\tdocker buildx build --platform linux/amd64,linux/arm64 -t app .\n",
    }),
    repository("the caller passes the architecture himself", {
      Makefile: "image:\n\tdocker build --build-arg TARGETARCH=$(ARCH) -t app .\n",
      Dockerfile: `${BUILDER}\nARG TARGETARCH=amd64\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .\n${RUNTIME}`,
    }),
    repository(
      "the example of the page: TARGETARCH is not declared in the stage",
      {
        Dockerfile: `
          FROM --platform=$BUILDPLATFORM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN GOOS=$TARGETOS GOARCH=$TARGETARCH CGO_ENABLED=0 go build -o /app .
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "empty", data: data(UNDECLARED), why: ["built here (Dockerfile:4)", "the stage runs on $BUILDPLATFORM (Dockerfile:1)", "shipped here (Dockerfile:6)"] }] },
    ),
    repository(
      "a slip of the pen, and make in between",
      {
        Makefile: "build:\n\tCGO_ENABLED=0 go build -o /app .\n",
        Dockerfile: `
          FROM --platform=$BUILDPLATFORM golang:1.24 AS build
          ARG TARGETOS TARGETARC
          WORKDIR /src
          COPY . .
          RUN GOOS=$TARGETOS GOARCH=$TARGETARCH make build
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "empty", data: data(`${UNDECLARED} (it declares TARGETOS and TARGETARC)`) }] },
    ),
    repository(
      "a caller whose release of Go is not known",
      {
        Makefile: "image:\n\tdocker build --platform linux/arm64 --build-arg GO_VERSION=$(GO_VERSION) -t app .\n",
        Dockerfile: `
          ARG GO_VERSION=1.24
          FROM --platform=$BUILDPLATFORM golang:$GO_VERSION AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 go build -o /app .
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "missing", data: data(UNDECLARED) }] },
    ),
    repository(
      "declared before FROM alone",
      {
        Dockerfile: `
          ARG TARGETARCH
          FROM --platform=\${BUILDPLATFORM} golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 GOARCH=\${TARGETARCH} go build -o /app .
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "empty", data: data(UNDECLARED) }] },
    ),
    repository(
      "go is told nothing",
      {
        Dockerfile: `
          FROM --platform=$BUILDPLATFORM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 go build -o /app .
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "missing", data: data(UNDECLARED) }] },
    ),
    repository(
      "a shell decides by the platform, and go does not see it",
      {
        Makefile: "build:\n\tCGO_ENABLED=0 go build -o /app .\nimage:\n\tdocker buildx build --platform linux/amd64,linux/arm64,linux/arm/v7 -t app .\n",
        Dockerfile: `
          FROM --platform=$BUILDPLATFORM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          ARG TARGETPLATFORM
          RUN ${CASES} && printf "for \${GOARCH}\\n" && make build
          ${"~".repeat(`RUN ${CASES} && printf "for \${GOARCH}\\n" && make build`.length)}
          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      {
        Dockerfile: [
          {
            messageId: "lost",
            data: { platform: "linux/arm64, linux/arm/v7", built: "linux/amd64", reason: "" },
            why: ["GOARCH is set here (Dockerfile:5)", "built here (Makefile:2)", "the stage runs on $BUILDPLATFORM (Dockerfile:1)", "shipped here (Dockerfile:7)"],
          },
        ],
      },
    ),
    repository(
      "a default that hides the builder's value",
      {
        Dockerfile: `
          FROM --platform=$BUILDPLATFORM golang:1.24 AS build
          ARG TARGETARCH=amd64
                         ~~~~~
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .
          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "default", data: data("amd64") }] },
    ),
    repository(
      "cgo is on, and the C compiler is the builder's",
      {
        Dockerfile: `
          FROM --platform=$BUILDPLATFORM golang:1.24-bookworm AS build
          ARG TARGETARCH
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /app .
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          FROM gcr.io/distroless/base-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "compiler", data: { platform: "linux/arm64", arch: "arm64", compiler: "gcc" } }] },
    ),
    repository(
      "one file for images of two platforms",
      {
        "main.go": HELLO,
        Makefile: "app:\n\tCGO_ENABLED=0 go build -o app .\nimage: app\n\tdocker buildx build --platform linux/amd64,linux/arm64 -t app .\n",
        Dockerfile: `
          FROM scratch
          COPY app /app
          ~~~~~~~~~~~~~
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "other", data: { platform: "linux/arm64", artifact: "/app", built: "linux/amd64", remedy: "Pass GOOS=linux GOARCH=arm64 to the go command." } }] },
    ),
    repository(
      "platforms of a caller, one architecture",
      {
        Makefile: "image:\n\tdocker buildx build --platform linux/amd64,linux/arm64 -t app .\n",
        Dockerfile: `
          FROM --platform=$BUILDPLATFORM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 GOARCH=amd64 go build -o /app .
          FROM scratch
          COPY --from=build /app /app
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "other", data: { platform: "linux/arm64", artifact: "/app", built: "linux/amd64", remedy: "Pass GOOS=linux GOARCH=arm64 to the go command." } }] },
    ),
  ],
});
