import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-unguarded-cgo",
  meta: {
    docs: {
      description: "Disallow code that only cgo brings in programs that are built without cgo",
      tier: "strict",
      reportsIn: "Go",
      facts: ["b6", "b9"],
    },
    messages: {
      import: "{{name}} has nothing but cgo files, and {{programs}} is built with cgo off: the build fails. Give the package a file with //go:build !cgo that says what it cannot do, or put this import behind //go:build cgo.",
      undefined: "{{name}} is only in cgo files, and {{programs}} is built with cgo off: the build fails with 'undefined: {{name}}'. Declare it in a file with //go:build !cgo as well, or put this call behind //go:build cgo.",
    },
  },
});
