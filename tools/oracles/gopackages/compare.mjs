/** Compares the closures that core predicts with those of `go list -deps`. */
import { closureIn, goList } from "./golist.mjs";

const LINKER_IMPORTS = ["runtime"];
/** What go adds to packages with cgo files. Core tells it in the imports of the standard library. */
const IMPLIED = new Set(["runtime/cgo", "syscall", "unsafe"]);

/** What differs between two sorted lists. */
function lists(what, expected = [], got = []) {
  const missing = expected.filter((item) => !got.includes(item));
  const extra = got.filter((item) => !expected.includes(item));
  if (missing.length === 0 && extra.length === 0) return [];
  return [`${what}: missing [${missing.join(" ")}], extra [${extra.join(" ")}]`];
}

/** Errors that go lists, and that a command which builds packages of a pattern passes over. */
const PASSED_OVER = /^(no non-test Go files|build constraints exclude all Go files|no Go files) in /;
/** Names of packages that are no packages: go passes over what they match as it does with wildcards. */
const META_PACKAGES = new Set(["all", "work", "std", "cmd", "tool"]);
/** What an empty module cache makes go say, on a machine without a network. */
const NOT_DOWNLOADED = "module lookup disabled by GOPROXY=off";

/**
 * Loads a program with core and with go. `complete` asks for the same packages; without it (no module cache) what core knows must be true, and what
 * it does not know must be said to be missing.
 */
export function compareProgram(program, context, load, complete) {
  const differences = [];
  const report = (text) => differences.push(`${program.name} ${describe(context)}: ${text}`);
  const { packages: real, error } = (program.listed ??= new Map()).get(describe(context)) ?? list(program, context);
  const result = load();
  const outcome = { differences, packages: 0, failed: 0, unknown: 0, notDownloaded: 0 };
  const goFails = real === null ? error.trim() : firstError(real);
  if (goFails?.includes(NOT_DOWNLOADED) === true) return { ...outcome, notDownloaded: 1 };
  if (program.fails !== undefined && program.fails !== (goFails !== null)) report(goFails === null ? "go does not fail" : `go fails: ${goFails}`);
  if (goFails !== null) {
    outcome.failed = 1;
    if (result.failure === null && (complete || result.unknown === null) && result.closures.every((closure) => closure.missing.length === 0)) report(`go fails, core does not: ${goFails}`);
    return outcome;
  }
  if (result.failure !== null) {
    report(`core fails, go does not: ${result.failure.text}`);
    return outcome;
  }
  const isProgram = ({ DepOnly, Name, GoFiles, CgoFiles }) => DepOnly !== true && Name === "main" && (GoFiles ?? CgoFiles) !== undefined;
  const mains = [...real.values()].filter(isProgram).map((one) => one.ImportPath);
  const found = new Map(result.closures.map((closure) => [closure.main.importPath, closure]));
  if (complete || result.unknown === null) for (const text of lists("mains", mains, [...found.keys()])) report(text);
  if (complete && result.unknown !== null) report(`unknown: ${result.unknown.text}`);
  const compared = new Set();
  for (const main of mains) {
    const closure = found.get(main);
    if (closure === undefined) continue;
    const truth = closureIn(real, main, LINKER_IMPORTS);
    const [first] = closure.missing;
    if (complete && first !== undefined) report(`${main}: ${closure.missing.length} missing, ${first.importPath} (${first.reason.text}), imported by ${first.importedBy}`);
    const isOpen = !complete && first !== undefined;
    const known = [...closure.packages.keys()];
    for (const text of lists(`packages of ${main}`, isOpen ? known.filter((path) => truth.has(path)) : [...truth], known)) report(text);
    for (const one of closure.missing) if (!truth.has(one.importPath)) report(`${one.importPath} is missing and not imported`);
    outcome.unknown += truth.size - known.length;
    for (const [path, one] of closure.packages) {
      if (compared.has(path) || !real.has(path)) continue;
      compared.add(path);
      for (const text of comparePackage(real.get(path), one)) report(`${path}: ${text}`);
    }
  }
  outcome.packages = compared.size;
  return outcome;
}

function list(program, context) {
  const listed = goList(program, context);
  program.listed.set(describe(context), listed);
  return listed;
}

/** What a build would fail with; null when it goes on. Go lists packages without files to compile, and refuses to build those that are needed. */
function firstError(packages) {
  const imported = new Set([...packages.values()].flatMap((one) => one.Imports ?? []));
  for (const { ImportPath, Error: error, DepOnly: isDependency, GoFiles, CgoFiles, Standard, Match: patterns = [] } of packages.values()) {
    const isNeeded = isDependency === true || imported.has(ImportPath) || patterns.some((pattern) => !pattern.includes("...") && !META_PACKAGES.has(pattern));
    if (error !== undefined && (isNeeded || !PASSED_OVER.test(error.Err))) return error.Err;
    if (error === undefined && isNeeded && Standard !== true && (GoFiles ?? CgoFiles) === undefined) return `no Go files in ${ImportPath}`;
  }
  return null;
}

function comparePackage(real, one) {
  const isStd = real.Standard === true;
  const usesCgo = (real.CgoFiles ?? []).length > 0;
  const found = lists("imports", (real.Imports ?? []).filter((path) => path !== "C"), one.imports.filter((path) => !isStd || !usesCgo || !IMPLIED.has(path) || real.Imports.includes(path)));
  if (usesCgo !== one.usesCgo) found.push(`uses cgo: ${one.usesCgo}`);
  if (real.Name !== one.name) found.push(`name ${real.Name}, not ${one.name}`);
  if (isStd !== (one.source === "std")) found.push(`source ${one.source}`);
  if (isStd) return found;
  if (real.Module !== undefined && real.Module.Path !== one.module) found.push(`module ${real.Module.Path}, not ${one.module}`);
  // Without sources no files are named.
  if (one.source === "facts") return found;
  const other = [real.CFiles, real.CXXFiles, real.SFiles, real.SysoFiles].flatMap((files) => files ?? []);
  const otherFiles = one.otherFiles.filter((name) => /\.(c|cc|cpp|cxx|s|S|sx|syso)$/.test(name));
  found.push(...lists("cgo files", real.CgoFiles, one.cgoFiles), ...lists("go files", [...(real.GoFiles ?? []), ...(real.CgoFiles ?? [])], one.goFiles), ...lists("other files", other, otherFiles));
  return found;
}

/**
 * What is known of packages without all sources, against what the sources say: go list does not tell the former.
 *
 * @param {readonly import("../../../packages/core/dist/gopackages/index.js").ImportClosure[]} complete
 * @param {readonly import("../../../packages/core/dist/gopackages/index.js").ImportClosure[]} partial
 */
export function compareKnown(complete, partial) {
  const differences = [];
  for (const closure of partial) {
    const whole = complete.find(({ main }) => main.importPath === closure.main.importPath);
    for (const [path, one] of closure.packages) {
      const read = whole?.packages.get(path);
      if (read === undefined) differences.push(`${path} is not linked`);
      else if (contentOf(read) !== contentOf(one)) differences.push(`${path}: ${contentOf(read)} is ${contentOf(one)}`);
    }
  }
  return differences;
}

function contentOf({ name, usesCgo, imports, cgoDirectives, dynamicImports, otherFiles }) {
  const kinds = new Set(otherFiles.map((file) => file.slice(file.lastIndexOf("."))).filter((extension) => /^\.(?:c|cc|cpp|cxx|m|syso)$/.test(extension)));
  const flags = cgoDirectives.map(({ directive: { condition, variable, args } }) => [condition, variable, ...args]).sort();
  return JSON.stringify([name, usesCgo, imports, flags, [...new Set(dynamicImports.map(({ library }) => library))].sort(), [...kinds].sort()]);
}

export function describe({ goos, goarch, cgo, tags }) {
  return `${goos}/${goarch} cgo=${cgo ? 1 : 0}${tags.length > 0 ? ` -tags ${tags.join(",")}` : ""}`;
}
