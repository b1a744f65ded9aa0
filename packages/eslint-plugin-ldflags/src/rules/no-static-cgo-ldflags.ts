import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-static-cgo-ldflags",
  meta: {
    docs: {
      description: "Disallow -static in CGO_LDFLAGS where go links by itself",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["q11"],
    },
    messages: {
      static:
        "CGO_LDFLAGS={{value}} breaks the build: {{packages}} is the only C code, so go links by itself and asks a trial link for the symbols of libc, of which a static one has none ('relocation target … not defined'). Use -ldflags '-linkmode external -extldflags \"-static\"', or build with CGO_ENABLED=0.",
    },
  },
});
