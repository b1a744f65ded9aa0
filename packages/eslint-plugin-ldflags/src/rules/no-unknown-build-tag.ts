import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-unknown-build-tag",
  meta: {
    docs: {
      description: "Disallow build tags that no file of the program asks for",
      tier: "strict",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["e11"],
    },
    messages: {
      unread: "The tag {{tag}} changes nothing: no file of the program or of what it imports asks for it. Drop it, or correct the name.",
      malformed: "{{tag}} is taken for a tag, and can be none: go reads it without a word. Write the names alone, separated by commas.",
    },
  },
});
