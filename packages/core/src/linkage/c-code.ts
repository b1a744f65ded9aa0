/** What C code a program links, as far as its import closure is known. */
import { type CProgram, readCNames } from "../gopackages/index.js";
import type { ImportClosure, LinkedPackage, ModuleFact } from "../gopackages/model.js";
import { andThen, known, unknown, type Origin, type Reason, type Verdict } from "../text/index.js";
import { newestGlibcName, type NewestName } from "./glibc-names.js";

/** True, false, or why it is not known. */
export type Tri = boolean | Reason;

export interface LinkWord {
  readonly word: string;
  /** import path */
  readonly from: string;
  readonly at: Origin | null;
}

export interface CCode {
  /** import paths of cgo packages that are linked for certain */
  readonly packages: readonly string[];
  /** a cgo package whose objects the internal linker does not take: not net, os/user or runtime/cgo */
  readonly user: Tri;
  /** a cgo package outside the standard library, with C code of its own */
  readonly own: Tri;
  readonly net: Tri;
  readonly osUser: Tri;
  /** C++ files */
  readonly cxx: Tri;
  /** packages of crypto that GOEXPERIMENT=boringcrypto gives C code */
  readonly crypto: boolean;
  /** object files (.syso) outside the standard library */
  readonly objects: boolean;
  /** words of `#cgo LDFLAGS` */
  readonly ldflags: readonly LinkWord[];
  /** names given to pkg-config */
  readonly pkgConfig: readonly LinkWord[];
  /** libraries of `//go:cgo_import_dynamic`: dynamic without cgo (purego) */
  readonly dynamicImports: readonly LinkWord[];
  /** why there may be more than is listed; null when everything is */
  readonly open: Reason | null;
  /** libraries that built module facts name for packages without sources */
  readonly factLibraries: readonly { readonly soname: string; readonly module: string }[];
  /** C code of packages outside the standard library; read when it is asked for */
  names(): Verdict<CProgram>;
  /** of that code, see {@link newestGlibcName} */
  newestGlibcName(builder: string): Verdict<NewestName | null | undefined>;
}

/** Packages whose objects cmd/link takes itself; any other makes the link external. Source: cmd/link/internal/ld/lib.go, internalpkg. */
const INTERNAL_PACKAGES = new Set([
  "crypto/internal/boring",
  "crypto/internal/boring/syso",
  "crypto/x509",
  "net",
  "os/user",
  "runtime/cgo",
  "runtime/race",
  "runtime/race/internal/amd64v1",
  "runtime/race/internal/amd64v3",
  "runtime/msan",
  "runtime/asan",
]);

const CXX_FILE = /\.(?:cc|cpp|cxx)$/;

/** Nothing is known of the program: everything may be linked. */
export function unknownCCode(reason: Reason): CCode {
  return { packages: [], user: reason, own: reason, net: reason, osUser: reason, cxx: reason, crypto: true, objects: false, ldflags: [], pkgConfig: [], dynamicImports: [], open: reason, factLibraries: [], names: () => unknown(reason), newestGlibcName: () => unknown(reason) };
}

/** Packages without sources are known as far as module facts say what they reach; else they may bring anything. */
export function cCodeOf(closure: ImportClosure): CCode {
  const packages = inLinkOrder(closure);
  const cgo = packages.filter((one) => one.usesCgo);
  const has = (test: (one: LinkedPackage) => boolean): boolean => cgo.some(test);
  const missingCgo = missingReach(closure, "cgo");
  const cxxKnown = has((one) => one.otherFiles.some((file) => CXX_FILE.test(file)));
  // Facts do not tell C from C++.
  let program: Verdict<CProgram> | undefined;
  const names = (): Verdict<CProgram> => (program ??= readCNames(closure));
  // every possible link asks
  const newest = new Map<string, Verdict<NewestName | null | undefined>>();
  const cxx: Tri = cxxKnown || (missingCgo === true ? (closure.missing[0]?.reason ?? false) : missingCgo);
  return {
    packages: cgo.map((one) => one.importPath),
    user: has((one) => !INTERNAL_PACKAGES.has(one.importPath)) || either(missingCgo, missingReach(closure, "plugin")),
    own: has((one) => one.module !== "std") || missingCgo,
    net: has((one) => one.importPath === "net") || missingReach(closure, "net"),
    osUser: has((one) => one.importPath === "os/user") || missingReach(closure, "osUser"),
    cxx,
    crypto: packages.some((one) => one.importPath.startsWith("crypto/")) || closure.missing.length > 0,
    objects: packages.some((one) => one.module !== "std" && one.otherFiles.some((file) => file.endsWith(".syso"))),
    ldflags: directiveWords(cgo, "LDFLAGS"),
    pkgConfig: directiveWords(cgo, "pkg-config"),
    dynamicImports: [
      ...packages.flatMap((one) => one.dynamicImports.map(({ library, at }) => ({ word: library, from: one.importPath, at }))),
      ...closure.facts.flatMap(({ module, neededWithoutCgo = [] }) => neededWithoutCgo.map((library) => ({ word: library, from: module, at: closure.requirementOf(module) }))),
    ],
    open: openReason(closure),
    factLibraries: closure.facts.flatMap((fact) =>
      fact.needed.kind === "known" && isMissing(closure, fact) ? fact.needed.value.map((soname) => ({ soname, module: fact.module })) : [],
    ),
    names,
    newestGlibcName(builder) {
      const found = newest.get(builder) ?? andThen(names(), ({ files }) => known(newestGlibcName(files, builder)));
      newest.set(builder, found);
      return found;
    },
  };
}

/**
 * The linker takes the flags of packages as it loads them: main, what main imports, what these import. Source: cmd/link/internal/ld/lib.go, loadlib.
 * Imports of one package are taken in the order of their paths, as gofmt sorts them.
 */
function inLinkOrder({ main, packages }: ImportClosure): readonly LinkedPackage[] {
  const found = new Set<LinkedPackage>([main]);
  for (const { imports } of found) {
    for (const importPath of imports) {
      const imported = packages.get(importPath);
      if (imported !== undefined) found.add(imported);
    }
  }
  // What the linker adds itself, and test doubles of closures without imports.
  for (const one of packages.values()) if (one.importPath !== main.importPath) found.add(one);
  return [...found];
}

function directiveWords(packages: readonly LinkedPackage[], variable: string): readonly LinkWord[] {
  return packages
    .filter((one) => one.module !== "std")
    .flatMap((one) =>
      one.cgoDirectives.flatMap(({ directive, at }) => (directive.variable === variable ? directive.args.map((word) => ({ word, from: one.importPath, at })) : [])),
    );
}

type Question = "cgo" | "net" | "osUser" | "plugin";

/** Whether packages without sources reach something: facts of every module that lacks sources decide. */
function missingReach(closure: ImportClosure, question: Question): Tri {
  let unknown: Reason | null = null;
  for (const missing of closure.missing) {
    const fact = closure.facts.find((one) => one.module === missing.module?.path);
    const answer = fact?.[question];
    if (answer?.kind === "known" && answer.value) return true;
    if (answer?.kind !== "known") unknown ??= answer?.reason ?? missing.reason;
  }
  return unknown ?? false;
}

function isMissing(closure: ImportClosure, fact: ModuleFact): boolean {
  return closure.missing.some((missing) => missing.module?.path === fact.module);
}

/** Why cgo packages may be missing from the list. */
function openReason(closure: ImportClosure): Reason | null {
  const answers = [missingReach(closure, "cgo"), missingReach(closure, "plugin"), missingReach(closure, "net"), missingReach(closure, "osUser")];
  const unknown = answers.find((answer) => typeof answer !== "boolean");
  if (unknown !== undefined && typeof unknown !== "boolean") return unknown;
  // A module that is known to use C names neither its packages nor its flags.
  return answers.includes(true) ? (closure.missing[0]?.reason ?? null) : null;
}

function either(left: Tri, right: Tri): Tri {
  if (left === true || right === true) return true;
  if (left !== false) return left;
  return right;
}
