/** `go install module/path@version`: a program of a module outside the repository. Source: cmd/go/internal/load, PackagesAndErrorsOutsideModule. */
import { isModuleVersion } from "../syntax/gomod/index.js";
import { dirname } from "../workspace/index.js";
import type { Attempt } from "./attempt.js";
import { failure, ok, unknown } from "./attempt.js";
import type { ModuleCache } from "./module-cache.js";
import { join } from "./paths.js";

/** The module in the cache that has the named packages. It is the main module of its own build; the repository does not matter. */
interface OutsideModule {
  readonly cache: ModuleCache;
  /** directory of the module in the view of the cache */
  readonly root: string;
  readonly importPaths: readonly string[];
}

export function hasVersion(pattern: string): boolean {
  return /^[^./][^@]*@/.test(pattern);
}

export function locateVersioned(patterns: readonly string[], cache: ModuleCache | null): Attempt<OutsideModule> {
  const first = patterns.find(hasVersion) ?? "";
  const at = first.indexOf("@");
  const version = first.slice(at);
  const other = patterns.find((pattern) => !pattern.endsWith(version));
  if (other !== undefined) return failure(`${other}: all arguments must refer to packages in the same module at the same version (${version})`);
  const importPaths = patterns.map((pattern) => pattern.slice(0, -version.length));
  const module = isModuleVersion(version.slice(1)) ? findModule(first.slice(0, at), version.slice(1), cache) : null;
  if (cache === null || module === null) return unknown({ code: "module", text: `${first} is a module outside the repository`, at: null });
  const goMod = cache.goMod(module, version.slice(1));
  const root = cache.directory(module, version.slice(1));
  // without a go.mod of its own the module has no list of the versions that it needs
  if (goMod === null || root === null || cache.view.stat(join(root, "go.mod")).kind !== "file") {
    return unknown({ code: "module", text: `no go.mod of ${module} ${version.slice(1)}`, at: null });
  }
  if (goMod.replace.length + goMod.exclude.length > 0) {
    return failure(`${first} (in ${module}${version}): the go.mod file contains replace or exclude directives`);
  }
  return ok({ cache, root, importPaths });
}

/** The longest path that is a module with sources. A longer one may exist without being in the cache, but then go has not built the program here. */
function findModule(importPath: string, version: string, cache: ModuleCache | null): string | null {
  for (let path = importPath; path !== ""; path = dirname(path)) if (cache?.directory(path, version) != null) return path;
  return null;
}
