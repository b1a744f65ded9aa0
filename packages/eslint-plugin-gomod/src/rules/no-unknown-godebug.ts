import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-unknown-godebug",
  meta: {
    docs: {
      description: "Disallow GODEBUG settings that the go command refuses",
      tier: "correctness",
      reportsIn: "Go, go.mod, go.work",
      facts: ["i5"],
    },
    messages: {
      unknown: "Go {{go}} knows no GODEBUG setting {{key}}, so the build fails ('{{text}}').{{meant}} Remove it, or build with a release that has it.",
      removed: "Go {{release}} has removed this GODEBUG setting, and Go {{go}} ends the build because of {{setting}} ('{{text}}'). Remove it: there is no way back to what it stood for.",
      malformed: "The go command refuses the GODEBUG setting '{{setting}}', so the build fails ('{{text}}'). Write one key=value without blanks or commas on each line, each key once, and default=go1.N for defaults.",
      line: "Go {{go}} does not know godebug lines, which came with Go 1.23, so the build fails ('{{text}}'). Write //go:debug {{setting}} above the package clause of main, or build with Go 1.23 or newer.",
    },
    suggestions: {
      rename: "Set the one that is meant.",
    },
  },
});
