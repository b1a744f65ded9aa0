import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-ca-certificates",
  meta: {
    docs: {
      description: "Disallow shipping TLS clients in an image without CA certificates",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["k1", "k2", "k3", "k4", "img"],
    },
    messages: {
      missing: "{{artifact}} verifies TLS servers against the system's roots, and {{image}} has none: requests fail with 'certificate signed by unknown authority'. {{remedy}}",
    },
  },
});
