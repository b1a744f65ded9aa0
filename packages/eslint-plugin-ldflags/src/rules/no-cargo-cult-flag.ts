import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-cargo-cult-flag",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow flags that do nothing in the build that has them",
      tier: "strict",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["d14", "g1", "c5", "i6"],
    },
    messages: {
      suffix: "{{flag}} does nothing: it names directories of installed packages, and a module installs none. Drop it, and with it an -a, which compiles everything again for the same result.",
      dwarf: "{{flag}} does nothing beside -s, which drops the debug information, too. Drop {{flag}}.",
      extldflags: "{{flag}} does nothing: go links this program by itself, and the C compiler never sees its flags. Drop it.",
      netcgo: "The tag {{flag}} does nothing with cgo off: the resolver of libc is not there to be chosen. Drop it.",
    },
  },
});
