import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-interpreter",
  meta: {
    docs: {
      description: "Disallow shipping a dynamically linked Go binary in an image without its interpreter",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["c1", "c2", "l1", "a11", "img", "mod"],
    },
    messages: {
      missing: "{{artifact}} is linked dynamically and needs {{subject}}, which {{image}} does not have: the container ends with 'no such file or directory'. {{remedy}}",
    },
  },
});
