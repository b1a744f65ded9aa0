import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-entrypoint",
  meta: {
    docs: {
      description: "Disallow an ENTRYPOINT or CMD whose program is not in the image",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["l1", "img"],
    },
    messages: {
      missing: "{{instruction}} starts {{subject}}, which is not in the image: the container ends with 'no such file or directory'. {{remedy}}",
      notInPath: "{{instruction}} starts {{subject}}, which is in no directory of PATH in the image: the container ends with 'executable file not found in $PATH'. {{remedy}}",
      interpreter: "The script that {{instruction}} starts is for {{subject}}, which {{image}} does not have: the container ends with 'no such file or directory'. {{remedy}}",
      healthcheck: "{{instruction}} runs {{subject}}, which is not in the image: the container is never healthy. {{remedy}}",
    },
  },
});
