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
      missing: "{{artifact}} starts {{subject}}, which {{image}} does not have: starting it fails ('executable file not found in $PATH', of a path 'no such file or directory'). {{remedy}}",
    },
  },
});
