import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-unresolved-x-target",
  meta: {
    docs: {
      description: "Disallow -X with a variable that the program does not have",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["f1", "f2", "f3", "f5"],
    },
    messages: {
      unresolved: "-X {{target}} sets nothing in {{main}}: {{reason}}. Remove it, or declare the variable.",
      nearest: "-X {{target}} sets nothing in {{main}}: {{reason}}. Did you mean {{nearest}}?",
    },
  },
});
