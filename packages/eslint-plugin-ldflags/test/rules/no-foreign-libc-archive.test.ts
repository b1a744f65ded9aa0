import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-foreign-libc-archive.js";
import { repository } from "./repository.js";

const uses = 'package main\n\nimport _ "example.com/kafka"\n\nfunc main() {}\n';
const cgo = (constraint: string, ldflags: string): string => `//go:build ${constraint}\n\npackage kafka\n\n// #cgo LDFLAGS: ${ldflags}\nimport "C"\n`;
/** As confluent-kafka-go has it. */
const KAFKA = {
  "go.mod": "module example.com/app\n\ngo 1.24\n\nrequire example.com/kafka v1.0.0\n",
  "main.go": uses,
  "vendor/modules.txt": "# example.com/kafka v1.0.0\n## explicit; go 1.24\nexample.com/kafka\n",
  "vendor/example.com/kafka/glibc.go": cgo("!musl && !dynamic", "${SRCDIR}/librdkafka_glibc_linux_amd64.a -lm"),
  "vendor/example.com/kafka/musl.go": cgo("musl", "${SRCDIR}/librdkafka_musl_linux_amd64.a -lm"),
  "vendor/example.com/kafka/dynamic.go": cgo("dynamic", "-lm"),
};
const alpine = (command: string): string => `FROM golang:1.24-alpine AS build\nRUN apk add --no-cache build-base\nWORKDIR /src\nCOPY . .\nRUN ${command}\n`;
const debian = (command: string): string => `FROM golang:1.24-bookworm AS build\nRUN apt-get update && apt-get install -y musl-tools\nWORKDIR /src\nCOPY . .\nRUN ${command}\n`;
const mark = (command: string): string => `    ${"~".repeat(command.length)}\n`;
const GLIBC = { archive: "librdkafka_glibc_linux_amd64.a", package: "example.com/kafka", made: "glibc", libc: "musl" };
const MUSL = { archive: "librdkafka_musl_linux_amd64.a", package: "example.com/kafka", made: "musl", libc: "glibc" };

testRule(rule, {
  projects: [
    repository("the archive for glibc, and glibc", { ...KAFKA, Dockerfile: debian("go build -o /app .") }),
    repository("the archive for musl, on Alpine", { ...KAFKA, Dockerfile: alpine("go build -tags musl -o /app .") }),
    repository("the archive for musl, by musl-gcc", { ...KAFKA, Dockerfile: debian("CC=musl-gcc go build -tags musl -o /app .") }),
    repository("no archive", { ...KAFKA, Dockerfile: alpine("go build -tags dynamic -o /app .") }),
    repository("cgo is off", { ...KAFKA, "vendor/example.com/kafka/stub.go": "package kafka\n", Dockerfile: alpine("CGO_ENABLED=0 go build -o /app .") }),
    repository("the machine is not known", { ...KAFKA, Makefile: "build:\n\tCGO_ENABLED=1 go build -o app .\n" }),
    repository("a name that tells nothing", { ...KAFKA, "vendor/example.com/kafka/glibc.go": cgo("!musl && !dynamic", "${SRCDIR}/librdkafka_linux.a -lmuslin -lgnutls"), Dockerfile: alpine("go build -o /app .") }),
    repository(
      "the example of the page: the archive for glibc, on Alpine",
      { ...KAFKA, Dockerfile: alpine("go build -o /app .") + mark("go build -o /app .") },
      { Dockerfile: [{ messageId: "foreign", data: GLIBC, why: ["example.com/app links example.com/kafka (vendor/example.com/kafka/glibc.go:5)", "golang:1.24-alpine is Go 1.24.3 on alpine:3.22 on 2025-06-01", "/usr/bin/gcc is there", "cgo is on: the C compiler gcc is found", "the C compiler links: the program has C code of its own"] }] },
    ),
    repository("a tag that goes astray", { ...KAFKA, Dockerfile: alpine("go build -tags muslc -o /app .") + mark("go build -tags muslc -o /app .") }, { Dockerfile: [{ messageId: "foreign", data: GLIBC }] }),
    repository("by musl-gcc", { ...KAFKA, Dockerfile: debian("CC=musl-gcc go build -o /app .") + `    ${"~".repeat("CC=musl-gcc go build -o /app .".length)}\n` }, { Dockerfile: [{ messageId: "foreign", data: GLIBC }] }),
    repository("the archive for musl, on Debian", { ...KAFKA, Dockerfile: debian("go build -tags musl -o /app .") + mark("go build -tags musl -o /app .") }, { Dockerfile: [{ messageId: "foreign", data: MUSL }] }),
    repository(
      "a library by name, which is made for Alpine",
      {
        "main.go": 'package main\n\n// #cgo LDFLAGS: -L${SRCDIR}/lib -lwasmvm_muslc.x86_64\n// int f();\nimport "C"\n\nfunc main() { C.f() }\n',
        Dockerfile: debian("go build -o /app .") + mark("go build -o /app ."),
      },
      { Dockerfile: [{ messageId: "foreign", data: { archive: "wasmvm_muslc.x86_64", package: "example.com/app", made: "musl", libc: "glibc" } }] },
    ),
    repository(
      "a whole project: built on Alpine, shipped on Alpine",
      { ...KAFKA, Dockerfile: `${alpine("go build -o /app .")}${mark("go build -o /app .")}FROM alpine:3.21\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n` },
      { Dockerfile: [{ messageId: "foreign", data: GLIBC }] },
    ),
  ],
});
