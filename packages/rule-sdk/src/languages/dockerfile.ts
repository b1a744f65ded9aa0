import { parseDockerfile, type DockerfileSyntax } from "@go-indep/core";
import { createLanguage } from "../language/create-language.js";

export type DockerfileNode =
  | DockerfileSyntax.Dockerfile
  | DockerfileSyntax.Directive
  | DockerfileSyntax.StageNode
  | DockerfileSyntax.Instruction
  | DockerfileSyntax.Flag
  | DockerfileSyntax.Argument
  | DockerfileSyntax.Pair
  | DockerfileSyntax.Heredoc;

export const dockerfile = createLanguage<DockerfileSyntax.Dockerfile>({
  parse(text, path) {
    const root = parseDockerfile(text, path);
    return { root, comments: root.comments, problems: root.problems };
  },
  visitorKeys: {
    Dockerfile: ["directives", "preamble", "stages"],
    Stage: ["from", "body"],
    Instruction: ["flags", "args", "pairs", "heredocs", "inner"],
  },
  statements: ["Instruction"],
});
