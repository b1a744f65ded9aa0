import { ESLint } from "eslint";
import { defineConfig } from "eslint/config";
import { describe, expect, it } from "vitest";
import { definePlugin, goIndep, PRESET_NAMES, severityOf, type SyntaxNode, type Tier } from "../../src/index.js";
import { createFindingRule, createRule, docs } from "../toy.js";

const noInstruction = createRule({
  name: "no-maintainer",
  meta: { type: "problem", languages: ["go-indep/dockerfile"], docs, messages: { no: "No {{name}}." } },
  create: (context) => ({
    'Instruction[name="MAINTAINER"]'(node: SyntaxNode) {
      context.report({ node, messageId: "no", data: { name: "MAINTAINER" } });
    },
  }),
});
const noAnywhere = createFindingRule({ name: "no-anywhere", meta: { docs, messages: {} } });

const plugin = definePlugin({
  name: "eslint-plugin-toy",
  version: "1.2.3",
  namespace: "go-toy",
  rules: { "no-maintainer": noInstruction, "no-anywhere": noAnywhere },
  severities: { recommended: { "go-toy/no-maintainer": "error", "go-toy/no-anywhere": "warn" }, strict: {}, all: {} },
  files: ["dockerfile", "makefile"],
  extra: { go: ["go"] },
});

describe("definePlugin", () => {
  it("gives each kind of file everything it needs, and only rules that support its language", () => {
    const common = { processor: "go-indep/evidence", plugins: { "go-indep": goIndep, "go-toy": plugin } };
    expect(plugin.configs.recommended).toMatchObject([
      { ...common, name: "go-toy/recommended/dockerfile", language: "go-indep/dockerfile", rules: { "go-toy/no-maintainer": "error", "go-toy/no-anywhere": "warn" } },
      { ...common, name: "go-toy/recommended/makefile", language: "go-indep/makefile" },
    ]);
    expect(plugin.configs.recommended[1]?.rules).toEqual({ "go-toy/no-anywhere": "warn" });
    expect(plugin.configs.go).toMatchObject([{ name: "go-toy/go/go", language: "go-indep/go", rules: { "go-toy/no-anywhere": "warn" } }]);
  });

  it.each(["FROM a\nMAINTAINER me\n"])("works by spreading, by extends, and by name in extends", async (text) => {
    const ways = [
      defineConfig([plugin.configs.recommended]),
      defineConfig([{ extends: [plugin.configs.recommended] }]),
      defineConfig([{ files: ["**/Dockerfile"], plugins: { "go-toy": plugin }, extends: ["go-toy/recommended"], rules: { "go-toy/no-anywhere": "off" } }]),
    ];
    for (const config of ways) {
      const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [...config, { rules: { "go-toy/no-anywhere": "off" } }] as never });
      const [result] = await eslint.lintText(text, { filePath: "Dockerfile" });
      expect(result?.messages.map(({ ruleId, line }) => `${ruleId} ${line}`)).toEqual(["go-toy/no-maintainer 2"]);
    }
  });
});

describe("severityOf", () => {
  it("keeps the promise of each tier", () => {
    const table = (["correctness", "suspicious", "strict", "experimental", "policy"] satisfies Tier[]).map((tier) => [tier, ...PRESET_NAMES.map((preset) => severityOf(tier, preset))]);
    expect(table).toEqual([
      ["correctness", "error", "error", "error"],
      ["suspicious", "warn", "warn", "warn"],
      ["strict", null, "error", "error"],
      ["experimental", null, null, "warn"],
      ["policy", null, null, null],
    ]);
  });
});
