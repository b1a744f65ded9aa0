import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-static-glibc-lookup.js";
import { HELLO, repository, SERVER, shipped } from "./repository.js";

const LOOKUP = 'package main\n\nimport "os/user"\n\nfunc main() {\n\tu, err := user.Lookup("nobody")\n\tprintln(u, err)\n}\n';
const STATIC = `go build -ldflags '-linkmode external -extldflags "-static"'`;

function built(base: string, { builder = "golang:1.20-bullseye", build = STATIC, env = "CGO_ENABLED=1", reported = false }: { readonly builder?: string; readonly build?: string; readonly env?: string; readonly reported?: boolean } = {}): string {
  return shipped(base, { builder, build: `${env} ${build} -o /app .`, reported });
}

const go = { "go.mod": "module example.com/app\n\ngo 1.20\n" };
const SUBJECT = "NSS modules of glibc 2.31";
const REMEDY = "Build with -tags osusergo,netgo or CGO_ENABLED=0, or on an image with glibc 2.34 or newer.";

testRule(rule, {
  projects: [
    repository(
      "the example of the page: glibc 2.31, static, in scratch",
      { ...go, "main.go": LOOKUP, Dockerfile: built("scratch", { reported: true }) },
      {
        Dockerfile: [
          { messageId: "lookup", data: { artifact: "/app", subject: SUBJECT, image: "scratch", remedy: REMEDY }, why: ["built here (Dockerfile:4)", 'user.Lookup("nobody") (main.go:6)', "linked statically with glibc 2.31", "scratch"] },
        ],
      },
    ),
    repository(
      "another glibc",
      { ...go, "main.go": LOOKUP, Dockerfile: built("debian:bookworm-slim", { reported: true }) },
      { Dockerfile: [{ messageId: "lookup", data: { artifact: "/app", subject: SUBJECT, image: "debian:bookworm-slim", remedy: REMEDY } }] },
    ),
    repository(
      "hosts, by the tag netcgo",
      { ...go, "main.go": SERVER, Dockerfile: built("scratch", { build: `${STATIC} -tags netcgo`, reported: true }) },
      { Dockerfile: [{ messageId: "lookup", data: { artifact: "/app", subject: SUBJECT, image: "scratch", remedy: "Build without -tags netcgo, or on an image with glibc 2.34 or newer." } }] },
    ),
    repository("the same glibc", { ...go, "main.go": LOOKUP, Dockerfile: built("debian:bullseye-slim") }),
    repository("glibc 2.36 has the modules inside", { ...go, "main.go": LOOKUP, Dockerfile: built("scratch", { builder: "golang:1.20-bookworm" }) }),
    repository("the lookups of Go", { ...go, "main.go": LOOKUP, Dockerfile: built("scratch", { build: `${STATIC} -tags osusergo,netgo` }) }),
    repository("without cgo", { ...go, "main.go": LOOKUP, Dockerfile: built("scratch", { env: "CGO_ENABLED=0", build: "go build" }) }),
    repository("a dynamic program", { ...go, "main.go": LOOKUP, Dockerfile: built("debian:bookworm-slim", { build: "go build" }) }),
    repository("hosts are looked up by Go's own code unless it is told otherwise", { ...go, "main.go": SERVER, Dockerfile: built("scratch") }),
    repository("no lookups", { ...go, "main.go": HELLO, Dockerfile: built("scratch") }),
    repository("musl", { ...go, "main.go": LOOKUP, Dockerfile: built("scratch", { builder: "golang:1.20-alpine3.18", build: `apk add build-base && ${STATIC}`, env: "CGO_ENABLED=1;" }) }),
    repository("an image that is not known", { ...go, "main.go": LOOKUP, Dockerfile: built("registry.corp/base:1") }),
  ],
});
