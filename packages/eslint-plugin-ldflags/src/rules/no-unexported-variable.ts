import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-unexported-variable",
  meta: {
    docs: {
      description: "Disallow variables of make that the go command must see and that are not exported",
      tier: "correctness",
      reportsIn: "Makefile",
      facts: ["q1", "q2", "q4", "q5"],
    },
    messages: {
      variable: "{{name}} = {{value}} is a variable of make alone: it is not exported, so the go command does not see it. Write export {{name}} = {{value}}, or {{name}}={{value}} in front of the go command.",
      value: "{{name}} is a variable of make alone: it is not exported, so {{reference}} ({{place}}) is empty, and -X {{target}} sets {{instead}}. Export it, or write $({{name}}) in the recipe of this makefile.",
    },
    suggestions: {
      export: "Export {{name}} to every recipe.",
    },
  },
});
