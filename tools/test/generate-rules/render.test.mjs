import { describe, expect, it } from "vitest";
import { between, pageHeader, presetFile, ruleIndex, rulesTable } from "../../generate-rules/render.mjs";
import { problemsOf } from "../../generate-rules/validate.mjs";

/** @param {string} name @param {string} tier @param {object} meta */
const rule = (name, tier, meta = {}) =>
  /** @type {any} */ ({
    name,
    create() {},
    meta: { docs: { description: "Disallow a|b", tier, reportsIn: "Dockerfile", facts: ["b4"] }, messages: { found: "Found {{x}}.{{entries}}{{why}}" }, schema: [], ...meta },
  });

const plugin = {
  namespace: "go-toy",
  folder: "eslint-plugin-toy",
  rules: new Map([
    ["no-a", rule("no-a", "correctness", { fixable: "code" })],
    ["no-b", rule("no-b", "suspicious")],
    ["no-c", rule("no-c", "strict")],
    ["no-d", rule("no-d", "policy")],
  ]),
};

describe("generated sources", () => {
  it("list the rules by their files", () => {
    expect(ruleIndex(["no-a", "no-x-2-target"])).toBe(`// Written by \`npm run generate\` from the files of this folder.
import type { Rule } from "@go-indep/rule-sdk";
import noA from "./no-a.js";
import noX2Target from "./no-x-2-target.js";

export const rules: Readonly<Record<string, Rule>> = {
  "no-a": noA,
  "no-x-2-target": noX2Target,
};
`);
  });

  it("give the severities that follow from the tiers", () => {
    expect(presetFile(plugin, "recommended")).toBe(`// Written by \`npm run generate\` from the tiers of the rules.
export const recommended = {
  "go-toy/no-a": "error",
  "go-toy/no-b": "warn",
} as const;
`);
    expect(presetFile(plugin, "all")).not.toContain("no-d");
  });
});

describe("generated texts", () => {
  it("have a row for each rule", () => {
    expect(rulesTable(plugin, "docs/rules").split("\n").slice(0, 3)).toEqual([
      "| Rule | What it does | Tier | `recommended` |  |",
      "| --- | --- | --- | --- | --- |",
      "| [go-toy/no-a](docs/rules/no-a.md) | Disallow a\\|b | correctness | error | 🔧 |",
    ]);
  });

  it("begin a page with what the rule says of itself", () => {
    expect(pageHeader(plugin, rule("no-b", "suspicious"))).toBe(`# go-toy/no-b

Disallow a|b.

| Tier | In the presets | Reported in | Facts |
| --- | --- | --- | --- |
| suspicious | \`recommended\` (warn), \`strict\` (warn), \`all\` (warn) | Dockerfile | b4 |

## Messages

- \`found\`: Found {{x}}.`);
  });

  it("replace only what is between the marks", () => {
    expect(between("a\n<!-- rules -->\nold\n<!-- /rules -->\nb\n", "rules", "new")).toBe("a\n<!-- rules -->\nnew\n<!-- /rules -->\nb\n");
    expect(() => between("a", "rules", "new")).toThrow("has no <!-- rules --> … <!-- /rules -->");
  });
});

describe("problemsOf", () => {
  const page = "\n## Why\n\n## What is checked, and what is not\n\n## Examples\n\n## When not to use it\n\n## How to verify\n";

  it("finds nothing wrong with a good rule", () => {
    expect(problemsOf("no-a", rule("no-a", "strict"), page)).toEqual([]);
  });

  it("says what is missing or misnamed", () => {
    const bad = rule("no-b", "nursery", { docs: { description: "does things.", tier: "nursery", facts: [] }, messages: { x: "lower case" }, schema: [{}] });
    expect(problemsOf("bad-name", bad, "\n## Why\n")).toEqual([
      "is not named no-…, require-… or prefer-…",
      'is named "no-b", unlike its file',
      'has an unknown tier "nursery"',
      'has a description that does not begin with Disallow, Require or Prefer, or ends in a stop: "does things."',
      'has a message "x" that does not end in a stop',
      'has a page without "## What is checked, and what is not"',
      'has a page without "## Examples"',
      'has a page without "## When not to use it"',
      'has a page without "## How to verify"',
      'has a page without "## Options"',
    ]);
    expect(problemsOf("no-a", undefined, null)).toEqual(["has no rule as its default export"]);
    expect(problemsOf("no-a", rule("no-a", "strict"), null)).toEqual(["has no page"]);
  });
});
