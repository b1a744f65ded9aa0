/** Which packages of a module are worth keeping: those that another module can get at. */

/** A module with more packages than this is a collection of clients for hundreds of services; of these only what other modules import is kept. */
const MANY_PACKAGES = 60;
/** Nobody imports these into a program that is shipped. */
const NOT_SHIPPED = /(?:^|\/)(?:_?examples?|cmd|tests?|testutils?|integration|e2e|benchmarks?|tools|hack|scripts)(?:\/|$)/;

/**
 * @param {{ path: string, packages: Map<string, import("./read-module.mjs").Package> }} module one version of it
 * @param {ReadonlySet<string>} imported import paths that packages of other modules, or programs, ask for
 */
export function selectPackages({ path, packages }, imported) {
  const isLarge = packages.size > MANY_PACKAGES;
  const selected = new Set();
  const pending = [...packages.keys()].filter((directory) => {
    if (imported.has(importPathOf(path, directory))) return true;
    return !isLarge && !isInternal(directory) && !NOT_SHIPPED.test(directory);
  });
  for (const directory of pending) {
    if (selected.has(directory)) continue;
    selected.add(directory);
    for (const { imports } of packages.get(directory).rules) {
      for (const imported of imports) {
        const own = directoryOf(path, imported);
        if (own !== null && packages.has(own)) pending.push(own);
      }
    }
  }
  return new Map([...packages].filter(([directory]) => selected.has(directory)));
}

export function importPathOf(module, directory) {
  return directory === "" ? module : `${module}/${directory}`;
}

/** Null for what is not below the module. */
export function directoryOf(module, importPath) {
  if (importPath === module) return "";
  return importPath.startsWith(`${module}/`) ? importPath.slice(module.length + 1) : null;
}

function isInternal(directory) {
  return directory.split("/").includes("internal");
}
