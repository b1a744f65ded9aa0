import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-ineffective-static-flags",
  meta: {
    docs: {
      description: "Disallow flags for static linking that leave the binary dynamic",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["d1", "d2", "d12", "d14", "a2", "q10"],
    },
    messages: {
      internal: "-extldflags {{text}} has no effect here: with {{packages}} as the only cgo packages go links internally, and {{main}} stays dynamic. Add -linkmode external, or build with CGO_ENABLED=0.",
      library: "{{text}} links the compiler's own libraries statically and leaves {{main}} dynamic. Add -static, or build with CGO_ENABLED=0.",
      tag: "The tag {{text}} links nothing statically: {{main}} stays dynamic. Build with CGO_ENABLED=0, or add -ldflags '-linkmode external -extldflags \"-static\"'.",
      osusergo: "The tag netgo leaves os/user with cgo, so {{main}} stays dynamic. Add osusergo, or build with CGO_ENABLED=0.",
      environment: "The go command does not read LDFLAGS ({{text}}), so {{main}} stays dynamic. Pass -ldflags, or build with CGO_ENABLED=0.",
    },
  },
});
