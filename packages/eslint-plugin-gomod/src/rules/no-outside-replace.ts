import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-outside-replace",
  meta: {
    docs: {
      description: "Disallow replace and use lines that lead out of what the build has",
      tier: "correctness",
      reportsIn: "go.mod, go.work",
      facts: ["s1", "s2"],
    },
    messages: {
      outside: "{{path}} is outside the repository, and the image that builds {{programs}} does not have it: the build fails ('{{text}}'). Require a released version, vendor the module, or bring it into the repository.",
      context: "The image that builds {{programs}} does not have {{path}}, which the repository has: the build fails ('{{text}}'). Copy the directory to the same place beside this file, from a build context that holds both, or vendor the module.",
    },
  },
});
