import { parseCMake, type CMakeSyntax } from "@go-indep/core";
import { createLanguage } from "../language/create-language.js";

export type CMakeNode = CMakeSyntax.CMakeFile | CMakeSyntax.Statement | CMakeSyntax.Branch | CMakeSyntax.Argument;

export const cmake = createLanguage<CMakeSyntax.CMakeFile>({
  parse(text, path) {
    const root = parseCMake(text, path);
    return { root, comments: root.comments, problems: root.problems };
  },
  visitorKeys: {
    CMakeFile: ["statements"],
    Block: ["header", "body", "end"],
    Branch: ["header", "body"],
    Command: ["args"],
    If: ["branches", "end"],
  },
  statements: ["Command"],
});
