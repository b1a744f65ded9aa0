import { describe, expect, test } from "vitest";
import { project } from "../support.js";
import { builds } from "./support.js";

const DOCKERFILE = "FROM golang:1.24 AS build\nARG VERSION\nRUN true\nFROM scratch AS prod\n";

describe("services of a compose file", () => {
  test("name context, Dockerfile, target, arguments and platform", () => {
    const analyzed = project({
      "api/Dockerfile": DOCKERFILE,
      "docker/web.Dockerfile": DOCKERFILE,
      "compose.yaml": `services:
  api:
    build: ./api
  web:
    platform: linux/arm64
    build:
      context: .
      dockerfile: docker/web.Dockerfile
      target: prod
      args:
        VERSION: \${VERSION:-dev}
  list:
    build:
      context: api
      args: ["VERSION=1.2", "COMMIT"]
  db:
    image: postgres
`,
    });
    expect(builds(analyzed)).toEqual([
      "api/Dockerfile in api amd64 (compose compose.yaml)",
      "api/Dockerfile in api amd64 VERSION=1.2 COMMIT=<COMMIT of the environment of whoever runs compose> (compose compose.yaml)",
      "docker/web.Dockerfile in . #prod arm64 VERSION=dev (compose compose.yaml)",
    ]);
  });

  test("take variables of .env, and what neither it nor the file gives is not known", () => {
    const analyzed = project({
      Dockerfile: DOCKERFILE,
      ".env": "# release\nVERSION='1.4'\n",
      "docker-compose.yml": "services:\n  app:\n    build:\n      context: .\n      args: {VERSION: \"v$VERSION\", COMMIT: \"${COMMIT}\", COST: \"$$5\"}\n",
    });
    expect(builds(analyzed)).toEqual(["Dockerfile in . amd64 VERSION=v1.4 COMMIT=<the variable COMMIT, which whoever runs compose may set> COST=$5 (compose docker-compose.yml)"]);
  });

  test("are overridden by the override file, extended and included", () => {
    const analyzed = project({
      Dockerfile: DOCKERFILE,
      "sub/Dockerfile": DOCKERFILE,
      "compose.yaml": "include: [sub/compose.yaml]\nservices:\n  app:\n    extends: {service: base}\n    build:\n      args: {A: '1'}\n  base:\n    build: {context: ., args: {A: '0', B: '0'}}\n",
      "compose.override.yaml": "services:\n  app:\n    build:\n      args: {VERSION: local}\n",
      "sub/compose.yaml": "services:\n  sub:\n    build: .\n",
    });
    expect(builds(analyzed)).toEqual([
      "Dockerfile in . amd64 A=1 B=0 VERSION=local (compose compose.override.yaml)",
      "Dockerfile in . amd64 A=0 B=0 (compose compose.yaml)",
      "sub/Dockerfile in sub amd64 (compose sub/compose.yaml)",
    ]);
  });

  test("are those of the command when a makefile names the files", () => {
    const analyzed = project({
      Dockerfile: DOCKERFILE,
      Makefile: "image:\n\tVERSION=9 docker compose -f deploy/compose.yaml build app\n",
      "deploy/compose.yaml": "services:\n  app:\n    build:\n      context: ..\n      args: {VERSION: $VERSION}\n  other:\n    build: ..\n",
    });
    expect(builds(analyzed)).toEqual(["Dockerfile in . amd64 VERSION=9 (compose deploy/compose.yaml)"]);
  });
});

test("a stage that only compose wants for development leaves the image to an assumed caller", () => {
  const analyzed = project({
    Dockerfile: "FROM golang:1.24 AS dev\nFROM scratch\n",
    "compose.yaml": "services:\n  app:\n    build: {context: ., target: dev}\n",
  });
  expect(builds(analyzed)).toEqual(["Dockerfile in . #dev amd64 (compose compose.yaml)", "Dockerfile in . amd64 (assumed)"]);
});

test("callers that ask for one build are one entry", () => {
  const analyzed = project({
    Dockerfile: DOCKERFILE,
    Makefile: "image:\n\tdocker build --build-arg VERSION=$(shell git describe) .\npush:\n\tdocker buildx build --push --build-arg VERSION=$(VERSION) .\n",
    "compose.yaml": "services:\n  a: {build: .}\n  b: {build: .}\n",
  });
  expect(builds(analyzed).map((text) => text.replace(/<.*>/, "<>"))).toEqual(["Dockerfile in . amd64 VERSION=<> (docker-build Makefile)", "Dockerfile in . amd64 (compose compose.yaml)"]);
  expect(analyzed.entries[0]?.callers.length).toBe(2);
});
