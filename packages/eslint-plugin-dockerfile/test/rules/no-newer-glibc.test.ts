import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-newer-glibc.js";
import { HELLO, repository } from "./repository.js";

function built(builder: string, go: string, base: string): string {
  return `FROM ${builder} AS build\nWORKDIR /src\nCOPY . .\nRUN ${go}\n\nFROM ${base}\nCOPY --from=build /app /app\n%ENTRYPOINT ["/app"]\n`;
}

const reported = (dockerfile: string): string => dockerfile.replace("%", "~~~~~~~~~~~~~~~~~~~~~~~~~~~\n");
const silent = (dockerfile: string): string => dockerfile.replace("%", "");
const remedy = (glibc: string): string => `Build on an image with glibc ${glibc} or older, or ship in one with glibc 2.34 or newer.`;

testRule(rule, {
  projects: [
    repository(
      "the example of the page: built on bookworm, shipped in bullseye",
      { Dockerfile: reported(built("golang:1.24-bookworm", "go build -o /app .", "debian:bullseye-slim")) },
      {
        Dockerfile: [
          {
            messageId: "newer",
            data: { artifact: "/app", subject: "GLIBC_2.34", image: "debian:bullseye-slim", remedy: remedy("2.31") },
            why: ["built here (Dockerfile:4)", "runtime/cgo built on glibc 2.36 requires GLIBC_2.34", "debian:bullseye-slim is debian:bullseye"],
          },
        ],
      },
    ),
    repository(
      "distroless of Debian 11",
      { Dockerfile: reported(built("golang:1.24-bookworm", "CGO_ENABLED=1 go build -o /app .", "gcr.io/distroless/base-debian11")) },
      { Dockerfile: [{ messageId: "newer", data: { artifact: "/app", subject: "GLIBC_2.34", image: "gcr.io/distroless/base-debian11", remedy: remedy("2.31") } }] },
    ),
    repository(
      "Ubuntu 20.04",
      { Dockerfile: reported(built("golang:1.24-bookworm", "go build -o /app .", "ubuntu:20.04")) },
      { Dockerfile: [{ messageId: "newer", data: { artifact: "/app", subject: "GLIBC_2.34", image: "ubuntu:20.04", remedy: remedy("2.31") } }] },
    ),
    repository("the same release", { Dockerfile: silent(built("golang:1.24-bookworm", "go build -o /app .", "debian:bookworm-slim")) }),
    repository("an older release that builds", { Dockerfile: silent(built("golang:1.22-bullseye", "GOTOOLCHAIN=auto go build -o /app .", "debian:bookworm-slim")) }),
    repository("bullseye to bullseye", { Dockerfile: silent(built("golang:1.24-bullseye", "go build -o /app .", "debian:bullseye-slim")) }),
    repository("without cgo", { Dockerfile: silent(built("golang:1.24-bookworm", "CGO_ENABLED=0 go build -o /app .", "debian:bullseye-slim")) }),
    repository("without C code", { "main.go": HELLO, Dockerfile: silent(built("golang:1.24-bookworm", "go build -o /app .", "debian:bullseye-slim")) }),
    repository("linked statically", { Dockerfile: silent(built("golang:1.24-bookworm", "go build -ldflags '-linkmode external -extldflags \"-static\"' -o /app .", "debian:bullseye-slim")) }),
    repository("without a loader: no-missing-interpreter tells that", { Dockerfile: silent(built("golang:1.24-bookworm", "go build -o /app .", "scratch")) }),
    repository("an image that is not known", { Dockerfile: silent(built("golang:1.24-bookworm", "go build -o /app .", "registry.example.com/base:7")) }),
  ],
});
