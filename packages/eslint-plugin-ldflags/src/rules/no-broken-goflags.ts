import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-broken-goflags",
  meta: {
    docs: {
      description: "Disallow values of GOFLAGS that go splits into other flags than they were meant",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["e3", "e4", "e5", "e6"],
    },
    messages: {
      refused: "go refuses GOFLAGS ({{text}}): blanks split it, and quotes count only around a whole word. Write {{right}}.",
      unclear: "go refuses GOFLAGS ({{text}}): blanks split it, quotes count only around a whole word, and each word must be a flag, with its value behind `=`. Write '-ldflags=-s -w' with the quotes in the value.",
      ignored: "go splits GOFLAGS at blanks: {{flag}} is a flag of its own there, which go build does not have and ignores, and it is no part of -ldflags. Put quotes around the whole word: '-ldflags=… {{flag}}'.",
    },
    fixable: "code",
    suggestions: {
      quote: "Put -ldflags and all of its value in quotes.",
    },
  },
});
