import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-misspelled-variable",
  meta: {
    docs: {
      description: "Disallow variables that are nearly named like one of go or BuildKit and that nothing reads",
      tier: "suspicious",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["b1"],
    },
    messages: {
      variable: "{{name}} is set for a go command, and nothing reads it: go knows {{meant}}. Write {{meant}}.",
      argument: "ARG {{name}} is no argument that BuildKit knows, and no caller passes it, so that it is empty: BuildKit sets {{meant}}. Write {{meant}}.",
    },
    suggestions: {
      rename: "Write {{meant}}.",
    },
  },
});
