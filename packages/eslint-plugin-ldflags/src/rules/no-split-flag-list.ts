import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-split-flag-list",
  meta: {
    docs: {
      description: "Disallow lists and quotes of CMake that break a flag of several words",
      tier: "correctness",
      reportsIn: "CMake",
      facts: ["q8"],
    },
    messages: {
      split: "-{{flag}} is an argument of its own and go does not know it: a list of CMake is several arguments. Write the linker flags as one argument in quotes, such as \"-ldflags=-s -w\".",
      joined: "The linker gets `{{value}}`: a list of CMake in quotes is joined by semicolons. Keep the flags in one text with blanks, such as set(FLAGS \"-s -w\").",
      quotes: "The quotes reach go as part of -{{flag}}: CMake takes quotes inside of a word, and single ones, for text. Put the whole argument in quotes, such as \"-{{flag}}=-s -w\".",
    },
  },
});
