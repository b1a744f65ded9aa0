import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-undeclared-build-arg",
  meta: {
    docs: {
      description: "Disallow build arguments that reach a go build from a stage that does not declare them",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["q6"],
    },
    messages: {
      global: "{{name}} has no value in this stage, so -X {{target}} sets {{instead}}: ARG {{name}} before FROM ({{declared}}) is seen by FROM lines alone. Repeat ARG {{name}} in the stage that builds.",
      stage: "{{name}} has no value in this stage, so -X {{target}} sets {{instead}}: ARG {{name}} ({{declared}}) holds in the stage that declares it. Repeat ARG {{name}} in the stage that builds.",
    },
  },
});
