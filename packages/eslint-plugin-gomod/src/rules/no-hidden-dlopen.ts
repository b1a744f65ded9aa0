import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-hidden-dlopen",
  meta: {
    docs: {
      description: "Disallow dependencies that make a program dynamic although cgo is off",
      tier: "strict",
      reportsIn: "go.mod, Go",
      facts: ["c1", "mod"],
    },
    messages: {
      dynamic: "{{loader}} makes {{programs}} dynamic although CGO_ENABLED=0: it calls {{libraries}} without cgo, so the image must have {{interpreter}} and these libraries, and -extldflags -static does not change it. Ship it in an image with glibc, or do without the module.",
    },
  },
});
