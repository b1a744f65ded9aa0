import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-static-cgo-directive",
  meta: {
    docs: {
      description: "Disallow #cgo LDFLAGS that decide for the whole program or depend on the builder's disk",
      tier: "strict",
      reportsIn: "Go",
      facts: ["q13"],
    },
    messages: {
      static: "{{flag}} in #cgo LDFLAGS of {{package}} makes every program static that imports the package, whoever builds it and for whatever image. Leave it to the build: -ldflags '-linkmode external -extldflags -static'.",
      path: "{{flag}} in #cgo LDFLAGS of {{package}} is a path on the disk of whoever builds. Use pkg-config, ${SRCDIR} for what is in the package, or leave it to the build: CGO_LDFLAGS.",
      rpath: "{{flag}} in #cgo LDFLAGS of {{package}} is written into the binary: the loader looks in this directory of the image, which is one of the builder's disk. Install the library where the loader looks, or use $ORIGIN.",
    },
  },
});
