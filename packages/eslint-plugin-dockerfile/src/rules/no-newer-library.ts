import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-newer-library",
  meta: {
    docs: {
      description: "Disallow building with a newer musl or libstdc++ than the image has",
      tier: "suspicious",
      reportsIn: "Dockerfile",
      facts: ["l4", "l6", "img"],
    },
    messages: {
      newer: "{{artifact}} has C code that is linked with a newer {{subject}} than {{image}} has: what the older one lacks, the loader does not find. {{remedy}}",
    },
  },
});
