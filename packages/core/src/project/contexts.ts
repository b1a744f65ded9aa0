import type { Dockerfile } from "../syntax/dockerfile/index.js";
import { literalOf } from "../text/index.js";
import { dirname, join, normalize, type Workspace } from "../workspace/index.js";

/**
 * Build contexts that a Dockerfile without a caller may have: its own directory or the root, whichever has the paths that it copies.
 * Both when both have them; none when neither has.
 */
export function possibleContexts(dockerfile: string, tree: Dockerfile, workspace: Workspace): readonly string[] {
  const own = dirname(dockerfile);
  const candidates = own === "" ? [""] : [own, ""];
  const sources = copiedPaths(tree);
  const fitting = candidates.filter((context) => sources.every((path) => exists(join(context, path), workspace)));
  if (fitting.length < 2) return fitting.length === 0 ? candidates.slice(0, 1) : fitting;
  // `COPY . .` fits everywhere: a Go build needs a module.
  const withModule = fitting.filter((context) => workspace.stat(join(context, "go.mod")) === "file");
  return withModule.length > 0 ? withModule : fitting;
}

/** Literal sources of COPY and ADD from the build context, without wildcards: those that must be there. */
function copiedPaths(tree: Dockerfile): readonly string[] {
  return tree.stages.flatMap((stage) =>
    stage.body.flatMap((instruction) => {
      if (instruction.name !== "COPY" && instruction.name !== "ADD") return [];
      if (instruction.flags.some((flag) => flag.name === "from")) return [];
      return instruction.args.slice(0, -1).flatMap((argument) => {
        const text = literalOf(argument.text);
        return text === null || /[*?[$<"'\\]|:\/\//.test(text) ? [] : [normalize(text).replace(/^\/+/, "")];
      });
    }),
  );
}

function exists(path: string, workspace: Workspace): boolean {
  const normal = normalize(path);
  return normal === "" || (!normal.startsWith("..") && workspace.stat(normal) !== "absent");
}
