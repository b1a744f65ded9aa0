import { SECTIONS } from "../generate-rules/validate.mjs";

/** @param {string} name "no-missing-interpreter" */
export function ruleTemplate(name) {
  return `import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "${name}",
  meta: {
    docs: {
      description: "Disallow …",
      tier: "experimental",
      reportsIn: "Dockerfile",
      facts: [],
    },
    messages: {
      found: "…",
    },
  },
});
`;
}

/** A test that fails until the rule is what it says: there is nothing to keep by accident. @param {string} name */
export function testTemplate(name) {
  return `import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/${name}.js";

testRule(rule, {
  projects: [
    {
      name: "a program that is healthy",
      files: {
        Dockerfile: \`
          FROM golang:1.24 AS build
          COPY . .
          RUN CGO_ENABLED=0 go build -o /app .
          FROM scratch
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
        \`,
        "go.mod": "module example.com/app\\n\\ngo 1.24\\n",
        "main.go": "package main\\n\\nfunc main() {}\\n",
      },
    },
    {
      name: "a program that is not",
      files: {
        Dockerfile: \`
          FROM golang:1.24
          ~~~~~~~~~~~~~~~~
        \`,
      },
      reports: { Dockerfile: [{ messageId: "found", data: {}, why: ["…"] }] },
    },
  ],
});
`;
}

/** @param {string} namespace "go-dockerfile" @param {string} name */
export function pageTemplate(namespace, name) {
  const hints = [
    "The mechanism, with a link to the source of Go, of the kernel or of the loader.",
    "The evidence that is needed, and when the rule stays silent.",
    "Wrong:\n\n```dockerfile\n```\n\nRight:\n\n```dockerfile\n```",
    "…",
    "The command that shows it on a built binary or in a container.",
  ];
  const sections = SECTIONS.map((section, index) => `## ${section}\n\n${hints[index]}\n`);
  return `<!-- header -->\n# ${namespace}/${name}\n<!-- /header -->\n\n${sections.join("\n")}`;
}
