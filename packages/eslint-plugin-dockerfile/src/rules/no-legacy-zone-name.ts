import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-legacy-zone-name",
  meta: {
    docs: {
      description: "Disallow names of time zones that the tzdata of the image has no more",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["h9", "img"],
    },
    messages: {
      legacy: "{{artifact}} needs the time zone {{subject}}, a legacy name that the tzdata of {{image}} does not have. {{remedy}}",
    },
  },
});
