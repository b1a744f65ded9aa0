import { originOf, print } from "../../text/index.js";
import type { Finding } from "../model.js";
import { hop, type Detector } from "./detector.js";

const RULE = "go-ldflags/no-static-cgo-ldflags";

/** Fact q11: go takes libc's symbols from a trial link with CGO_LDFLAGS; a static one has none to offer to an internal link. */
export const noStaticCgoLdflags: Detector = {
  rule: RULE,
  detect: ({ invocations }) =>
    invocations.flatMap((invocation): readonly Finding[] => {
      const { failure, cgo, cgoPackages } = invocation.linkage;
      const variable = invocation.environment.getExported("CGO_LDFLAGS");
      if (failure?.fact !== "q11" || invocation.when.length > 0 || variable === null) return [];
      const packages = cgoPackages.kind === "known" ? cgoPackages.value.items.filter((name) => name !== "runtime/cgo") : [];
      return [
        {
          rule: RULE,
          messageId: "static",
          data: { value: print(variable.value), packages: packages.join(" and ") },
          at: originOf(variable.value) ?? invocation.at,
          evidence: [hop("built here", invocation.at, "q11"), ...cgo.evidence],
          entries: invocation.entries,
        },
      ];
    }),
};
