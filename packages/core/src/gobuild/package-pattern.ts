/** Package patterns of -ldflags and friends. Source: cmd/go/internal/load/search.go, MatchPackage; cmd/internal/pkgpattern. */

/** The main package about which a pattern is asked. */
export interface MainPackage {
  /** "command-line-arguments" for files given on the command line */
  readonly importPath: string;
  /** absolute; null when not known */
  readonly directory: string | null;
  /** named on the command line, literally or by a pattern */
  readonly named: boolean;
}

/** Null when it cannot be told. */
export function matchesPackage(pattern: string | null, main: MainPackage, workingDirectory: string | null): boolean | null {
  if (pattern === null) return main.named;
  if (isRelative(pattern)) {
    if (workingDirectory === null || main.directory === null) return null;
    const dots = pattern.indexOf("...");
    const slash = dots < 0 ? pattern.length : pattern.lastIndexOf("/", dots);
    const directory = resolve(workingDirectory, pattern.slice(0, slash));
    if (dots < 0) return main.directory === directory;
    const below = directory === "/" ? directory : `${directory}/`;
    if (main.directory !== directory && !main.directory.startsWith(below)) return false;
    return matchPattern(pattern.slice(slash + 1), main.directory.slice(below.length));
  }
  if (pattern === "all") return true;
  if (pattern === "std" || pattern === "cmd") return false;
  // "tool" and "work" depend on the module graph
  if (pattern === "tool" || pattern === "work") return null;
  return matchPattern(pattern, main.importPath);
}

function isRelative(pattern: string): boolean {
  return pattern === "." || pattern === ".." || pattern.startsWith("./") || pattern.startsWith("../");
}

/** `...` stands for any text; `x/...` matches `x` too. */
function matchPattern(pattern: string, name: string): boolean {
  const source = pattern.split("...").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  let expression = source.join(".*");
  if (expression.endsWith("/.*")) expression = `${expression.slice(0, -"/.*".length)}(?:/.*)?`;
  return new RegExp(`^${expression}$`).test(name);
}

/** path.Join of an absolute directory and a relative path. */
export function resolve(directory: string, relative: string): string {
  const parts = relative.startsWith("/") ? [] : directory.split("/").filter((part) => part !== "");
  for (const part of relative.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
