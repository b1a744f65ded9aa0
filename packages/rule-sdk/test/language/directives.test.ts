import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { configuration, lint, noBadWord, printed } from "../toy.js";

describe("disable directives", () => {
  it("suppress the next line and keep the reason", async () => {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: configuration([noBadWord]) });
    const text = "# eslint-disable-next-line toy/no-bad-word -- it is a quotation\nbad\nbad2";
    const [result] = await eslint.lintText(text, { filePath: "file.toy" });
    expect(result?.messages.map(printed)).toEqual(["3:1-3:5 toy/no-bad-word: Do not say bad2."]);
    expect(result?.suppressedMessages[0]?.suppressions).toEqual([{ kind: "directive", justification: "it is a quotation" }]);
  });

  it("suppress their own line, and blocks", () => {
    expect(lint("bad # eslint-disable-line\n# eslint-disable toy/no-bad-word\nbad\n# eslint-enable toy/no-bad-word\nbad2").map(printed)).toEqual([
      "5:1-5:5 toy/no-bad-word: Do not say bad2.",
    ]);
  });

  it("above a statement cover all its lines", () => {
    expect(lint("# eslint-disable-next-line toy/no-bad-word\nfine \\\n  bad1 \\\n  bad2\nbad3").map(printed)).toEqual([
      "5:1-5:5 toy/no-bad-word: Do not say bad3.",
    ]);
  });

  it("above a statement of several lines are reported once when nothing was suppressed", () => {
    expect(lint("# eslint-disable-next-line toy/no-bad-word\nfine \\\n  fine").map(printed)).toEqual([
      "1:1-undefined:undefined null: Unused eslint-disable directive (no problems were reported from 'toy/no-bad-word').",
    ]);
  });

  it("above a statement do not end a block that goes on", () => {
    const text = "# eslint-disable toy/no-bad-word\n# eslint-disable-next-line toy/no-bad-word\nbad \\\n bad\nbad";
    expect(lint(text, [noBadWord], { linterOptions: { reportUnusedDisableDirectives: "off" } })).toEqual([]);
  });

  it("in the middle of a statement act on one line", () => {
    expect(lint("fine \\\n# eslint-disable-next-line\nbad1 \\\nbad2").map(printed)).toEqual(["4:1-4:5 toy/no-bad-word: Do not say bad2."]);
  });
});

describe("inline configuration", () => {
  it("switches a rule off", () => {
    expect(lint('# eslint toy/no-bad-word: "off"\nbad')).toEqual([]);
  });

  it("is not found in prose about ESLint", () => {
    expect(lint("# eslint is run in CI: see below\nfine")).toEqual([]);
  });

  it("with a syntax error is reported where it is", () => {
    expect(lint("\n# eslint toy/no-bad-word: {off\nfine").map(({ line, column }) => [line, column])).toEqual([[2, 1]]);
  });
});
