import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-literal-substitution",
  meta: {
    docs: {
      description: "Disallow substitutions in values of -X that no shell replaces",
      tier: "correctness",
      reportsIn: "Makefile, Dockerfile, script",
      facts: ["f4", "q6"],
    },
    messages: {
      command: "{{text}} reaches the program as text: no shell runs it, because it stands in single quotes or in a command without a shell. -X {{target}} sets these very characters. Use double quotes, or shell form.",
      split: "{{text}} reaches go as text: no shell runs it, because it stands in single quotes or in a command without a shell. The linker takes what follows its blanks for further words, and fails. Use double quotes, or shell form, with quotes around the value of -X {{target}}.",
      variable: "{{text}} reaches the program as text: no shell replaces it, because it stands in single quotes or in a command without a shell. -X {{target}} sets these very characters. Use double quotes, or shell form.",
    },
  },
});
