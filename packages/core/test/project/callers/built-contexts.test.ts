import { describe, expect, it } from "vitest";
import { project, shipped, verdicts, type Files } from "../support.js";

const BASE = "FROM golang:1.24-alpine AS base\nRUN apk add --no-cache gcc musl-dev\nENV CGO_ENABLED=1 PORT=80\nWORKDIR /src\n";
const APP = 'FROM base AS build\nCOPY . .\nRUN go build -o /app .\nFROM alpine:3.21\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n';
const BAKE = 'group "default" { targets = ["app"] }\ntarget "toolchain" { dockerfile = "base/Dockerfile" }\ntarget "app" { contexts = { base = "target:toolchain" } }\n';

function told(files: Files): readonly string[] {
  const { shipments, notUnderstood, defects } = project(files);
  expect(defects).toEqual([]);
  return [...shipments.map((shipment) => [shipped(shipment), ...verdicts(shipment)].join("; ")), ...notUnderstood.map(({ reason }) => reason.text)];
}

describe("a named context that is another target of bake", () => {
  it("is what FROM stands on: its packages, variables and directory", () => {
    const files = { Dockerfile: APP, "base/Dockerfile": BASE, "docker-bake.hcl": BAKE };
    expect(told(files)).toEqual(["/app dynamic in alpine:3.21"]);
    expect(project(files).invocations.map(({ linkage, command }) => [linkage.interpreter.kind === "known" && linkage.interpreter.value, command.directory.kind === "known" && command.directory.value])).toEqual([["/lib/ld-musl-x86_64.so.1", "/src"]]);
  });

  it("is what COPY --from copies from, with the programs that it builds", () => {
    const files = {
      Dockerfile: 'FROM scratch\nCOPY --from=made /out/app /app\nENTRYPOINT ["/app"]\n',
      "build.Dockerfile": "FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/app .\nFROM build AS check\nRUN go vet ./...\n",
      "docker-bake.hcl": 'target "make" {\n  dockerfile = "build.Dockerfile"\n  target = "build"\n}\ntarget "default" { contexts = { made = "target:make" } }\n',
    };
    expect(project(files).shipments.map(shipped)).toContain("/app static in scratch");
    expect(project(files).invocations.map(({ id }) => id)).toContain("Dockerfile@linux/amd64 by docker-bake.hcl on made:build/example.com/app");
  });

  it("may be built on others in turn, but not on itself", () => {
    const chain = 'target "a" { dockerfile = "base/Dockerfile" }\ntarget "b" {\n  dockerfile = "b/Dockerfile"\n  contexts = { below = "target:a" }\n}\ntarget "default" { contexts = { base = "target:b" } }\n';
    expect(told({ Dockerfile: APP, "base/Dockerfile": BASE, "b/Dockerfile": "FROM below\nENV CGO_ENABLED=0\n", "docker-bake.hcl": chain })).toEqual(["/app static in alpine:3.21"]);
    const ring = 'target "default" { contexts = { base = "target:default" } }\n';
    expect(project({ Dockerfile: APP, "docker-bake.hcl": ring }).defects).toEqual([]);
  });

  it("is not known when there is no such target", () => {
    const files = { Dockerfile: APP, "docker-bake.hcl": 'target "default" { contexts = { base = "target:other" } }\n' };
    expect(project(files).shipments.map(shipped)).toEqual(["/app unknown in alpine:3.21"]);
  });
});

describe("an additional context that is another service of compose", () => {
  it("is built first", () => {
    const compose = "services:\n  base:\n    build: { context: ., dockerfile: base/Dockerfile }\n  app:\n    build:\n      context: .\n      additional_contexts: { base: 'service:base' }\n";
    expect(told({ Dockerfile: APP, "base/Dockerfile": BASE, "compose.yaml": compose })).toEqual(["/app dynamic in alpine:3.21"]);
    const list = compose.replace("{ base: 'service:base' }", "[base=service:base]");
    expect(told({ Dockerfile: APP, "base/Dockerfile": BASE, "compose.yaml": list })).toEqual(["/app dynamic in alpine:3.21"]);
  });
});
