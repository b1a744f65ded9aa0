import { matchesWildcard } from "@go-indep/rule-sdk";
import { createFindingRule } from "../rule.js";

interface Options {
  /** paths in the image; `*` stands for anything */
  readonly artifacts: readonly string[];
}

export default createFindingRule<Options>({
  name: "require-static",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require static linking of the programs that ship",
      tier: "policy",
      reportsIn: "Dockerfile",
      facts: ["c1", "d1"],
    },
    messages: {
      dynamic: "{{artifact}} is linked dynamically and needs {{interpreter}}, and the programs of this image must be static.",
    },
  },
  options: {
    schema: {
      type: "object",
      properties: { artifacts: { type: "array", items: { type: "string" }, uniqueItems: true } },
      additionalProperties: false,
    },
    defaults: { artifacts: ["*"] },
    reports: ({ data }, { artifacts }) => artifacts.some((pattern) => matchesWildcard(data["artifact"] ?? "", pattern)),
  },
});
