import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-cgo-resolver-surprise",
  meta: {
    docs: {
      description: "Disallow settings of the image that change the DNS resolver, or that the program's resolver does not know",
      tier: "strict",
      reportsIn: "Dockerfile",
      facts: ["i1", "i2", "d5"],
    },
    messages: {
      libc: "{{subject}} makes {{programs}} look up all names by libc instead of Go's resolver: each lookup takes a thread, and what libc's modules need must be in the image. Say which resolver is meant by GODEBUG=netdns=cgo or netdns=go, or drop it.",
      ignored: "{{subject}} means nothing to {{programs}}: only libc's resolver knows it, which is not linked, and Go's goes by /etc/resolv.conf and the sources files and dns. Build with CGO_ENABLED=1 and without -tags netgo, or drop it.",
      static: "{{programs}} is linked statically with {{subject}} and looks up names by libc, which loads the NSS modules of whatever glibc the image has: before 2.34 that fails or crashes where it is another one. Build with -tags netgo, or on glibc 2.34 or newer.",
    },
  },
});
