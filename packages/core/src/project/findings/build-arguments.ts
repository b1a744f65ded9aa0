import { literalOf } from "../../text/index.js";
import type { Detection } from "./detector.js";

/** Whether a Dockerfile of the entries declares a build argument of that name, in whatever stage. */
export function isBuildArgument(name: string, entries: readonly string[], { entries: all, session }: Detection): boolean {
  return all.some(({ id, dockerfile }) => {
    const tree = dockerfile === null || !entries.includes(id) ? null : session.sources.dockerfile(dockerfile);
    const instructions = tree === null ? [] : [...tree.preamble, ...tree.stages.flatMap(({ body }) => body)];
    return instructions.some((instruction) => instruction.name === "ARG" && instruction.pairs.some((pair) => literalOf(pair.name) === name));
  });
}
