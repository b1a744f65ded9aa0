import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-impossible-link-mode",
  meta: {
    docs: {
      description: "Disallow flags that need cgo in a build that has it off",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["d7", "d8", "d16", "d17"],
    },
    messages: {
      linkmode: "{{flag}} hands the link to the C compiler, which takes cgo, and cgo is off: the build ends with '{{text}}'. Build with CGO_ENABLED=1 and a C compiler, or drop the flag: without cgo go links by itself.",
      instrument: "{{flag}} takes cgo, and cgo is off: the build ends with '{{text}}'. Build with CGO_ENABLED=1 and a C compiler, or drop {{flag}}.",
      buildmode: "{{flag}} takes the C compiler to link, and cgo is off: the build ends with '{{text}}'. Build with CGO_ENABLED=1 and a C compiler for the target.",
      internal: "{{flag}} asks go to link by itself, which it cannot here: the build ends with '{{text}}'. Drop the flag.",
    },
  },
});
