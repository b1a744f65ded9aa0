import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-rejected-cgo-flag",
  meta: {
    docs: {
      description: "Disallow cgo flags that the go command refuses",
      tier: "correctness",
      reportsIn: "Go",
      facts: ["q12"],
    },
    messages: {
      rejected: "The go command refuses {{flag}} in #cgo {{variable}}, so the package does not build ('invalid flag in #cgo {{variable}}: {{flag}}'). {{remedy}}",
    },
  },
});
