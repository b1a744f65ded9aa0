import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-unknown-build",
  meta: {
    docs: {
      description: "Disallow builds outside of Dockerfiles that cannot be understood",
      tier: "policy",
      reportsIn: "Makefile, script",
      facts: [],
    },
    messages: {
      build: "This is not understood: {{reason}}. It may build what ships, or change it, and that is not checked. Write the commands where they can be read.",
    },
  },
});
