import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-missing-user-database",
  meta: {
    docs: {
      description: "Disallow names of users, in USER and in code, that the image does not have",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["j1", "j2", "j3", "j4", "img"],
    },
    messages: {
      missing: "The container does not start: the runtime looks {{subject}} up in the image, and {{image}} does not have that name. {{remedy}}",
      lookup: "{{artifact}} looks a user up and does not look at the error, and {{image}} has no {{subject}}: what comes back is nil, and the program ends when it looks into it. {{remedy}}",
    },
    suggestions: {
      number: "Use the number instead, which needs no /etc/passwd.",
    },
  },
});
