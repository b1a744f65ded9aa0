import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-disabled-cgo",
  meta: {
    docs: {
      description: "Disallow building programs that need cgo with cgo off",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["b6", "b9", "mod"],
    },
    messages: {
      excluded: "{{main}} needs cgo, which is off here, so the build fails: {{text}}. Set CGO_ENABLED=1 and install a C compiler.",
      stub: "{{main}} links {{module}}, which is a stub without cgo: it builds, and fails when it is used. Set CGO_ENABLED=1 and install a C compiler, or use a driver in pure Go.",
    },
  },
});
