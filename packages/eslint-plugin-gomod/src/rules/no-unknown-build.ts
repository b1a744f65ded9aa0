import { UNKNOWN_BUILD_MESSAGES } from "@go-indep/rule-sdk";
import { createFindingRule } from "../rule.js";

const { module } = UNKNOWN_BUILD_MESSAGES;

export default createFindingRule({
  name: "no-unknown-build",
  meta: {
    docs: {
      description: "Disallow builds with modules whose sources are not here",
      tier: "policy",
      reportsIn: "go.mod, Go",
      facts: [],
    },
    messages: { module },
  },
});
