import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-unsupported-go-version",
  meta: {
    docs: {
      description: "Disallow builder images whose Go release refuses go.mod",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["o1", "img"],
    },
    messages: {
      older: "The Go release of {{image}} is older than the go line asks, and GOTOOLCHAIN=local lets no newer one in: the build of {{programs}} fails ('{{text}}'). Build with golang:{{line}} or newer.",
      unreadable: "The Go release of {{image}} cannot read go.mod: the build of {{programs}} fails ('{{text}}'). Build with golang:{{line}} or newer.",
    },
  },
});
