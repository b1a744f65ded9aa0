/** Package patterns with `...`. Source: cmd/internal/pkgpattern. */

const VENDOR = "\0";

/** `x/...` matches x too; a wildcard does not match a `vendor` element that has more behind it. */
export function matchPattern(pattern: string): (name: string) => boolean {
  if (pattern.includes(VENDOR)) return () => false;
  let expression = hideVendor(quote(pattern));
  const insideVendor = `/${VENDOR}/\\.\\.\\.`;
  if (expression.endsWith(insideVendor)) expression = `${expression.slice(0, -insideVendor.length)}(?:/vendor|/${VENDOR}/\\.\\.\\.)`;
  else if (expression === insideVendor.slice(1)) expression = `(?:/vendor|/${VENDOR}/\\.\\.\\.)`;
  if (expression.endsWith("/\\.\\.\\.")) expression = `${expression.slice(0, -"/\\.\\.\\.".length)}(?:/\\.\\.\\.)?`;
  const regular = new RegExp(`^(?:${expression.replaceAll("\\.\\.\\.", `[^${VENDOR}]*`)})$`, "s");
  return (name) => !name.includes(VENDOR) && regular.test(hideVendor(name));
}

/** Whether a directory or one below it may match. */
export function treeCanMatch(pattern: string): (name: string) => boolean {
  const dots = pattern.indexOf("...");
  const prefix = dots < 0 ? pattern : pattern.slice(0, dots);
  return (name) => prefix === name || prefix.startsWith(`${name}/`) || (dots >= 0 && name.startsWith(prefix));
}

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** The last element may be called vendor. */
function hideVendor(path: string): string {
  if (!path.includes("vendor")) return path;
  const elements = path.split("/");
  return elements.map((element, i) => (element === "vendor" && i < elements.length - 1 ? VENDOR : element)).join("/");
}

/** Directories that go.mod tells patterns to ignore (go 1.25). Source: cmd/go/internal/search, IgnorePatterns. */
export function ignoredDirectories(patterns: readonly string[]): (relativeDirectory: string) => boolean {
  const slashed = (path: string): string => `/${path.replace(/^\/|\/$/g, "")}/`;
  const atRoot = patterns.filter((pattern) => pattern.startsWith("./")).map((pattern) => slashed(pattern.slice("./".length)));
  const anywhere = patterns.filter((pattern) => !pattern.startsWith("./")).map(slashed);
  if (patterns.length === 0) return () => false;
  return (directory) => {
    if (directory === "") return false;
    const path = slashed(directory);
    return atRoot.some((pattern) => path.startsWith(pattern)) || anywhere.some((pattern) => path.includes(pattern));
  };
}
