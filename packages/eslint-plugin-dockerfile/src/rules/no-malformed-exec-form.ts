import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-malformed-exec-form",
  meta: {
    docs: {
      description: "Disallow an array of ENTRYPOINT, CMD, HEALTHCHECK or RUN that is not valid JSON",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: [],
    },
    messages: {
      malformed: "This is not the exec form that it looks like, because {{reason}}: BuildKit takes it for a command line of a shell, which then looks for a program whose name begins with a bracket. {{remedy}}",
    },
    suggestions: {
      array: "Write the JSON array that is meant.",
    },
  },
});
