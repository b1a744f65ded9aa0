import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-shipped-race-build",
  meta: {
    docs: {
      description: "Disallow the race detector in programs that ship",
      tier: "strict",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["d16"],
    },
    messages: {
      race: "{{artifacts}} ships with the race detector: it takes several times the memory and the time, and is linked against libc. Build what ships without -race, and test with it.",
    },
  },
});
