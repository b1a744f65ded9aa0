import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-lost-environment",
  meta: {
    docs: {
      description: "Disallow assigning variables of the go command where it cannot see them",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["r1", "r2", "q5"],
    },
    messages: {
      shell: "{{name}} is set for the shell only, so the go command does not see it. Write {{name}}={{value}} in front of the go command, or export it.",
      prefix: "{{name}} is set for `{{command}}` only, so the go command after it does not see it. Write it in front of the go command, or export it.",
      run: "{{name}} is exported in one RUN and lost in the next: each RUN is a shell of its own. Use ENV {{name}}={{value}}, or set it in the RUN that builds.",
      line: "{{name}} is exported on one line of the recipe and lost on the next: each line is a shell of its own. Write {{name}}={{value}} in front of the go command, or export {{name}} in the Makefile.",
    },
  },
});
