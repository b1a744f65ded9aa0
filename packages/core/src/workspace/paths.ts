/**
 * POSIX paths as text: relative to the root of a workspace (`""` is the root itself) or absolute in a container. Nothing here looks at files.
 */

/** An element that normalizing takes out: empty, `.` or `..`. */
const REMOVABLE = /(?:^|\/)\.{0,2}(?:\/|$)/;

/**
 * The shortest path that means the same: without `.`, empty elements, inner `..` and a trailing slash. `..` that lead out of a relative path stay in
 * front; those above `/` are dropped, as a kernel does.
 */
export function normalize(path: string): string {
  // the first question is asked of every path, and quickly answered; names that begin with a dot need the second
  if (!path.includes("/.") && !path.includes("//") && !path.startsWith(".") && !path.endsWith("/") && path !== "") return path;
  if (!REMOVABLE.test(path)) return path;
  const absolute = path.startsWith("/");
  const elements: string[] = [];
  for (const element of path.split("/")) {
    if (element === "" || element === ".") continue;
    if (element !== "..") elements.push(element);
    else if (elements.length > 0 && elements.at(-1) !== "..") elements.pop();
    else if (!absolute) elements.push("..");
  }
  return (absolute ? "/" : "") + elements.join("/");
}

/** Joins and normalizes; empty parts do not count. An absolute part after the first is taken as relative: `join("/app", "/x")` is `/app/x`. */
export function join(...parts: readonly string[]): string {
  return normalize(parts.filter((part) => part !== "").join("/"));
}

/** `path` seen from `directory`, normalized; null when that depends on a directory that is not known. */
export function absolutePath(directory: string | null, path: string): string | null {
  if (path.startsWith("/")) return normalize(path);
  return directory === null ? null : join(directory, path);
}

/** The directory that holds the path; `""` for a single relative element, `/` for one below the root. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash === -1) return "";
  return slash === 0 ? "/" : path.slice(0, slash);
}

/** The last element. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a path is the directory or lies below it, after normalizing both. */
export function inside(path: string, directory: string): boolean {
  const [inner, outer] = [normalize(path), normalize(directory)];
  if (outer === "") return !inner.startsWith("/") && inner !== ".." && !inner.startsWith("../");
  return inner === outer || inner.startsWith(outer.endsWith("/") ? outer : `${outer}/`);
}

/** The way from a directory to a path, both relative or both absolute; `""` when they are the same. */
export function relative(directory: string, path: string): string {
  const from = elementsOf(directory);
  const to = elementsOf(path);
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
}

function elementsOf(path: string): readonly string[] {
  return normalize(path).split("/").filter((element) => element !== "");
}
