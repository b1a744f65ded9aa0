import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-likely-missing-ca-certificates",
  meta: {
    docs: {
      description: "Disallow shipping programs that are likely to be TLS clients in an image without CA certificates",
      tier: "suspicious",
      reportsIn: "Dockerfile",
      facts: ["k1", "k2", "k3", "k4", "img"],
    },
    messages: {
      missing: "{{artifact}} is a client of HTTPS servers, as it seems, and {{image}} has no CA certificates: requests to public servers fail with 'certificate signed by unknown authority'. {{remedy}}",
    },
  },
});
