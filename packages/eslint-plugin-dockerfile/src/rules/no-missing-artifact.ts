import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-artifact",
  meta: {
    docs: {
      description: "Disallow copying a program from where its stage does not write it",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: [],
    },
    messages: {
      missing: "Nothing in stage {{stage}} writes {{path}}: the image cannot be built. The stage builds {{near}}.",
    },
  },
});
