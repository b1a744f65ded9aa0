import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-ineffective-cgo-enabled",
  meta: {
    docs: {
      description: "Disallow values of CGO_ENABLED other than 0 and 1",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["b4"],
    },
    messages: {
      ignored: "CGO_ENABLED={{value}} is ignored: go reads exactly 0 or 1. cgo is {{effect}} here. Write 0 or 1.",
    },
  },
});
