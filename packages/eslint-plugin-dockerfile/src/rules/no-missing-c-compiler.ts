import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-c-compiler",
  meta: {
    docs: {
      description: "Disallow building cgo packages in a stage without a C compiler",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["b5", "b7", "img"],
    },
    messages: {
      missing: "cgo is on and {{main}} links packages that need it, but no C compiler is installed where it is built: {{text}}. Install one, or set CGO_ENABLED=0 when no package needs cgo.",
    },
  },
});
