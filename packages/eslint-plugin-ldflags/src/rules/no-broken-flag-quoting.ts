import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-broken-flag-quoting",
  meta: {
    docs: {
      description: "Disallow flags that reach go or the linker in other words than they were meant",
      tier: "correctness",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["e9", "e12", "d9", "d11", "f3"],
    },
    messages: {
      misplaced: "-{{flag}} is a flag of the linker, and go refuses it as its own. All that is for the linker is one word: -ldflags='-s -w -X main.version=1'.",
      after: "go takes no flags behind the packages ({{text}}). Write the flag before them.",
      quotes: "The quotes reach go as part of the value ({{text}}). One pair is enough: what a file or make holds is quoted where the shell reads it, -ldflags='-s -w'.",
      linker: "The linker refuses its flags ({{text}}). A flag whose value has blanks needs quotes inside of -ldflags: -ldflags='-extldflags \"-static -lm\"'.",
      definition: "The linker refuses -X without a variable of a package and a value. Write -X importpath.name=value.",
      word: "The linker takes this word for a file, and fails: a value of -X with blanks needs quotes inside of -ldflags, around the whole definition. Write -ldflags=\"-X 'main.version=a b'\".",
      compiler: "-{{flag}} is a flag of the linker, and the compiler refuses it. Write it in -ldflags, not in -gcflags.",
    },
  },
});
