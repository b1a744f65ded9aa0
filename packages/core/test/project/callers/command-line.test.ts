import { expect, test } from "vitest";
import { EMPTY, literalOf, print } from "../../../src/text/index.js";
import { project } from "../support.js";

const FILES = { "build/Dockerfile": "ARG BASE\nFROM ${BASE}\nCOPY . /src\n", Dockerfile: "FROM scratch\n" };

test.each([
  ["cat ./build/Dockerfile | docker build --build-arg BASE=golang:1.24 . --file -", ["build/Dockerfile BASE=golang:1.24", "Dockerfile assumed"]],
  ["docker build --build-arg BASE=golang:1.24 -f - . < build/Dockerfile", ["build/Dockerfile BASE=golang:1.24", "Dockerfile assumed"]],
  ["sed s/BASE/OTHER/ build/Dockerfile | docker build -f - .", ["Dockerfile assumed", "build/Dockerfile assumed"]],
])("%s builds what comes in", (command, expected) => {
  const { entries } = project({ ...FILES, Makefile: `image:\n\t${command}\n` });
  const shown = entries.filter(({ dockerfile }) => dockerfile !== null).map(({ dockerfile, kind, buildArgs }) => [dockerfile, kind === "assumed" ? kind : [...buildArgs].map(([name, value]) => `${name}=${literalOf(value)}`).join(" ")].join(" "));
  expect(shown.sort()).toEqual([...expected].sort());
});

test("stages that a target does not need are not built", () => {
  const Dockerfile = "FROM node:24 AS ui\nRUN npm ci\nFROM golang:1.24 AS build\nRUN --mount=from=ui go build -o /app .\nFROM scratch AS assets\nCOPY --from=ui /x /x\nFROM scratch AS image\nCOPY --from=build /app /app\nENTRYPOINT [\"/app\"]\n";
  const { invocations, entries } = project({ Dockerfile, Makefile: "assets:\n\tdocker build --target assets .\nimage:\n\tdocker build --target image .\n" });
  expect(entries.map(({ target }) => target)).toEqual(expect.arrayContaining(["assets", "image"]));
  expect(invocations.flatMap((invocation) => invocation.entries).map((id) => entries.find((entry) => entry.id === id)?.target)).toEqual(["image"]);
});

test("an image that one caller names is his, not that of callers who name none", () => {
  const Dockerfile =
    'FROM golang:1.24 AS build\nRUN CGO_ENABLED=0 go build -o /app .\nFROM scratch AS hardened\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\nFROM scratch AS debug-shell\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\nFROM debian:12 AS default\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n';
  const images = (makefile: string): readonly string[] => project({ Dockerfile, Makefile: makefile }).shipments.map(({ entry, stage }) => `${entry.replace(" by Makefile", "")}: ${stage.name ?? ""}`).sort();
  expect(images("image:\n\tdocker build .\nhardened:\n\tdocker build --target hardened .\n")).toEqual(["Dockerfile#hardened@linux/amd64: hardened", "Dockerfile@linux/amd64: debug-shell", "Dockerfile@linux/amd64: default"]);
  expect(images("image:\n\tdocker build .\n")).toEqual(["Dockerfile@linux/amd64: debug-shell", "Dockerfile@linux/amd64: default", "Dockerfile@linux/amd64: hardened"]);
});

test("an argument of which the name is not known may be any: none is taken not to be passed", () => {
  const Dockerfile = 'FROM golang:1.24\nARG VERSION\nRUN go build -ldflags "-X main.version=${VERSION}" -o /app .\nENTRYPOINT ["/app"]\n';
  const image = (argument: string): readonly string[] => {
    const { invocations } = project({ Dockerfile, "build.sh": `#!/bin/sh\ndocker build --build-arg ${argument} .\n` });
    return invocations.map(({ command }) => print(command.words[3]?.value ?? EMPTY));
  };
  expect(image("OTHER=1")).toEqual(["-X main.version="]);
  expect(image("VERSION=1")).toEqual(["-X main.version=1"]);
  expect(image("$(git log -1 --format='VERSION=%s')")).toEqual(["-X main.version=<build argument VERSION, which no file passes>"]);
  expect(image("VERSION=$(git log -1 --format=%s)")).not.toEqual(["-X main.version="]);
});
