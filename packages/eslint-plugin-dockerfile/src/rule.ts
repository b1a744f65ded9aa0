import { ruleFactory } from "@go-indep/rule-sdk";

export const { createFindingRule } = ruleFactory({
  namespace: "go-dockerfile",
  docsUrl: (rule) => `https://github.com/go-indep/go-indep-lint/blob/main/packages/eslint-plugin-dockerfile/docs/rules/${rule}.md`,
});
