/** What the go command says about the packages of a program. */
import { spawnSync } from "node:child_process";

const FIELDS = "ImportPath,Name,Standard,DepOnly,GoFiles,CgoFiles,CFiles,CXXFiles,SFiles,SysoFiles,Imports,Module,Match,Error";

/** Packages by import path; null when the command itself fails. */
export function goList({ directory, patterns, mod, goWork }, context) {
  const env = {
    ...process.env,
    GOOS: context.goos,
    GOARCH: context.goarch,
    CGO_ENABLED: context.cgo ? "1" : "0",
    CC: "cc",
    GOFLAGS: "",
    GOPROXY: "off",
    GOTOOLCHAIN: `go${context.goVersion}`,
    GOWORK: goWork ?? "",
  };
  const args = ["list", "-e", "-deps", ...(mod === null ? [] : [`-mod=${mod}`]), "-tags", context.tags.join(","), `-json=${FIELDS}`, "--", ...patterns];
  const result = spawnSync("go", args, { cwd: directory, env, encoding: "utf8", maxBuffer: 1 << 30 });
  if (result.status !== 0) return { packages: null, error: result.stderr };
  const packages = new Map();
  for (const text of result.stdout.split(/^(?=\{)/m)) {
    if (text.trim() === "") continue;
    const one = JSON.parse(text);
    packages.set(one.ImportPath, one);
  }
  return { packages, error: result.stderr };
}

/** The closure of one package of the list: what it imports, and what go adds. */
export function closureIn(packages, importPath, linkerImports) {
  const seen = new Set([importPath]);
  const pending = [importPath, ...linkerImports.filter((path) => packages.has(path))];
  for (const path of pending) seen.add(path);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const one = packages.get(path);
    if (one === undefined) continue;
    const implied = (one.CgoFiles ?? []).length > 0 ? ["unsafe", "runtime/cgo", "syscall"] : [];
    for (const imported of [...(one.Imports ?? []), ...implied]) {
      if (imported === "C" || seen.has(imported)) continue;
      seen.add(imported);
      pending.push(imported);
    }
  }
  return seen;
}
