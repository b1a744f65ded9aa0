import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-likely-missing-shared-library",
  meta: {
    docs: {
      description: "Disallow shipping a dynamically linked Go binary in an image without a library that it is linked with",
      tier: "suspicious",
      reportsIn: "Dockerfile",
      facts: ["l2", "d18", "lib", "img"],
    },
    messages: {
      missing: "{{artifact}} is linked with {{subject}}, which {{image}} does not have: if anything in it is used, the loader ends with 'cannot open shared object file'. {{remedy}}",
    },
  },
});
