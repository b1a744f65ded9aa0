import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-executable",
  meta: {
    docs: {
      description: "Disallow starting programs that the image does not have",
      tier: "strict",
      reportsIn: "Dockerfile",
      facts: ["img"],
    },
    messages: {
      missing: "{{artifact}} starts {{subject}}, which {{image}} does not have: it fails with 'executable file not found in $PATH'. {{remedy}}",
    },
  },
});
