import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-overridden-make-variable",
  meta: {
    docs: {
      description: "Disallow changes of make variables that the command line of make undoes",
      tier: "correctness",
      reportsIn: "Makefile",
      facts: ["q3"],
    },
    messages: {
      append: "{{name}} += {{value}} does nothing here: {{given}} gives {{name}} on the command line of make, which goes before the makefile. Use another variable for what callers give, or write override {{name}} += {{value}}.",
      override: "override {{name}} = {{value}} takes the variable from the command line, which gives it too, and does not export it: the go command sees none. Write override export {{name}} = {{value}}.",
    },
    suggestions: {
      overriding: "Add to {{name}} whatever the command line gives.",
      export: "Export {{name}} to every recipe.",
    },
  },
});
