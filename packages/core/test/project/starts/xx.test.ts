import { describe, expect, it } from "vitest";
import { HELLO, project, shipped } from "../support.js";
import { literalOf } from "../../../src/index.js";

function platformsOf(base: string, steps: string, platforms = ["linux/amd64", "linux/arm64"]): readonly string[] {
  const Dockerfile = `FROM --platform=$BUILDPLATFORM tonistiigi/xx AS xx\nFROM --platform=$BUILDPLATFORM ${base} AS build\nCOPY --from=xx / /\nWORKDIR /src\nCOPY . .\n${steps}\nFROM scratch\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n`;
  const { invocations, shipments, defects } = project({ "main.go": HELLO, Dockerfile }, { platforms });
  expect(defects).toEqual([]);
  return invocations.map(({ command, environment, linkage }, i) => {
    const { goos, goarch, cgoEnabled } = command.settings;
    const compiler = environment.getExported("CC");
    const parts = [goos, goarch].map((verdict) => (verdict.kind === "known" ? verdict.value : "?"));
    const cgo = cgoEnabled.kind === "known" ? (cgoEnabled.value ? "cgo" : "no cgo") : "cgo?";
    const kind = shipments[i] === undefined ? (linkage.kind.kind === "known" ? linkage.kind.value : "?") : shipped(shipments[i]);
    return `${parts.join("/")} ${cgo}${compiler === null ? "" : ` CC=${literalOf(compiler.value) ?? "?"}`}: ${kind}`;
  });
}

describe("xx", () => {
  it("builds for the platform of the image", () => {
    expect(platformsOf("golang:1.24-alpine", "ARG TARGETPLATFORM\nRUN xx-go build -o /app . && xx-verify --static /app")).toEqual(["linux/amd64 no cgo: /app static in scratch", "linux/arm64 no cgo: /app static in scratch"]);
  });

  it("builds for its own where the platform's argument is not declared", () => {
    expect(platformsOf("golang:1.24-alpine", "RUN xx-go build -o /app .", ["linux/arm64"])).toEqual(["linux/amd64 no cgo: /app static in scratch"]);
  });

  it("uses clang for the target when there is one", () => {
    expect(platformsOf("golang:1.24-alpine", "RUN apk add clang lld\nARG TARGETPLATFORM\nRUN xx-apk add gcc musl-dev\nRUN CGO_ENABLED=1 xx-go build -o /app .", ["linux/arm64"])).toEqual([
      "linux/arm64 cgo CC=aarch64-alpine-linux-musl-clang: /app static in scratch",
    ]);
  });

  it("makes the go commands after `xx-go --wrap` build for the platform", () => {
    expect(platformsOf("golang:1.24-alpine", "ARG TARGETPLATFORM\nRUN xx-go --wrap\nRUN go build -o /app .")).toEqual(["linux/amd64 no cgo: /app static in scratch", "linux/arm64 no cgo: /app static in scratch"]);
    expect(platformsOf("golang:1.24-alpine", "ARG TARGETPLATFORM\nRUN xx-go --wrap && something-else\nRUN go build -o /app .", ["linux/arm64"])).toEqual(["linux/arm64 no cgo: /app static in scratch"]);
    expect(platformsOf("golang:1.24-alpine", "ARG TARGETPLATFORM\nRUN xx-go --wrap && xx-go --unwrap\nRUN go build -o /app .", ["linux/arm64"])).toEqual(["linux/amd64 no cgo: /app static in scratch"]);
  });

  it("tells the triple where it is asked for nothing", () => {
    expect(platformsOf("golang:1.24-bookworm", "ARG TARGETPLATFORM\nRUN CC=$(xx-info)-gcc CGO_ENABLED=0 xx-go build -o /app .", ["linux/amd64"])).toEqual(["linux/amd64 no cgo CC=x86_64-linux-gnu-gcc: /app static in scratch"]);
  });

  it("tells scripts of the target", () => {
    expect(platformsOf("golang:1.24-alpine", "ARG TARGETPLATFORM\nRUN GOARCH=$(xx-info arch) GOOS=$(xx-info os) go build -o /app .", ["linux/arm64"])).toEqual(["linux/arm64 no cgo: /app static in scratch"]);
  });
});
