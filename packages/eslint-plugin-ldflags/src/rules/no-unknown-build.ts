import { UNKNOWN_BUILD_MESSAGES } from "@go-indep/rule-sdk";
import { createFindingRule } from "../rule.js";

const { build } = UNKNOWN_BUILD_MESSAGES;

export default createFindingRule({
  name: "no-unknown-build",
  meta: {
    docs: {
      description: "Disallow builds outside of Dockerfiles that cannot be understood",
      tier: "policy",
      reportsIn: "Makefile, script",
      facts: [],
    },
    messages: { build },
  },
});
