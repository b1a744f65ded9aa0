import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-mixed-c-toolchain",
  meta: {
    docs: {
      description: "Disallow a C compiler that the build does not use as it is meant",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["a12", "b3"],
    },
    messages: {
      cxx: "CC={{cc}} is for musl, but the program has C++ code, which {{cxx}} links: it needs glibc all the same. Set CXX to a C++ compiler for musl, too.",
      cross: "CC={{cc}} has no effect: go leaves cgo off when it cross-compiles to {{platform}}, whatever CC is. Add CGO_ENABLED=1, or drop CC.",
    },
  },
});
