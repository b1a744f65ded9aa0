import { describe, expect, it } from "vitest";
import { createRule, docs, lint, noBadWord, printed, type Word } from "../toy.js";

describe("a language", () => {
  it("gives exact places after CRLF and a byte order mark", () => {
    expect(lint("\uFEFFfine\r\nword bad\r\n").map(printed)).toEqual(["2:6-2:9 toy/no-bad-word: Do not say bad."]);
  });

  it("shows all syntax errors, with 1-based columns", () => {
    expect(lint("a ?\n?").map(({ line, column, fatal, message }) => ({ line, column, fatal, message }))).toEqual([
      { line: 1, column: 3, fatal: true, message: "Parsing error: Unexpected question mark" },
      { line: 2, column: 1, fatal: true, message: "Parsing error: Unexpected question mark" },
    ]);
  });

  it("tolerates language options that are meant for other files", () => {
    expect(lint("bad", [noBadWord], { languageOptions: { globals: { window: false }, parserOptions: { project: true } } })).toHaveLength(1);
  });

  it("lets selectors see parents, siblings and ancestors", () => {
    const seen: string[] = [];
    const rule = createRule({
      name: "no-second-word",
      meta: { type: "problem", languages: ["toy/words"], docs, messages: { second: "Second." } },
      create: ({ sourceCode }) => ({
        "Line > Word + Word"(word: Word) {
          seen.push(`${word.value} in ${sourceCode.getAncestors(word).map(({ type }) => type).join(" > ")}`);
        },
      }),
    });
    lint("a b\nc", [rule]);
    expect(seen).toEqual(["b in ToyFile > Line"]);
  });
});
