import type { Evidence, Reason } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import type { RuntimeImage } from "../model.js";

/** Where an image has a program. */
export type FoundProgram =
  /** path: null when a directory that comes earlier in PATH may have another of that name */
  | { readonly kind: "there"; readonly path: string | null; readonly evidence: Evidence }
  | { readonly kind: "missing"; readonly evidence: Evidence }
  | { readonly kind: "unknown"; readonly reason: Reason };

/** Looks a name without a slash up in PATH of the image. Source: os/exec.LookPath, which runc calls in the container as well. */
export function findInPath(name: string, image: RuntimeImage): FoundProgram {
  const path = image.environment("PATH");
  if (path.kind === "unknown") return path;
  const directories = (path.value ?? "").split(":").filter((directory) => directory.startsWith("/"));
  return findAt(directories.map((directory) => join(directory, name)), image);
}

/** The first of these paths that the image has. */
export function findAt(paths: readonly string[], image: RuntimeImage): FoundProgram {
  let missing: Evidence | null = null;
  let doubt: Reason | null = null;
  for (const path of paths) {
    const present = image.has(path);
    if (present.kind === "unknown") doubt ??= present.reason;
    else if (present.value) return { kind: "there", path: doubt === null ? path : null, evidence: present.evidence };
    else missing ??= present.evidence;
  }
  if (doubt !== null) return { kind: "unknown", reason: doubt };
  const evidence = missing ?? [];
  return { kind: "missing", evidence: paths.length === 1 ? evidence : [{ fact: "img", text: "in no directory of PATH", at: null }, ...evidence.slice(1)] };
}
