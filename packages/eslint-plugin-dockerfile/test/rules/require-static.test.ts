import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/require-static.js";
import { repository, shipped } from "./repository.js";

function built(build: string, { base = "debian:bookworm-slim", reported = false }: { readonly base?: string; readonly reported?: boolean } = {}): string {
  return shipped(base, { builder: "golang:1.24-bookworm", build: `${build} -o /app .`, reported });
}

const LOADER = "/lib64/ld-linux-x86-64.so.2";
const DYNAMIC = "CGO_ENABLED=1 go build";

testRule(rule, {
  projects: [
    repository(
      "the example of the page: cgo makes it dynamic",
      { Dockerfile: built(DYNAMIC, { reported: true }) },
      { Dockerfile: [{ messageId: "dynamic", data: { artifact: "/app", interpreter: LOADER } }] },
    ),
    repository(
      "position-independent without cgo",
      { Dockerfile: built("CGO_ENABLED=0 go build -buildmode=pie", { reported: true }) },
      { Dockerfile: [{ messageId: "dynamic", data: { artifact: "/app", interpreter: LOADER } }] },
    ),
    {
      ...repository(
        "a pattern that fits",
        { Dockerfile: built(DYNAMIC, { reported: true }) },
        { Dockerfile: [{ messageId: "dynamic", data: { artifact: "/app", interpreter: LOADER } }] },
      ),
      options: [{ artifacts: ["/usr/bin/*", "/a*"] }],
    },
    { ...repository("a pattern that does not fit", { Dockerfile: built(DYNAMIC) }), options: [{ artifacts: ["/usr/bin/*"] }] },
    { ...repository("no pattern", { Dockerfile: built(DYNAMIC) }), options: [{ artifacts: [] }] },
    repository("without cgo", { Dockerfile: built("CGO_ENABLED=0 go build") }),
    repository("static with cgo", { Dockerfile: built(`CGO_ENABLED=1 go build -ldflags '-linkmode external -extldflags "-static"'`) }),
    repository("what is not known is not told", { Dockerfile: built("go build -ldflags \"$FLAGS\"").replace("WORKDIR", "ARG FLAGS\nWORKDIR") }),
    repository("a Dockerfile for tests", { Dockerfile: built("CGO_ENABLED=0 go build"), "test/Dockerfile": built(DYNAMIC) }),
    repository("the settings say otherwise for this image", { Dockerfile: built(DYNAMIC) }, {}, { shipments: [{ dockerfile: "Dockerfile", policy: { static: false } }] }),
    repository("a program that is only carried", { Dockerfile: built(DYNAMIC).replace('["/app"]', '["/bin/sh"]') }),
  ],
});
