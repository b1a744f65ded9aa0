import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-context-path",
  meta: {
    docs: {
      description: "Disallow building with files that the build context or the stage does not have",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["s1"],
    },
    messages: {
      missing: "{{path}} is not in the build context ({{context}}), and nothing in the repository writes it: the image cannot be built. Correct the path, or remove the instruction.",
      ignored: "{{ignored}} leaves {{path}} out of the build context: the image cannot be built. Add '!{{path}}' there, or remove the instruction.",
      download: "go mod download reads {{path}}, to which go.mod leads, and the stage does not have it yet: the build fails ('{{text}}'). Copy the directory before this command.",
    },
  },
});
