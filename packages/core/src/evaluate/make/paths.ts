import { join, normalize } from "../../workspace/index.js";

/** `name` seen from `directory`, without `.`, `..` and double slashes; null when that depends on a directory that is not known. */
export function absolutePath(directory: string | null, name: string): string | null {
  if (name.startsWith("/")) return normalize(name);
  return directory === null ? null : normalize(join(directory, name));
}
