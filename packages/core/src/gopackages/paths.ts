/** Absolute POSIX paths of a file view. Those that come in are normal already, and a closure makes very many: nothing here normalizes again. */
import { dirname, join as joinPaths, normalize } from "../workspace/index.js";

/** `name` may be "" or hold slashes. */
export function join(directory: string, name: string): string {
  return name === "" ? directory : directory === "/" ? `/${name}` : `${directory}/${name}`;
}

/** The absolute form of what a file says, which may be relative to `directory`. */
export function resolvePath(directory: string, path: string): string {
  return path.startsWith("/") ? normalize(path) : joinPaths(directory, path);
}

/** `path` relative to `directory` ("" for itself); null when it lies outside. Works for import paths too. */
export function below(path: string, directory: string): string | null {
  if (path === directory) return "";
  const prefix = directory === "/" ? "/" : `${directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}

/** `path` and the directories that hold it, innermost first, `/` last. */
export function* ancestors(path: string): Generator<string> {
  for (let at = path; ; at = dirname(at)) {
    yield at;
    if (at === "/" || at === "") return;
  }
}
