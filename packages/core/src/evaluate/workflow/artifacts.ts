/** What jobs of one run hand to each other. Source: actions/upload-artifact and actions/download-artifact, README. */
import { expand, hasWildcard } from "../files/index.js";
import type { Machine } from "../machine.js";
import { dirname, inside, join, relative } from "../../workspace/index.js";

export interface StoredFile {
  /** below the directory into which an artifact is put */
  readonly path: string;
  readonly ids: readonly string[];
}

/** By name. What is not a Go program is not kept. */
export class ArtifactStore {
  readonly #artifacts = new Map<string, readonly StoredFile[]>();

  /** The programs that lie at or below the paths; their directories start below what all paths have in common. */
  upload(name: string, paths: readonly string[], machine: Machine): void {
    const matched = paths.filter((path) => !path.startsWith("!")).flatMap((path) => (hasWildcard(path) ? expand(machine.files, path).paths : [path.replace(/\/$/, "")]));
    const programs = machine.files.artifacts().filter(({ path }) => matched.some((wanted) => inside(path, wanted)));
    if (programs.length === 0) return;
    const root = rootOf(paths, machine);
    this.#artifacts.set(name, programs.map(({ path, ids }) => ({ path: relative(root, path), ids })));
  }

  /** Puts one artifact into a directory, or all of them, each into a directory of its own unless they are merged. */
  download(wanted: (name: string) => boolean, directory: string, isSingle: boolean, machine: Machine): void {
    for (const [name, files] of this.#artifacts) {
      if (!wanted(name)) continue;
      for (const { path, ids } of files) machine.files.write(join(directory, isSingle ? "" : name, path), { content: null, artifacts: ids, from: `artifact ${name}` }, "must");
    }
  }
}

function rootOf(paths: readonly string[], machine: Machine): string {
  const roots = paths.filter((path) => !path.startsWith("!")).map((path) => {
    if (hasWildcard(path)) return path.slice(0, path.search(/[*?[]/)).replace(/\/[^/]*$/, "");
    return machine.files.stat(path).kind === "directory" ? path.replace(/\/$/, "") : dirname(path);
  });
  const [first = "/", ...others] = roots;
  let root = first;
  while (root !== "/" && root !== "" && !others.every((other) => inside(other, root))) root = dirname(root);
  return root;
}
