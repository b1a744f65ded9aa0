import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-dropped-ldflags",
  meta: {
    docs: {
      description: "Disallow shipping a program without the -X that the repository's other build of it has",
      tier: "suspicious",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["q2", "q3", "q4"],
    },
    messages: {
      dropped: "This build of {{main}} ships, and has no -X: {{place}} builds the same program with -X {{targets}}. What ships says the default of the source. Pass the same linker flags here, or build by the same rule.",
    },
  },
});
