import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-unconsumed-build-arg",
  meta: {
    docs: {
      description: "Disallow build arguments that a caller passes and no stage declares, and callers that leave out one that a -X needs",
      tier: "suspicious",
      reportsIn: "Makefile, script, Dockerfile",
      facts: [],
    },
    messages: {
      undeclared: "The build argument {{name}} is passed to {{dockerfile}}, where no stage declares it: it changes nothing. Add ARG {{name}} to the stage that needs it, or do not pass it.",
      misspelled: "The build argument {{name}} is passed to {{dockerfile}}, where no stage declares it, but ARG {{near}}: it changes nothing. Pass {{near}}, or declare {{name}}.",
      inside: "The build argument {{name}} is passed to {{dockerfile}} ({{passed}}), where no stage declares it: the build here gives {{name}} a value of its own, and -X {{target}} with it. Add ARG {{name}} to the stage, and hand it to the command.",
      omitted: "{{dockerfile}} is built without the build argument {{name}}, which has no default: -X {{target}} sets {{instead}}. Pass --build-arg {{name}}=…, or give ARG {{name}} a default.",
    },
  },
});
