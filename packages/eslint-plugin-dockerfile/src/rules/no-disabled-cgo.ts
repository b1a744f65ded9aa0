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
      excluded: "The build of {{main}} fails, because it needs cgo, which is off here: {{text}}. Set CGO_ENABLED=1 and install a C compiler.",
      stub: "{{main}} links {{module}}, which is a stub without cgo: it builds, and fails when it is used. Set CGO_ENABLED=1 and install a C compiler, or use a driver in pure Go.",
    },
  },
});
