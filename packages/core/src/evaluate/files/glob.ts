import { join } from "../../workspace/index.js";
import type { FileView } from "./view.js";

/** Whether a path has a character that {@link matches} does not take literally. */
export function hasWildcard(pattern: string): boolean {
  return /[*?[\\]/.test(pattern);
}

/** Go's path.Match for one element: `*`, `?`, `[a-z]`, `[^a-z]`, `\x`. A malformed pattern matches nothing. Source: path/match.go. */
export function matches(pattern: string, name: string): boolean {
  const expression = translate(pattern);
  return expression !== null && expression.test(name);
}

function translate(pattern: string): RegExp | null {
  let source = "";
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === "*") source += "[^/]*";
    else if (char === "?") source += "[^/]";
    else if (char === "\\") {
      const next = pattern[++i];
      if (next === undefined) return null;
      source += escape(next);
    } else if (char === "[") {
      const end = classEnd(pattern, i);
      if (end === null) return null;
      const negated = pattern[i + 1] === "^";
      const body = pattern.slice(i + (negated ? 2 : 1), end);
      source += `[${negated ? "^" : ""}${body.replace(/\\(.)|([\]^[&])/gs, (_, escaped: string | undefined, plain: string | undefined) => `\\${escaped ?? plain ?? ""}`)}]`;
      i = end;
    } else source += escape(char);
  }
  try {
    return new RegExp(`^${source}$`, "su");
  } catch {
    return null; // a range out of order
  }
}

/** Index of the bracket that closes a class; null for an empty class or one without an end. */
function classEnd(pattern: string, start: number): number | null {
  const first = pattern[start + 1] === "^" ? start + 2 : start + 1;
  for (let i = first; i < pattern.length; i++) {
    if (pattern[i] === "\\") i++;
    else if (pattern[i] === "]") return i > first ? i : null;
  }
  return null;
}

function escape(char: string): string {
  return /[\w\s/]/.test(char) ? char : char.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
}

/** Paths of a view that match a pattern, sorted; `complete` is false when there may be more. */
export function expand(view: FileView, pattern: string): { readonly paths: readonly string[]; readonly complete: boolean } {
  let paths: readonly string[] = ["/"];
  let complete = true;
  for (const element of pattern.split("/").filter((part) => part !== "" && part !== ".")) {
    if (!hasWildcard(element)) {
      paths = paths.map((path) => join(path, element));
      continue;
    }
    const next: string[] = [];
    for (const path of paths) {
      const list = view.list(path);
      if (list === null) continue;
      complete &&= list.complete;
      for (const name of list.names) if (matches(element, name)) next.push(join(path, name));
    }
    paths = next;
  }
  return { paths: paths.filter((path) => view.stat(path).kind !== "absent"), complete };
}
