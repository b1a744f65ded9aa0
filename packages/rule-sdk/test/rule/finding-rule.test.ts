import { join, resolve } from "node:path";
import type { Language } from "@eslint/core";
import { Linter } from "eslint";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { relatedLocations, type Rule } from "../../src/index.js";
import { mount } from "../../src/project/registry.js";
import { memoryWorkspace } from "../../src/testing.js";
import { because } from "../fake-analysis.js";
import { configuration, createFindingRule, docs, toyPlugin } from "../toy.js";

vi.mock("@go-indep/core", async (original) => ({ ...(await original<object>()), openProject: (await import("../fake-analysis.js")).openProject }));

const noBad = createFindingRule({ name: "no-bad", meta: { docs, messages: { bad: "There is something bad in {{file}}." } } });

const root = resolve("/finding-rule");
const WHY = because(
  { fact: "b4", text: "CGO_ENABLED=1", at: { file: "Makefile", start: 9, end: 22 } },
  { fact: "", text: "an assumption", at: null },
  { fact: "", text: "go build", at: { file: "Dockerfile", start: 0, end: 3 } },
);

function lint(extra: object, settings: object = WHY, rule: Rule = noBad) {
  const files = { Dockerfile: "FROM bad\n", Makefile: "# first\n CGO_ENABLED=1\n" };
  onTestFinished(mount(root, memoryWorkspace(files)));
  const linter = new Linter({ configType: "flat", cwd: root });
  const config = configuration([rule], { language: "go-indep/text", settings: { "go-indep": settings }, ...extra });
  const defined = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
  return linter.verify(files.Dockerfile, defined, { filename: join(root, "Dockerfile") });
}

describe("a finding", () => {
  it("is reported at its range, with the chain in words after the message", () => {
    expect(lint({})).toMatchObject([
      {
        ruleId: "toy/no-bad",
        messageId: "bad",
        message: "There is something bad in Dockerfile. Why: CGO_ENABLED=1 (Makefile:2) → an assumption → go build (Dockerfile:1).",
        line: 1,
        column: 6,
        endLine: 1,
        endColumn: 9,
      },
    ]);
  });

  it("carries the places of its chain, 1-based, when the processor runs", () => {
    expect(lint({}).map(relatedLocations)).toEqual([
      [
        { fact: "b4", text: "CGO_ENABLED=1", file: "Makefile", line: 2, column: 2, endLine: 2, endColumn: 15 },
        { fact: "", text: "go build", file: "Dockerfile", line: 1, column: 1, endLine: 1, endColumn: 4 },
      ],
    ]);
  });

  it("has the words only, without the processor", () => {
    const [message] = lint({ processor: undefined });
    expect(message?.message).toContain(" Why: CGO_ENABLED=1 (Makefile:2)");
    expect(message && relatedLocations(message)).toEqual([]);
  });

  it("says nothing of a chain that is empty", () => {
    expect(lint({}, {}).map(({ message }) => message)).toEqual(["There is something bad in Dockerfile."]);
  });

  it("keeps its name when the user names the plugin otherwise", () => {
    const renamed = { plugins: { mine: toyPlugin({ "no-bad": noBad }) }, rules: { "mine/no-bad": "warn" } };
    const config = [configuration([], { language: "go-indep/text" }), { files: ["**"], ...renamed, settings: { "go-indep": WHY } }] as Linter.Config[];
    onTestFinished(mount(root, memoryWorkspace({ Dockerfile: "bad" })));
    const messages = new Linter({ configType: "flat", cwd: root }).verify("bad", config, { filename: join(root, "Dockerfile") });
    expect(messages.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([["mine/no-bad", 1]]);
  });

  it("is at the right place in a language that counts columns from 1", () => {
    const { words } = toyPlugin({}).languages;
    const oneBased: Language = {
      ...words,
      columnStart: 1,
      createSourceCode(...input) {
        const code = words.createSourceCode(...input);
        const getLoc = code.getLoc.bind(code);
        code.getLoc = (node) => {
          const { start, end } = getLoc(node);
          return { start: { ...start, column: start.column + 1 }, end: { ...end, column: end.column + 1 } };
        };
        return code;
      },
    };
    const rule = { ...noBad, meta: { ...noBad.meta, languages: ["*"] } } as Rule;
    const extra = { plugins: { ...configuration([rule]).plugins, one: { languages: { words: oneBased } } }, language: "one/words" };
    expect(lint(extra, WHY, rule)).toMatchObject([{ line: 1, column: 6, endColumn: 9, relatedLocations: [{ file: "Makefile" }, { file: "Dockerfile" }] }]);
  });

  it("whose message the rule does not have is a bug that is shown", () => {
    const rule = createFindingRule({ name: "no-bad", meta: { docs, messages: { other: "Other." } } });
    expect(lint({}, {}, rule).map(({ message }) => message)).toEqual([expect.stringContaining('toy/no-bad has no message "bad". This is a bug')]);
  });
});
