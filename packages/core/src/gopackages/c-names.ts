/** The C code of a program's packages, as far as the repository and its modules have it. */
import { LIMITS } from "../limits.js";
import type { CInclude, CNames } from "../syntax/c/index.js";
import type { Reason, Verdict } from "../text/index.js";
import { known, unknown } from "../text/index.js";
import { dirname } from "../workspace/index.js";
import { nodesOf } from "./closure.js";
import type { DirectoryPackage } from "./directory-package.js";
import type { ImportClosure } from "./model.js";
import { join, resolvePath } from "./paths.js";

export interface CProgram {
  /** everything that may be compiled, headers included */
  readonly files: readonly CNames[];
  /** what is compiled for certain: the files of the packages themselves, and what they include */
  readonly objects: readonly CNames[];
  /** functions that the packages may define, by conditions that are not known */
  readonly mayDefine: ReadonlySet<string>;
  /** those of them that are C++ */
  readonly cxx: readonly CNames[];
}

/** Languages whose names cannot be read by the rules of C. */
const FOREIGN_LANGUAGE = /\.(?:f|F|for|f90|swig|swigcxx)$/;

const CXX_FILE = /\.(?:cc|cpp|cxx)$/;
const HEADER = /\.(?:h|hh|hpp|hxx|inc)$/;

/**
 * What the C code of packages outside the standard library may refer to, one item for each file: of each package with `import "C"` its Go files that
 * have it, its C, C++ and assembly files, and the headers that lie beside them. Headers that are not there (those of the C library, of the compiler,
 * of other libraries and systems) are left out. Unknown where code of a package is not at hand: a package without sources, an object file, a file
 * that cannot be read.
 */
export function readCNames(closure: ImportClosure): Verdict<CProgram> {
  const [missing] = closure.missing;
  if (missing !== undefined) return unknown(missing.reason);
  const reader = new Reader();
  const nodes = nodesOf(closure);
  for (const linked of closure.packages.values()) {
    if (!linked.usesCgo || linked.module === "std") continue;
    const found = nodes.get(linked.importPath)?.found ?? null;
    if (found === null) return unknown({ code: "package", text: `sources of ${linked.importPath}`, at: null });
    const opaque = found.otherFiles.find((file) => FOREIGN_LANGUAGE.test(file) || file.endsWith(".syso"));
    if (opaque !== undefined) return unknown({ code: "not-understood", text: `${opaque} of ${linked.importPath}`, at: null });
    const problem = reader.readPackage(found);
    if (problem !== null) return unknown(problem);
  }
  return known(reader);
}

class Reader implements CProgram {
  readonly files: CNames[] = [];
  readonly objects: CNames[] = [];
  readonly cxx: CNames[] = [];
  readonly mayDefine = new Set<string>();
  readonly #seen = new Set<string>();

  readPackage(found: DirectoryPackage): Reason | null {
    const directories = [found.directory, ...includeDirectories(found)];
    const macros = definedMacros(found);
    const before = this.files.length;
    // Objects of one package share headers: what is in one is in the program.
    const parts = { c: new Set<string>(), cxx: new Set<string>() };
    for (const name of [...found.cgoFiles, ...found.otherFiles]) {
      const path = join(found.directory, name);
      const problem = this.#read(path, found, directories);
      if (problem !== null) return problem;
      const isCxx = CXX_FILE.test(name);
      if (!HEADER.test(name)) this.#object(path, found, directories, isCxx, isCxx ? parts.cxx : parts.c);
    }
    for (const { references } of this.files.slice(before)) {
      for (const { name, unless } of references.mayDefine) if (!unless.some((macro) => macros.has(macro))) this.mayDefine.add(name);
    }
    return null;
  }

  /** An object is made of its file and of what that includes for certain; the files have been read. */
  #object(path: string, found: DirectoryPackage, directories: readonly string[], isCxx: boolean, parts: Set<string>): void {
    if (parts.has(path)) return;
    parts.add(path);
    const fact = found.tree.view.stat(path);
    const names = fact.kind === "file" && fact.source !== null ? found.tree.headers.cNames(fact.source) : null;
    if (names === null || "unknown" in names) return;
    this.objects.push(names);
    if (isCxx) this.cxx.push(names);
    for (const include of names.includes) {
      const part = names.references.includes.has(include.path) ? find(include, path, found, directories) : null;
      if (part !== null) this.#object(part, found, directories, isCxx, parts);
    }
  }

  #read(path: string, found: DirectoryPackage, directories: readonly string[]): Reason | null {
    if (this.#seen.has(path)) return null;
    this.#seen.add(path);
    if (this.#seen.size > LIMITS.cFiles) return { code: "limit", text: `limit: more than ${LIMITS.cFiles} files of C`, at: null };
    const fact = found.tree.view.stat(path);
    if (fact.kind !== "file" || fact.source === null) return { code: "file", text: `${path} is written during the build`, at: null };
    const names = found.tree.headers.cNames(fact.source);
    if ("unknown" in names) return names.unknown;
    this.files.push(names);
    for (const include of names.includes) {
      const header = find(include, path, found, directories);
      const problem = header === null ? null : this.#read(header, found, directories);
      if (problem !== null) return problem;
    }
    return null;
  }
}

/** `-DNAME` and `-DNAME=value` of `#cgo CFLAGS` and `#cgo CPPFLAGS`. */
function definedMacros({ cgoDirectives }: DirectoryPackage): ReadonlySet<string> {
  const words = cgoDirectives.flatMap(({ directive: { variable, args } }) => (variable === "CFLAGS" || variable === "CPPFLAGS" ? args : []));
  return new Set(words.flatMap((word) => /^-D(\w+)/.exec(word)?.[1] ?? []));
}

/** `-I${SRCDIR}/include` and `-I ../include` of `#cgo` lines. Source: cmd/go/internal/work/exec.go, cgo runs in the directory of the package. */
function includeDirectories({ directory, cgoDirectives }: DirectoryPackage): readonly string[] {
  return cgoDirectives.flatMap(({ directive: { args } }) =>
    args.flatMap((arg, i) => {
      const path = arg === "-I" || arg === "-isystem" || arg === "-iquote" ? args[i + 1] : arg.startsWith("-I") ? arg.slice("-I".length) : undefined;
      return path === undefined ? [] : [resolvePath(directory, path.replaceAll("${SRCDIR}", directory))];
    }),
  );
}

/** Beside the file that asks for it, then in the directories of the package's flags. */
function find({ path, quoted }: CInclude, from: string, { tree }: DirectoryPackage, directories: readonly string[]): string | null {
  const places = quoted ? [dirname(from), ...directories] : directories;
  return places.map((directory) => resolvePath(directory, path)).find((candidate) => tree.view.stat(candidate).kind === "file") ?? null;
}
