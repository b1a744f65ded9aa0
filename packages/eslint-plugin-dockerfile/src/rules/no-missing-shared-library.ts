import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-shared-library",
  meta: {
    docs: {
      description: "Disallow shipping a dynamically linked Go binary in an image without a library that it needs",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["l2", "lib", "img"],
    },
    messages: {
      missing: "{{artifact}} needs {{subject}}, which {{image}} does not have: the loader ends with 'cannot open shared object file'. {{remedy}}",
    },
  },
});
