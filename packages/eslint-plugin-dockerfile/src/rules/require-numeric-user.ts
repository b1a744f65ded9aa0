import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "require-numeric-user",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require a number in USER",
      tier: "policy",
      reportsIn: "Dockerfile",
      facts: ["j1"],
    },
    messages: {
      name: "USER names {{user}}: where runAsNonRoot is demanded, the kubelet refuses a name, because it does not look into the image. Write the number of the user.",
    },
    suggestions: {
      number: "Use the number instead.",
    },
  },
});
