import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-empty-x-value",
  meta: {
    docs: {
      description: "Disallow values of -X that are empty because what they refer to has no value where the program is linked",
      tier: "correctness",
      reportsIn: "Makefile, Dockerfile, script",
      facts: ["q6", "q5", "r1"],
    },
    messages: {
      undefined: "{{reference}} has no value here, so -X {{target}} sets {{instead}}: nothing on the way to this build defines {{name}}. Define it, or pass it to the command that builds.",
      dollar:
        "{{reference}} is no command but a variable of make of that name, which nothing defines: -X {{target}} sets {{instead}}. Write $(shell {{command}}), or $$({{command}}) for the shell of the recipe.",
      words:
        "{{reference}} is replaced before {{name}}=… in front of the same command takes effect, so -X {{target}} sets {{instead}}. Assign it in a command of its own before: `{{name}}=…; go build …`.",
      shell: "{{reference}} has no value here, so -X {{target}} sets {{instead}}: {{name}} is assigned in a shell that does not pass it on. Export it, or write {{name}}=… in front of the command that needs it.",
      prefix: "{{reference}} has no value here, so -X {{target}} sets {{instead}}: {{name}}=… holds for the one command that it stands in front of. Assign it in a command of its own.",
      run: "{{reference}} has no value here, so -X {{target}} sets {{instead}}: {{name}} is assigned in another RUN, whose shell has ended. Assign it in the RUN that builds, or give it by ENV.",
      line: "{{reference}} has no value here, so -X {{target}} sets {{instead}}: {{name}} is assigned on another line of the recipe, whose shell has ended. Join the lines by `; \\`, or use a variable of make.",
    },
  },
});
