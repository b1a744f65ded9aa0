import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-lost-pie.js";
import { HELLO, repository } from "./repository.js";

const DEBIAN = "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\n";

testRule(rule, {
  projects: [
    repository("a static PIE as it is made", { Dockerfile: `${DEBIAN}RUN go build -buildmode=pie -ldflags '-linkmode external -extldflags "-static-pie"' -o /app .\n` }),
    repository("with two dashes", { Dockerfile: `${DEBIAN}RUN go build -buildmode=pie -ldflags '-linkmode external -extldflags "--static-pie"' -o /app .\n` }),
    repository("a dynamic PIE", { Makefile: "build:\n\tCGO_ENABLED=0 go build -buildmode=pie -ldflags='-s -w' -o app .\n" }),
    repository("static, and no PIE is asked for", { Dockerfile: `${DEBIAN}RUN go build -ldflags '-linkmode external -extldflags "-static"' -o /app .\n` }),
    repository("static on purpose", { Dockerfile: `${DEBIAN}RUN go build -buildmode=pie -ldflags '-linkmode external -extldflags "-fno-PIC -static"' -o /app .\n` }),
    repository("a C compiler that is not known", { Makefile: 'build:\n\tCGO_ENABLED=1 go build -buildmode=pie -ldflags \'-linkmode external -extldflags "-static"\' -o app .\n' }),
    repository("what gcc of Alpine makes of it is not known", {
      Dockerfile: "FROM golang:1.24-alpine3.22\nRUN apk add --no-cache build-base\nWORKDIR /src\nCOPY . .\nRUN go build -buildmode=pie -ldflags '-linkmode=external -extldflags=-static' -o /app .\n",
    }),
    repository("-d without a PIE", { "main.go": HELLO, Makefile: "build:\n\tCGO_ENABLED=0 go build -ldflags=-d -o app .\n" }),
    repository("linked against libc, which another rule tells", { Makefile: "build:\n\tCGO_ENABLED=1 go build -ldflags '-extldflags \"-static-pie\"' -o app .\n" }),
    repository(
      "the example of the page: -static beside -buildmode=pie",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=1 go build -buildmode=pie -ldflags '-linkmode=external -extldflags=-static' -o /app .
                                                                                 ~~~~~~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "static", data: { flag: "-extldflags=-static", made: "" }, why: ["linked here (Dockerfile:4)", "CGO_ENABLED is 1 (Dockerfile:4)"] }] },
    ),
    repository(
      "go links by itself",
      { Makefile: "\nbuild:\n\tCGO_ENABLED=0 go build -buildmode=pie -ldflags=-extldflags=-static-pie -o app .\n\t                                               ~~~~~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "ignored", data: { flag: "-extldflags=-static-pie", made: "the PIE stays dynamic" } }] },
    ),
    repository(
      "go links by itself, and no PIE at all",
      { Makefile: "\nbuild:\n\tCGO_ENABLED=0 go build -ldflags=-extldflags=-static-pie -o app .\n\t                                ~~~~~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "ignored", data: { flag: "-extldflags=-static-pie", made: "what comes out is static, but no PIE" } }] },
    ),
    repository(
      "the build mode is forgotten",
      { Dockerfile: `${DEBIAN}RUN go build -ldflags '-linkmode=external -extldflags=-static-pie' -o /app .\n                                          ~~~~~~~~~~~~~~~~~~~~~~~\n` },
      { Dockerfile: [{ messageId: "contradiction", data: { flag: "-extldflags=-static-pie", made: "the build mode exe" } }] },
    ),
    repository(
      "-static and -static-pie",
      { Dockerfile: `${DEBIAN}RUN go build -buildmode=pie -ldflags '-linkmode=external "-extldflags=-static -static-pie"' -o /app .\n                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n` },
      { Dockerfile: [{ messageId: "contradiction", data: { flag: "-extldflags=-static -static-pie", made: "-static" } }] },
    ),
    repository(
      "musl-gcc of Debian",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm
          RUN apt-get update && apt-get install -y musl-tools
          WORKDIR /src
          COPY . .
          RUN CC=musl-gcc go build -buildmode=pie -ldflags '-linkmode=external -extldflags=-static-pie' -o /app .
                                                                               ~~~~~~~~~~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "musl", data: { flag: "-extldflags=-static-pie", made: "" } }] },
    ),
    repository(
      "-d takes the interpreter away",
      { "main.go": HELLO, Makefile: "\nbuild:\n\tCGO_ENABLED=0 go build -buildmode=pie -ldflags='-s -d' -o app .\n\t                                                   ~~\n" },
      { Makefile: [{ messageId: "crash", data: { flag: "-d", made: "" } }] },
    ),
  ],
});
