import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "require-explicit-cgo",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require CGO_ENABLED where the linkage depends on whether a C compiler is installed",
      tier: "strict",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["b1", "b7"],
    },
    messages: {
      on: "{{main}} is built with cgo because there is a C compiler where it is built: say CGO_ENABLED=1 if it needs cgo, or CGO_ENABLED=0 if it does not.",
      off: "{{main}} is built without cgo because there is no C compiler where it is built: say CGO_ENABLED=0, so that it stays so.",
      unknown: "Whether {{main}} is built with cgo depends on whether there is a C compiler where it is built: say CGO_ENABLED=1 or CGO_ENABLED=0.",
    },
  },
});
