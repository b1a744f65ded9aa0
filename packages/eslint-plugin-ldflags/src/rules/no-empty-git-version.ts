import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-empty-git-version",
  meta: {
    docs: {
      description: "Disallow taking a version from git where there is no git or no repository",
      tier: "correctness",
      reportsIn: "Makefile, Dockerfile, script",
      facts: ["q6", "img"],
    },
    messages: {
      git: "`{{command}}` prints nothing here, for the image has no git: -X {{target}} sets {{instead}}. Install git in the stage that builds, or pass the version as a build argument.",
      repository:
        "`{{command}}` prints nothing here, for no .git is copied to where it runs: -X {{target}} sets {{instead}}. Copy .git (see .dockerignore), or pass the version as a build argument.",
    },
  },
});
