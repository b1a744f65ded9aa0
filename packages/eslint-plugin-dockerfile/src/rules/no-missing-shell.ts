import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-shell",
  meta: {
    docs: {
      description: "Disallow the shell form in an image without a shell",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["img"],
    },
    messages: {
      start: "{{instruction}} is in shell form, which runs {{subject}}, and {{image}} has no {{subject}}: the container does not start. {{remedy}}",
      healthcheck: "{{instruction}} is in shell form, which runs {{subject}}, and {{image}} has no {{subject}}: the container is never healthy. {{remedy}}",
      build: "{{instruction}} is in shell form, which runs {{subject}}, and the stage has no {{subject}}: the build fails here. {{remedy}}",
    },
  },
});
