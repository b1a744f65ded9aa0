import { expect, it } from "vitest";
import { HELLO, project } from "../support.js";

it("recipes that build are starts; tests and helpers are not", () => {
  const { invocations, entries } = project({
    "main.go": HELLO,
    justfile: 'go := "go"\n\ntest:\n  go build ./x\nlint:\n  golangci-lint run\n# with an argument\nbuild tags:\n  {{go}} build -tags {{tags}} .\nimage: (build "a")\n  docker build -t x .\n',
  });
  expect(entries.map(({ id, kind }) => `${kind} ${id}`)).toEqual(["just justfile:build", "just justfile:image"]);
  expect(invocations.map(({ chain }) => chain.map(({ text }) => text))).toContainEqual(["just --justfile justfile build", "recipe build", expect.stringMatching(/^go build -tags . \.$/)]);
});
