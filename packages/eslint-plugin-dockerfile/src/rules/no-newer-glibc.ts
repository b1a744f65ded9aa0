import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-newer-glibc",
  meta: {
    docs: {
      description: "Disallow shipping a Go binary that was linked against a newer glibc than its image has",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["l3", "l4", "l5", "img"],
    },
    messages: {
      newer: "{{artifact}} needs {{subject}}, and the glibc of {{image}} is older: the loader refuses to start it. {{remedy}}",
    },
  },
});
