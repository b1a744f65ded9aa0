import { ruleFactory } from "@go-indep/rule-sdk";

export const { createFindingRule } = ruleFactory({
  namespace: "go-ldflags",
  docsUrl: (rule) => `https://github.com/go-indep/go-indep-lint/blob/main/packages/eslint-plugin-ldflags/docs/rules/${rule}.md`,
});
