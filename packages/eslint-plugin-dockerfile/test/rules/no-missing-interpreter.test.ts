import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-interpreter.js";
import { HELLO, repository } from "./repository.js";

const GLIBC_LOADER = "/lib64/ld-linux-x86-64.so.2";

testRule(rule, {
  projects: [
    repository(
      "purego, without its sources: dynamic although cgo is off",
      {
        "go.mod": "module example.com/app\n\ngo 1.24\n\nrequire github.com/ebitengine/purego v0.8.0\n",
        "main.go": 'package main\n\nimport _ "github.com/ebitengine/purego"\n\nfunc main() {}\n',
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 go build -o /app .
          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~
          ENTRYPOINT ["/app"]
          `,
      },
      {
        Dockerfile: [
          {
            messageId: "missing",
            data: {
              artifact: "/app",
              subject: GLIBC_LOADER,
              image: "gcr.io/distroless/static-debian12",
              remedy: "Ship in an image that has the interpreter: a package of this program makes it dynamic although cgo is off.",
            },
            why: [
              "built here (Dockerfile:4)",
              "CGO_ENABLED is 0 (Dockerfile:4)",
              "no C code is linked",
              "github.com/ebitengine/purego calls libdl.so.2 without cgo, which makes the program dynamic (go.mod:5)",
              `${GLIBC_LOADER} is not in the image`,
            ],
          },
        ],
      },
    ),
    repository(
      "the example of the page: cgo by default, shipped in distroless/static",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN go build -o /app .

          FROM gcr.io/distroless/static-debian12
          COPY --from=build /app /app
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~
          ENTRYPOINT ["/app"]
          `,
      },
      {
        Dockerfile: [
          {
            messageId: "missing",
            data: { artifact: "/app", subject: GLIBC_LOADER, image: "gcr.io/distroless/static-debian12", remedy: "Build with CGO_ENABLED=0, or ship in a glibc image such as gcr.io/distroless/base or debian." },
            why: [
              "built here (Dockerfile:4)",
              "/usr/bin/gcc is there",
              "cgo is on: the C compiler gcc is found",
              "net uses C code, so the program is linked against libc (internal link: -extldflags has no effect)",
              `${GLIBC_LOADER} is not in the image`,
            ],
          },
        ],
      },
    ),
    repository(
      "a PIE names an interpreter without cgo too",
      {
        "main.go": HELLO,
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 go build -buildmode=pie -o /out/app .

          FROM scratch
          COPY --from=build /out/ /
          ~~~~~~~~~~~~~~~~~~~~~~~~~
          CMD ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: GLIBC_LOADER, image: "scratch", remedy: "Drop -buildmode=pie, or ship in an image that has the interpreter." } }] },
    ),
    repository(
      "a program that musl's compiler linked, on Debian",
      {
        Dockerfile: `
          FROM golang:1.24-alpine3.22 AS build
          RUN apk add --no-cache gcc musl-dev
          WORKDIR /src
          COPY . .
          RUN go build -o /usr/local/bin/app .

          FROM debian:bookworm-slim
          COPY --from=build /usr/local/bin/app /usr/local/bin/
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          ENTRYPOINT ["app"]
          `,
      },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/usr/local/bin/app", subject: "/lib/ld-musl-x86_64.so.1", image: "debian:bookworm-slim", remedy: "Build with CGO_ENABLED=0, or ship in Alpine." } }] },
    ),
    repository(
      "a variable of make that is not exported: the program stays dynamic",
      {
        Makefile: "CGO_ENABLED = 0\n\nbuild:\n\tgo build -o bin/app .\n",
        Dockerfile: `
          FROM golang:1.24 AS build
          COPY . /src
          RUN make -C /src build

          FROM alpine:3.22
          COPY --from=build /src/bin/app /app
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          ENTRYPOINT ["/app"]
          `,
      },
      {
        Dockerfile: [
          { messageId: "missing", data: { artifact: "/app", subject: GLIBC_LOADER, image: "alpine:3.22", remedy: "Build with CGO_ENABLED=0, or ship in a glibc image such as gcr.io/distroless/base or debian." } },
        ],
      },
    ),
    repository(
      "two images of one file, of which one has the loader",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN go build -o /app .

          FROM debian:bookworm-slim AS debug
          COPY --from=build /app /app
          CMD ["/app"]

          FROM scratch AS release
          COPY --from=build /app /app
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~
          CMD ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: GLIBC_LOADER, image: "scratch", remedy: "Build with CGO_ENABLED=0, or ship in a glibc image such as gcr.io/distroless/base or debian." } }] },
    ),
    repository("cgo is off", {
      Dockerfile: `
        FROM golang:1.24-bookworm AS build
        WORKDIR /src
        COPY . .
        RUN CGO_ENABLED=0 go build -o /app .

        FROM gcr.io/distroless/static-debian12
        COPY --from=build /app /app
        ENTRYPOINT ["/app"]
        `,
    }),
    repository("no C code is linked", {
      "main.go": HELLO,
      Dockerfile: "FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nCMD [\"/app\"]\n",
    }),
    repository("alpine to alpine, with gcc", {
      Dockerfile: "FROM golang:1.24-alpine3.22 AS build\nRUN apk add --no-cache build-base\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM alpine:3.22\nCOPY --from=build /app /app\nCMD [\"/app\"]\n",
    }),
    repository("glibc to distroless/base", {
      Dockerfile: "FROM golang:1.24-bookworm AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM gcr.io/distroless/base-debian12\nCOPY --from=build /app /app\nCMD [\"/app\"]\n",
    }),
    repository("linked statically by the C compiler", {
      Dockerfile: `
        FROM golang:1.24-bookworm AS build
        WORKDIR /src
        COPY . .
        RUN go build -ldflags '-linkmode external -extldflags "-static"' -o /app .
        FROM scratch
        COPY --from=build /app /app
        CMD ["/app"]
        `,
    }),
    repository("the loader and the libraries are copied", {
      Dockerfile: `
        FROM golang:1.24-bookworm AS build
        WORKDIR /src
        COPY . .
        RUN go build -o /app .
        FROM scratch
        COPY --from=build /lib64/ld-linux-x86-64.so.2 /lib64/
        COPY --from=build /lib/x86_64-linux-gnu/libc.so.6 /lib/x86_64-linux-gnu/
        COPY --from=build /app /app
        CMD ["/app"]
        `,
    }),
    repository("a Dockerfile for development", {
      Dockerfile: "FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nCMD [\"/app\"]\n",
      "Dockerfile.dev": "FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nCMD [\"/app\"]\n",
    }),
    repository("a binary that is only carried", {
      Dockerfile: 'FROM golang:1.24-bookworm AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /plugin .\nFROM alpine:3.22\nCOPY --from=build /plugin /plugin\nCMD ["cp", "/plugin", "/host/plugin"]\n',
    }),
    repository("an export: a stage without a command", {
      Dockerfile: "FROM golang:1.24-bookworm AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM scratch AS binaries\nCOPY --from=build /app /\n",
    }),
    repository("a base image that is not known", {
      Dockerfile: 'FROM golang:1.24-bookworm AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM registry.example.com/base:7\nCOPY --from=build /app /app\nCMD ["/app"]\n',
    }),
    repository("built by make before the image, without cgo", {
      Makefile: "build:\n\tCGO_ENABLED=0 GOOS=linux go build -o bin/app .\n",
      Dockerfile: 'FROM scratch\nCOPY bin/app /app\nENTRYPOINT ["/app"]\n',
    }),
    repository("built by make on a machine whose compilers are not known", {
      Makefile: "build:\n\tgo build -o bin/app .\n",
      Dockerfile: 'FROM scratch\nCOPY bin/app /app\nENTRYPOINT ["/app"]\n',
    }),
    repository("gcompat on alpine", {
      Dockerfile: 'FROM golang:1.24-bookworm AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM alpine:3.22\nRUN apk add --no-cache gcompat\nCOPY --from=build /app /app\nCMD ["/app"]\n',
    }),
  ],
});
