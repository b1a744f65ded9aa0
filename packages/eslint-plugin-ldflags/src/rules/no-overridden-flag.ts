import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-overridden-flag",
  meta: {
    docs: {
      description: "Disallow flags that a later flag replaces",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["e1", "e2", "d10", "e11", "c9"],
    },
    messages: {
      repeated: "{{flag}} is given again at {{place}}, and only the last one counts: {{value}} is dropped. Write one {{flag}} with both values.",
      goflags: "{{flag}} of GOFLAGS is replaced by the one at {{place}}: {{value}} is dropped. Write one {{flag}} with both values.",
    },
  },
});
