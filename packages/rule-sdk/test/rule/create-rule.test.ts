import { describe, expect, it } from "vitest";
import { crashOf } from "../../src/index.js";
import { createRule, docs, lint, noBadWord, printed, type Word } from "../toy.js";

describe("createRule", () => {
  it("adds the address of the page and default options", () => {
    const rule = createRule({
      name: "no-word",
      meta: {
        type: "problem",
        languages: ["toy/words"],
        docs,
        messages: { word: "No {{word}}." },
        schema: [{ type: "object", properties: { words: { type: "array" } } }],
        defaultOptions: [{ words: ["tea"] }] as [{ words: string[] }],
      },
      create: (context, [{ words }]) => ({
        Word(word: Word) {
          if (words.includes(word.value)) context.report({ node: word, messageId: "word", data: { word: word.value } });
        },
      }),
    });
    expect(rule.meta.docs.url).toBe("https://example.invalid/no-word.md");
    expect(lint("tea milk", [rule]).map(printed)).toEqual(["1:1-1:4 toy/no-word: No tea."]);
  });

  it("reports a crash for the file, names the rule, and lets other rules go on", () => {
    const crashing = createRule({
      name: "no-luck",
      meta: { type: "problem", languages: ["toy/words"], docs, messages: {} },
      create: () => ({
        Word() {
          throw new TypeError("luck is undefined");
        },
      }),
    });
    const [crash, ordinary, ...more] = lint("bad word", [crashing, noBadWord]);
    expect(crash?.message).toBe(
      "Rule toy/no-luck crashed on this file: luck is undefined. This is a bug in go-indep-lint, please report it; other rules and files are not affected.",
    );
    expect([crash?.line, crash?.column, crash?.severity]).toEqual([1, 1, 2]);
    expect(crash && crashOf(crash)?.stack).toContain("TypeError: luck is undefined");
    expect(ordinary?.ruleId).toBe("toy/no-bad-word");
    expect(ordinary && crashOf(ordinary)).toBeNull();
    expect(more).toEqual([]);
  });

  it("reports a crash while the rule is made, too", () => {
    const crashing = createRule({
      name: "no-luck",
      meta: { type: "problem", languages: ["toy/words"], docs, messages: {} },
      create() {
        throw new Error("at once");
      },
    });
    expect(lint("", [crashing]).map(({ message }) => message)).toEqual([expect.stringContaining("Rule toy/no-luck crashed on this file: at once.")]);
  });

  it("says one thing once when several rules crash for one reason", () => {
    const reason = new Error("the analysis failed");
    const crashing = ["no-a", "no-b"].map((name) =>
      createRule({
        name,
        meta: { type: "problem", languages: ["toy/words"], docs, messages: {} },
        create() {
          throw reason;
        },
      }),
    );
    expect(lint("word", crashing)).toHaveLength(1);
  });
});
