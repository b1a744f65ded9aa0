import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-misplaced-buildmode",
  meta: {
    docs: {
      description: "Disallow -buildmode among the linker flags",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["c2"],
    },
    messages: {
      pie: "-buildmode=pie in -ldflags is a flag of the linker alone: go compiles for {{compiled}}, and what is linked is dynamic and needs {{interpreter}}, also with CGO_ENABLED=0. Give -buildmode=pie to go build, or drop it.",
      other: "-buildmode={{mode}} in -ldflags is a flag of the linker alone: go compiles for {{compiled}}, and a {{mode}} that is linked of that fails or is of no use. Give -buildmode={{mode}} to go build.",
    },
  },
});
