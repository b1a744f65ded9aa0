import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-unknown-build",
  meta: {
    docs: {
      description: "Disallow builds and images that cannot be understood",
      tier: "policy",
      reportsIn: "Dockerfile",
      facts: [],
    },
    messages: {
      build: "This is not understood: {{reason}}. It may build what ships, or change it, and that is not checked. Write the commands where they can be read.",
      image: "This image is not known: {{reason}}. What ships in it is not checked.",
      program: "What the image starts is not understood: {{reason}}. It is not checked. Build it with commands that can be read.",
    },
  },
});
