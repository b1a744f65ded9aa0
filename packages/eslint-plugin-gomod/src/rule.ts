import { ruleFactory } from "@go-indep/rule-sdk";

export const { createFindingRule } = ruleFactory({
  namespace: "go-gomod",
  docsUrl: (rule) => `https://github.com/go-indep/go-indep-lint/blob/main/packages/eslint-plugin-gomod/docs/rules/${rule}.md`,
});
