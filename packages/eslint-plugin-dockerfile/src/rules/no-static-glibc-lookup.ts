import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-static-glibc-lookup",
  meta: {
    docs: {
      description: "Disallow lookups of users or hosts by a static program with a glibc older than 2.34",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["d4", "d5", "i6"],
    },
    messages: {
      lookup: "{{artifact}} is static and looks names up by {{subject}}, which it loads from the image: {{image}} has not the same, so that the lookups fail or crash the program. {{remedy}}",
    },
  },
});
