import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-lost-debug-info",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow linking without symbols or debug information",
      tier: "policy",
      reportsIn: "Dockerfile, Makefile, script",
      facts: ["g1", "g2", "g3", "g4"],
    },
    messages: {
      symbols: "-s drops the symbol table and DWARF: dlv, gdb, perf and `go tool nm` find no names in the program. Panics, stack traces and pprof keep theirs. Drop -s, or keep an unstripped copy of the same build.",
      dwarf: "-w drops DWARF: dlv and gdb find no variables, types and lines in the program. The symbol table, stack traces and pprof are kept. Drop -w, or keep a copy of the same build with it.",
    },
  },
});
