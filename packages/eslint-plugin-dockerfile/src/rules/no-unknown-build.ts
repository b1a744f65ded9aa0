import { UNKNOWN_BUILD_MESSAGES } from "@go-indep/rule-sdk";
import { createFindingRule } from "../rule.js";

const { build, image, program } = UNKNOWN_BUILD_MESSAGES;

export default createFindingRule({
  name: "no-unknown-build",
  meta: {
    docs: {
      description: "Disallow builds and images that cannot be understood",
      tier: "policy",
      reportsIn: "Dockerfile",
      facts: [],
    },
    messages: { build, image, program },
  },
});
