import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { problemsOf } from "../../generate-rules/validate.mjs";
import { newRule } from "../../new-rule/new-rule.mjs";
import { temporaryTree } from "../temporary.mjs";

const repository = () => temporaryTree({ "packages/eslint-plugin-gomod/src/rules/no-old.ts": "", "packages/eslint-plugin-gomod/src/rules/index.ts": "" });

describe("newRule", () => {
  it("writes rule, test and page", () => {
    const root = repository();
    expect(newRule(root, "gomod", "no-new-thing")).toEqual({
      written: [
        "packages/eslint-plugin-gomod/src/rules/no-new-thing.ts",
        "packages/eslint-plugin-gomod/test/rules/no-new-thing.test.ts",
        "packages/eslint-plugin-gomod/docs/rules/no-new-thing.md",
      ],
      problem: null,
    });
    const page = readFileSync(join(root, "packages/eslint-plugin-gomod/docs/rules/no-new-thing.md"), "utf8");
    expect(page).toContain("# go-gomod/no-new-thing");
    const rule = { name: "no-new-thing", create() {}, meta: { docs: { tier: "experimental", description: "Disallow a thing" }, messages: {}, schema: [] } };
    expect(problemsOf("no-new-thing", rule, page), "the page has every section that is demanded").toEqual([]);
  });

  it.each([
    [undefined, undefined, "usage: npm run new:rule -- <gomod> <name>"],
    ["cmake", "no-x", "usage: npm run new:rule -- <gomod> <name>"],
    ["gomod", "MissingThing", '"MissingThing" must be no-…, require-… or prefer-…, in small letters with hyphens'],
    ["go-gomod", "no-old", "go-gomod/no-old exists already"],
  ])("refuses %s %s", (plugin, name, problem) => {
    expect(newRule(repository(), plugin, name)).toEqual({ written: [], problem });
  });
});
