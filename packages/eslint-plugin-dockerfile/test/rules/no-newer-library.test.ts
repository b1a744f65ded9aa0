import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-newer-library.js";
import { HELLO, repository, shipped } from "./repository.js";

const C = { "main.go": 'package main\n\n// static int answer(void) { return 42; }\nimport "C"\n\nfunc main() { println(C.answer()) }\n' };
const CXX = { "main.go": 'package main\n\n// int answer(void);\nimport "C"\n\nfunc main() { println(C.answer()) }\n', "answer.cpp": '#include <stdexcept>\n\nextern "C" int answer(void) { throw std::runtime_error("none"); }\n' };

function built(builder: string, base: string, { install = "", build = "go build", env = "CGO_ENABLED=1", reported = false }: { readonly install?: string; readonly build?: string; readonly env?: string; readonly reported?: boolean } = {}): string {
  return shipped(base, { builder, install, build: `${env} ${build} -o /app .`, reported });
}

const APK = "RUN apk add --no-cache build-base\n";
const REMEDY = "Build on the release of the distribution that ships, or ship on the one that builds.";
const late = { asOf: "2025-10-01" };

testRule(rule, {
  projects: [
    repository(
      "the example of the page: musl 1.2 where it is built, 1.1 where it runs",
      { ...C, Dockerfile: built("golang:1.24-alpine3.22", "alpine:3.12", { install: APK, reported: true }) },
      { Dockerfile: [{ messageId: "newer", data: { artifact: "/app", subject: "musl", image: "alpine:3.12", remedy: REMEDY } }] },
      late,
    ),
    repository(
      "an older alpine",
      { ...C, Dockerfile: built("golang:1.22-alpine3.20", "alpine:3.11", { install: APK, reported: true }), "go.mod": "module example.com/app\n\ngo 1.22\n" },
      { Dockerfile: [{ messageId: "newer", data: { artifact: "/app", subject: "musl", image: "alpine:3.11", remedy: REMEDY } }] },
      late,
    ),
    repository(
      "the libstdc++ of trixie, on bookworm",
      { ...CXX, Dockerfile: built("golang:1.24-trixie", "debian:bookworm-slim", { reported: true }) },
      { Dockerfile: [{ messageId: "newer", data: { artifact: "/app", subject: "libstdc++.so.6", image: "debian:bookworm-slim", remedy: REMEDY } }] },
      late,
    ),
    repository("the same release", { ...C, Dockerfile: built("golang:1.24-alpine3.22", "alpine:3.22", { install: APK }) }, {}, late),
    repository("the same musl in another release", { ...C, Dockerfile: built("golang:1.24-alpine3.22", "alpine:3.21", { install: APK }) }, {}, late),
    repository("another release of one series", { ...C, Dockerfile: built("golang:1.24-alpine3.22", "alpine:3.18", { install: APK }) }, {}, late),
    repository("a newer image", { ...CXX, Dockerfile: built("golang:1.24-bookworm", "debian:trixie-slim") }, {}, late),
    repository("net alone asks for nothing new", { Dockerfile: built("golang:1.24-alpine3.22", "alpine:3.12", { install: APK }) }, {}, late),
    repository("static", { ...C, Dockerfile: built("golang:1.24-alpine3.22", "alpine:3.12", { install: APK, build: `go build -ldflags '-linkmode external -extldflags "-static"'` }) }, {}, late),
    repository("without cgo", { "main.go": HELLO, Dockerfile: built("golang:1.24-alpine3.22", "alpine:3.12", { env: "CGO_ENABLED=0" }) }, {}, late),
    repository("C code of glibc is told by its symbol versions", { ...C, Dockerfile: built("golang:1.24-trixie", "debian:bookworm-slim") }, {}, late),
    repository("an image that is not known", { ...C, Dockerfile: built("golang:1.24-alpine3.22", "registry.corp/base:1", { install: APK }) }, {}, late),
  ],
});
