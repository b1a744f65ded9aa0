/** Paths of the machine: POSIX, absolute once resolved. */

/** `name` seen from `directory`, without `.`, `..` and double slashes; null when that depends on a directory that is not known. */
export function absolutePath(directory: string | null, name: string): string | null {
  if (!name.startsWith("/") && directory === null) return null;
  const parts: string[] = [];
  for (const part of `${name.startsWith("/") ? "" : (directory as string)}/${name}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}
