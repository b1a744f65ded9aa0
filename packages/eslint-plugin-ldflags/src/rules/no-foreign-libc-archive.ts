import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-foreign-libc-archive",
  meta: {
    docs: {
      description: "Disallow linking a prebuilt library that was made for another C library",
      tier: "suspicious",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["mod"],
    },
    messages: {
      foreign: "{{package}} links {{archive}}, which was made for {{made}}, and this build links with {{libc}}: names and structures differ, so that it does not link, or fails at run time. Choose the archive for {{libc}} (many modules have a build tag for it, such as -tags musl), or build with {{made}}.",
    },
  },
});
