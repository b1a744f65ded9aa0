import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-user-database",
  meta: {
    docs: {
      description: "Disallow USER with a name that the image does not have",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["j1", "j2", "j3", "j4", "img"],
    },
    messages: {
      missing: "The container does not start: the runtime looks {{subject}} up in the image, and {{image}} does not have that name. {{remedy}}",
    },
    suggestions: {
      number: "Use the number instead, which needs no /etc/passwd.",
    },
  },
});
