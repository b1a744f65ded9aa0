import { createFindingRule } from "../rule.js";

const CONSEQUENCE = "the shell stays the first process, which gets no SIGTERM that it does not handle, and passes none on: 'docker stop' waits and then kills {{artifact}}.";

export default createFindingRule({
  name: "no-signal-swallowing-shell",
  meta: {
    docs: {
      description: "Disallow shells that stay above a program and keep SIGTERM from it",
      tier: "suspicious",
      reportsIn: "Dockerfile, script",
      facts: ["n3", "n4"],
    },
    messages: {
      form: `The shell that runs '{{command}}' does not become it: ${CONSEQUENCE} Write the exec form (["{{artifact}}"]), or 'exec' before the command.`,
      script: `Without exec the script waits for '{{command}}': ${CONSEQUENCE} Write 'exec' before the command, or begin with an init that signals the whole group (dumb-init, tini -g).`,
    },
    suggestions: {
      exec: "Let the program take the place of the shell.",
    },
  },
});
