import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-zoneinfo",
  meta: {
    docs: {
      description: "Disallow loading named time zones in an image without zoneinfo",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["h1", "h2", "h3", "h4", "h5", "h6", "h7", "img"],
    },
    messages: {
      missing: "{{artifact}} needs the time zone {{subject}}, but {{image}} has no zoneinfo and none is embedded in the program. {{remedy}}",
    },
  },
});
