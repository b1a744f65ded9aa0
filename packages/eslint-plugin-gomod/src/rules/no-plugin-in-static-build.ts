import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-plugin-in-static-build",
  meta: {
    docs: {
      description: "Disallow opening plugins in a program that cannot load any",
      tier: "correctness",
      reportsIn: "Go",
      facts: ["d17"],
    },
    messages: {
      stub: "plugin.Open always fails in {{programs}} ('plugin: not implemented'): without cgo, package plugin is a stub. Build with CGO_ENABLED=1 and a C compiler, or put the use of plugins behind //go:build cgo.",
      static: "plugin.Open cannot work in {{programs}}: a static program has no dynamic loader. With glibc it ends with 'fatal error: runtime: no plugin module data', with musl in 'Dynamic loading not supported'. Link dynamically, or drop the plugins.",
    },
  },
});
