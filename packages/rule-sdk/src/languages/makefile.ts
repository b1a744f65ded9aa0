import { parseMakefile, type MakefileSyntax } from "@go-indep/core";
import { createLanguage } from "../language/create-language.js";

export type MakefileNode = MakefileSyntax.Makefile | MakefileSyntax.Statement | MakefileSyntax.Branch | MakefileSyntax.Modifier;

export const makefile = createLanguage<MakefileSyntax.Makefile>({
  parse(text, path) {
    const root = parseMakefile(text, path);
    return { root, comments: root.comments, problems: root.problems };
  },
  visitorKeys: {
    Makefile: ["statements"],
    Assignment: ["modifiers"],
    Branch: ["body"],
    Conditional: ["branches"],
    Define: ["modifiers"],
    Rule: ["body"],
    TargetAssignment: ["assignment"],
    Undefine: ["modifiers"],
  },
  statements: ["Assignment", "Define", "ExpansionLine", "Export", "Include", "RecipeLine", "TargetAssignment"],
});
