import { matchesWildcard } from "@go-indep/rule-sdk";
import { createFindingRule } from "../rule.js";

interface Options {
  /** module paths; `*` stands for anything */
  readonly allow: readonly string[];
}

export default createFindingRule<Options>({
  name: "no-unlisted-cgo-module",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow requirements that bring C code, but for those that are listed",
      tier: "policy",
      reportsIn: "go.mod",
      facts: ["mod", "lib"],
    },
    messages: {
      unlisted: "{{module}} brings C code into {{programs}}, which then needs a C compiler to build, and {{needs}} at run time. Replace it by a module in Go, or list it in the rule's option allow.",
    },
  },
  options: {
    schema: {
      type: "object",
      properties: { allow: { type: "array", items: { type: "string" }, uniqueItems: true } },
      additionalProperties: false,
    },
    defaults: { allow: [] },
    reports: ({ data }, { allow }) => !allow.some((pattern) => matchesWildcard(data["module"] ?? "", pattern)),
  },
});
