import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-configure-time-environment",
  meta: {
    docs: {
      description: "Disallow setting variables of the go command by `set(ENV{…})` of CMake for a build that runs later",
      tier: "correctness",
      reportsIn: "CMake",
      facts: ["q7"],
    },
    messages: {
      lost: "{{name}} is set while CMake configures; the go command runs when the project is built, and does not see it. Write `${CMAKE_COMMAND} -E env {{name}}={{value}}` in front of the go command.",
    },
  },
});
