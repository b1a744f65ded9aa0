import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/require-static.js";
import { repository } from "./repository.js";

function shipped(build: string, { base = "debian:bookworm-slim", reported = false }: { readonly base?: string; readonly reported?: boolean } = {}): string {
  return `FROM golang:1.24-bookworm AS build\nWORKDIR /src\nCOPY . .\nRUN ${build} -o /app .\n\nFROM ${base}\nCOPY --from=build /app /app\n${reported ? "~~~~~~~~~~~~~~~~~~~~~~~~~~~\n" : ""}ENTRYPOINT ["/app"]\n`;
}

const LOADER = "/lib64/ld-linux-x86-64.so.2";
const DYNAMIC = "CGO_ENABLED=1 go build";

testRule(rule, {
  projects: [
    repository(
      "the example of the page: cgo makes it dynamic",
      { Dockerfile: shipped(DYNAMIC, { reported: true }) },
      { Dockerfile: [{ messageId: "dynamic", data: { artifact: "/app", interpreter: LOADER } }] },
    ),
    repository(
      "position-independent without cgo",
      { Dockerfile: shipped("CGO_ENABLED=0 go build -buildmode=pie", { reported: true }) },
      { Dockerfile: [{ messageId: "dynamic", data: { artifact: "/app", interpreter: LOADER } }] },
    ),
    {
      ...repository(
        "a pattern that fits",
        { Dockerfile: shipped(DYNAMIC, { reported: true }) },
        { Dockerfile: [{ messageId: "dynamic", data: { artifact: "/app", interpreter: LOADER } }] },
      ),
      options: [{ artifacts: ["/usr/bin/*", "/a*"] }],
    },
    { ...repository("a pattern that does not fit", { Dockerfile: shipped(DYNAMIC) }), options: [{ artifacts: ["/usr/bin/*"] }] },
    { ...repository("no pattern", { Dockerfile: shipped(DYNAMIC) }), options: [{ artifacts: [] }] },
    repository("without cgo", { Dockerfile: shipped("CGO_ENABLED=0 go build") }),
    repository("static with cgo", { Dockerfile: shipped(`CGO_ENABLED=1 go build -ldflags '-linkmode external -extldflags "-static"'`) }),
    repository("what is not known is not told", { Dockerfile: shipped("go build -ldflags \"$FLAGS\"").replace("WORKDIR", "ARG FLAGS\nWORKDIR") }),
    repository("a Dockerfile for tests", { Dockerfile: shipped("CGO_ENABLED=0 go build"), "test/Dockerfile": shipped(DYNAMIC) }),
    repository("the settings say otherwise for this image", { Dockerfile: shipped(DYNAMIC) }, {}, { shipments: [{ dockerfile: "Dockerfile", policy: { static: false } }] }),
    repository("a program that is only carried", { Dockerfile: shipped(DYNAMIC).replace('["/app"]', '["/bin/sh"]') }),
  ],
});
