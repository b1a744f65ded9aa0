import { describe, expect, test } from "vitest";
import { project } from "../support.js";
import { builds } from "./support.js";

const DOCKERFILE = "FROM golang:1.24 AS build\nARG VERSION\nRUN true\nFROM scratch AS prod\n";

describe("a bake file", () => {
  test("gives targets with what they inherit, variables with defaults, and platforms", () => {
    const analyzed = project({
      Dockerfile: DOCKERFILE,
      "docker-bake.hcl": `variable "VERSION" { default = "dev" }
variable "COMMIT" {}
group "default" { targets = ["app"] }
target "_common" {
  args = { VERSION = "v\${VERSION}", COMMIT = COMMIT, UNSET = null }
}
target "app" {
  inherits  = ["_common"]
  target    = "prod"
  platforms = ["linux/amd64", "linux/arm64"]
}
`,
    });
    expect(builds(analyzed)).toEqual([
      "Dockerfile in . #prod amd64 VERSION=vdev COMMIT=<the variable COMMIT, which whoever runs bake may set> (bake docker-bake.hcl)",
      "Dockerfile in . #prod arm64 VERSION=vdev COMMIT=<the variable COMMIT, which whoever runs bake may set> (bake docker-bake.hcl)",
    ]);
  });

  test("multiplies targets by a matrix, and computes what its functions give", () => {
    const analyzed = project({
      "cmd/a/Dockerfile": DOCKERFILE,
      "cmd/b/Dockerfile": DOCKERFILE,
      "docker-bake.hcl": `function "tagged" {
  params = [name]
  result = upper("\${name}-x")
}
target "default" {
  name = "app-\${item.name}"
  matrix = { item = [{ name = "a", on = true }, { name = "b", on = false }] }
  dockerfile = "cmd/\${item.name}/Dockerfile"
  args = {
    VERSION = item.on ? tagged(item.name) : "off"
  }
}
`,
    });
    expect(builds(analyzed)).toEqual(["cmd/a/Dockerfile in . amd64 VERSION=A-X (bake docker-bake.hcl)", "cmd/b/Dockerfile in . amd64 VERSION=off (bake docker-bake.hcl)"]);
  });

  test("may be JSON, with an override over it", () => {
    const analyzed = project({
      Dockerfile: DOCKERFILE,
      "docker-bake.json": '{"variable": {"V": {"default": "1"}}, "target": {"default": {"context": ".", "args": {"VERSION": "${V}.0"}}}}',
      "docker-bake.override.hcl": 'target "default" { args = { EXTRA = 1 } }\n',
    });
    expect(builds(analyzed)).toEqual(["Dockerfile in . amd64 VERSION=1.0 EXTRA=1 (bake docker-bake.json)"]);
  });

  test("is told by a command which targets, variables and overrides are meant", () => {
    const analyzed = project({
      Dockerfile: DOCKERFILE,
      Makefile: "image:\n\tVERSION=2 docker buildx bake -f build/bake.hcl --set '*.args.EXTRA=y' app\n",
      "build/bake.hcl": 'variable "VERSION" { default = "0" }\ntarget "app" { args = { VERSION = VERSION } }\ntarget "other" {}\n',
    });
    expect(builds(analyzed)).toEqual(["Dockerfile in . amd64 VERSION=2 EXTRA=y (bake build/bake.hcl)"]);
  });

  test("whose output are files makes no image", () => {
    const analyzed = project({ Dockerfile: DOCKERFILE, "docker-bake.hcl": 'target "default" { output = ["type=local,dest=bin"] }\n' });
    expect(builds(analyzed)).toEqual(["Dockerfile in . amd64 (bake docker-bake.hcl)", "Dockerfile in . amd64 (assumed)"]);
    expect(analyzed.entries.map(({ makesImage }) => makesImage)).toEqual([false, true]);
  });
});
