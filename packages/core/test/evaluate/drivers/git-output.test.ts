import { describe, expect, it } from "vitest";
import { print } from "../../../src/text/index.js";
import { project } from "../../project/support.js";

/** What is built with `-X main.version=` by a script; each of the ways once. */
function versions(assignment: string): readonly string[] {
  const files = { "build.sh": `#!/bin/sh\n${assignment}\ngo build -ldflags "-X main.version=$VERSION" -o app .\n` };
  return [...new Set(project(files).invocations.map(({ command }) => print(command.words[3]?.value ?? { pieces: [] }).replace("-X main.version=", "")))];
}

const DESCRIBE = "<output of `git describe --tags`>";

describe("git that fails prints nothing", () => {
  it("so that what stands behind || is all of the text", () => {
    // of two texts of which one is not known, neither is told apart
    expect(versions("VERSION=$(git describe --tags 2>/dev/null || echo dev)")).toEqual([DESCRIBE]);
    expect(versions("VERSION=$(git rev-parse --short HEAD || echo unknown)")).toEqual(["<output of `git rev-parse --short HEAD`>"]);
  });

  it("which is one of the texts that are not known", () => {
    expect(versions("VERSION=$(git describe --tags || true)")).toEqual([DESCRIBE]);
    expect(versions("VERSION=$(git describe --tags)")).toEqual([DESCRIBE]);
    expect(versions("VERSION=$(git describe --tags; echo -dirty)")).toEqual([`${DESCRIBE}-dirty`]);
  });

  it("but for rev-parse, which repeats the name", () => {
    expect(versions("VERSION=$(git rev-parse HEAD || echo unknown)")).toEqual(["<output of `git rev-parse HEAD`>", "<output of `git rev-parse HEAD`>unknown"]);
  });

  it("in makefiles, too", () => {
    const Makefile = "VERSION := $(shell git describe --tags 2>/dev/null || echo v0.0.0)-SNAPSHOT\napp:\n\tgo build -o app -tags=$(VERSION) .\n";
    const tags = project({ Makefile }).invocations.map(({ command }) => command.words.map(({ value }) => print(value)).join(" "));
    expect(tags).toEqual([`go build -o app -tags=${DESCRIBE}-SNAPSHOT .`]);
  });
});
