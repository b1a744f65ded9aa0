import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-ineffective-netdns",
  meta: {
    docs: {
      description: "Disallow a choice of the DNS resolver that the program cannot follow",
      tier: "correctness",
      reportsIn: "Go, go.mod, go.work, Dockerfile",
      facts: ["i4", "i5", "i6"],
    },
    messages: {
      cgo: "{{setting}} has no effect in {{programs}}: it is linked without libc's resolver, and Go goes on with its own one without a word. Build with CGO_ENABLED=1 and without -tags netgo, or drop the setting.",
      mode: "{{setting}} has no effect in {{programs}}: Go knows netdns=go and netdns=cgo, with or without a debug level such as +2, and ignores anything else. Write one of these.",
      unlinked: "{{setting}} has no effect in {{programs}}: package net is not linked, so there is no resolver to choose. Drop the setting.",
      below: "{{setting}} has no effect in {{programs}}: a //go:debug line below the package clause is a comment. Move it above the package clause, with a blank line between it and the documentation.",
      package: "{{setting}} has no effect in {{programs}}: go heeds //go:debug lines of package main only. Move it to main, or to a godebug line of go.mod.",
    },
  },
});
