import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-lost-pie",
  meta: {
    docs: {
      description: "Disallow flags that lose the position-independent executable that is asked for",
      tier: "suspicious",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["c3", "c4", "c5", "c6", "c7"],
    },
    messages: {
      static: "-buildmode=pie is lost: with {{flag}} the C compiler makes a static executable at a fixed address. Write -static-pie in place of -static, or drop -buildmode=pie.",
      ignored: "{{flag}} has no effect: go links by itself, and {{made}}. Add -linkmode external and -buildmode=pie, which take cgo and a C compiler.",
      musl: "{{flag}} has no effect: Debian's musl-gcc does not know -static-pie, and the PIE stays dynamic. Link on Alpine, or drop -buildmode=pie and use -static.",
      contradiction: "{{flag}} contradicts {{made}}, and the C compiler fails to link. Write -buildmode=pie, and -static-pie alone in -extldflags.",
      crash: "-d takes the interpreter from the PIE, and nothing else relocates it: the program crashes at start. Use -linkmode external -extldflags -static-pie, or drop -buildmode=pie.",
    },
  },
});
