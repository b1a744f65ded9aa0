import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-architecture-mismatch",
  meta: {
    docs: {
      description: "Disallow shipping a program for one architecture in an image for another",
      tier: "correctness",
      reportsIn: "Dockerfile",
      facts: ["r1", "b8", "l7"],
    },
    messages: {
      missing: "The program in the image for {{platform}} is for {{built}}: go gets no GOARCH here and builds for the machine that it runs on{{reason}}. Declare ARG TARGETARCH in the stage, and give go GOARCH=$TARGETARCH.",
      lost: "The program in the image for {{platform}} is for {{built}}: GOARCH is set where go does not see it, so go builds for the machine that it runs on. Write GOARCH in front of the go command, or export it.",
      empty: "The program in the image for {{platform}} is for {{built}}: GOARCH is empty here, so go builds for the machine that it runs on{{reason}}. Declare ARG TARGETARCH in the stage.",
      default: "The program in the image for {{platform}} is for {{built}}: the default {{reason}} of ARG TARGETARCH hides the value that the builder sets. Write ARG TARGETARCH without a default.",
      compiler: "GOARCH is {{arch}} and cgo is on, but {{compiler}} compiles for another architecture, so the build fails. Install a C compiler for {{arch}} and name it in CC, build with CGO_ENABLED=0, or drop --platform from the stage.",
      other: "{{artifact}} is a program for {{built}} in an image for {{platform}}: the container ends with 'exec format error'. {{remedy}}",
    },
  },
});
