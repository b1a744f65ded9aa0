import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-temp-directory",
  meta: {
    docs: {
      description: "Disallow temporary files in an image without a directory for them",
      tier: "suspicious",
      reportsIn: "Dockerfile",
      facts: ["img"],
    },
    messages: {
      missing: "{{artifact}} makes temporary files and does not look at the error, and {{image}} has no {{subject}}: there is no file. {{remedy}}",
    },
  },
});
