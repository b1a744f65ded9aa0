/** DT_NEEDED of a dynamic link. Facts a7–a12, d12, d18, l4. */
import type { CCompiler, GoHost } from "../gobuild/index.js";
import type { CProgram } from "../gopackages/index.js";
import type { Origin, Reason, Verdict } from "../text/index.js";
import { compareDotted, known } from "../text/index.js";
import type { CCode } from "./c-code.js";
import { plainCxx, usesCxx } from "./cxx-names.js";
import { LibraryUse } from "./library-names.js";
import type { LinkWords } from "./link-words.js";
import { readLinkWords } from "./link-words.js";
import type { NeededLibrary, NeededList } from "./model.js";
import type { Outcome, Scene } from "./outcome.js";
import type { World } from "./world.js";

/** The dynamic loader's own name as a library: static libstdc++ and some libraries ask for it. */
const LOADER_SONAME: Readonly<Record<string, string>> = {
  "386": "ld-linux.so.2",
  amd64: "ld-linux-x86-64.so.2",
  arm: "ld-linux-armhf.so.3",
  arm64: "ld-linux-aarch64.so.1",
  loong64: "ld-linux-loongarch-lp64d.so.1",
  ppc64le: "ld64.so.2",
  riscv64: "ld-linux-riscv64-lp64d.so.1",
  s390x: "ld64.so.1",
};

/** Libraries of glibc that 2.34 merged into libc.so.6, with the soname that they had. */
const MERGED: Readonly<Record<string, string>> = { pthread: "libpthread.so.0", dl: "libdl.so.2", rt: "librt.so.1", util: "libutil.so.1" };
/** Libraries of glibc that are libraries of their own. */
const SEPARATE: Readonly<Record<string, string>> = { m: "libm.so.6", resolv: "libresolv.so.2" };
/** Names that musl's libc answers for. */
const MUSL_OWN = new Set(["c", "m", "pthread", "dl", "rt", "util", "resolv", "crypt", "xnet"]);

interface Found {
  /** in the order of NEEDED: that in which the linker meets them */
  readonly libraries: Map<string, NeededLibrary>;
  complete: boolean;
}

/** The needed libraries, or why nothing can be said. */
export function neededOf(world: World, outcome: Outcome, { code, goarch, ownWords }: Pick<Scene, "code" | "goarch" | "ownWords">, host: GoHost): NeededList | Reason {
  const found: Found = { libraries: new Map(), complete: true };
  const words: readonly LinkWords[] = [ownWords, world.cgoLdflags, world.external];
  const add: Add = (soname, certain, because, at = null) => {
    const before = found.libraries.get(soname);
    if (before === undefined || (!before.certain && certain)) found.libraries.set(soname, { soname, certain, because, at });
  };
  for (const { word, from, at } of code.dynamicImports) add(word, true, `//go:cgo_import_dynamic of ${from}`, at);
  if (outcome.c || outcome.linkMode === "external") {
    const compiler = outcome.driver.found;
    if (compiler.kind === "unknown") return compiler.reason;
    if (compiler.value === null) return { code: "not-understood", text: `no compiler ${outcome.driver.command.join(" ")}`, at: null };
    const { libc } = compiler.value;
    if (libc.kind === "unknown") return libc.reason;
    // The C parts of the standard library came compiled with Go, for an older glibc.
    const prebuilt = world.minor < 20 && !world.user && outcome.linkMode === "internal";
    if (prebuilt) return { code: "not-understood", text: "which glibc the standard library was compiled for that came with Go before 1.20", at: null };
    if (world.instrument === "asan") sanitizer(compiler.value, host, add, found);
    askedFor(world, code, words, compiler.value, host, add, found);
    standardLibrary(world, outcome, code, compiler.value, libc.value, add);
    if (world.cxx) cxxLibraries(words, compiler.value, libc.value, add);
    cLibrary(world, code, words, compiler.value, libc.value, goarch, add, found);
    if (world.own && code.open !== null) {
      found.complete = false;
      for (const { soname, module } of code.factLibraries) builtLibrary(soname, module, libc.value, add);
    }
    if (world.own && libc.value === "glibc" && hasThreadLocals(code.names())) add(LOADER_SONAME[goarch] ?? "ld-linux", false, "thread-local variables");
    lookForUse(world, { code, ownWords }, words, compiler.value, host, found);
  }
  const libraries = [...found.libraries.values()];
  return { items: libraries.map(({ soname }) => soname), complete: found.complete, libraries };
}

/** What is used is needed. The linker drops libraries of which nothing is used where the compiler tells it so (fact d18). The names in the C code tell. */
function lookForUse(world: World, { code, ownWords }: Pick<Scene, "code" | "ownWords">, words: readonly LinkWords[], compiler: CCompiler, host: GoHost, found: Found): void {
  const doubtful = [...found.libraries.values()].filter(({ certain }) => !certain);
  if (doubtful.length === 0) return;
  const program: Verdict<CProgram> = world.cgo && world.own ? code.names() : known({ files: [], objects: [], mayDefine: new Set<string>(), cxx: [] });
  if (program.kind === "unknown") return;
  const use = new LibraryUse(program.value);
  const drops = compiler.asNeeded.kind === "known" && compiler.asNeeded.value;
  const forced = words.some((one) => one.forced.length > 0);
  // What archives and files without sources use cannot be seen.
  const hidden = archiveOf(world, code, ownWords, compiler, host) !== null;
  for (const library of [...found.libraries.values()]) {
    const { soname, certain } = library;
    const answer = COMPILER_OWN.has(soname) ? usesCxx(soname, program.value) : use.uses(soname, [...found.libraries.keys()]);
    if (certain || answer === null) continue;
    if (answer) found.libraries.set(soname, { ...library, certain: true });
    else if (drops && !hidden && !forced && !(world.cxx && soname.startsWith("libm.") && !plainCxx(program.value))) found.libraries.delete(soname);
  }
}

/** Position-independent code reaches them through __tls_get_addr, which glibc has in the dynamic loader. */
function hasThreadLocals(program: Verdict<CProgram>): boolean {
  return program.kind === "known" && program.value.files.some(({ cWords }) => ["__thread", "_Thread_local", "thread_local"].some((word) => cWords.has(word)));
}

const COMPILER_OWN = new Set(["libstdc++.so.6", "libgcc_s.so.1"]);

/** Modules were built on Debian with glibc: other systems have libraries of the same names by other versions, and musl has glibc's in one. */
function builtLibrary(soname: string, module: string, libc: CLibrary, add: Add): void {
  const ofGlibc = GLIBC_OWN.test(soname);
  if (ofGlibc && libc !== "glibc") return;
  add(soname, ofGlibc, `${module}, as it was built on Debian 12`);
}

const GLIBC_OWN = /^(?:lib(?:c|m|pthread|dl|rt|util|resolv)\.so\.\d|ld-linux|ld64\.so)/;

type CLibrary = "glibc" | "musl" | "bionic" | null;
type Add = (soname: string, certain: boolean, because: string, at?: Origin | null) => void;

/** What the standard library's own `#cgo LDFLAGS` ask for (fact a9: net -lresolv, plugin -ldl, runtime/cgo -lpthread). */
function standardLibrary(world: World, outcome: Outcome, code: CCode, compiler: CCompiler, libc: CLibrary, add: Add): void {
  const version = compiler.libcVersion;
  if (libc !== "glibc" || version.kind === "unknown") return;
  const merged = compareDotted(version.value, "2.34") >= 0;
  if (world.net) {
    if (!merged) add("libresolv.so.2", true, "net");
    // Since 2.34 nothing that net uses is in libresolv; without --as-needed it is needed all the same. The address sanitizer's library knows some of it.
    else if (compiler.asNeeded.kind === "unknown" || world.instrument === "asan") add("libresolv.so.2", false, "net");
    else if (!compiler.asNeeded.value) add("libresolv.so.2", true, "net");
  }
  if (!merged && code.packages.includes("plugin")) add("libdl.so.2", true, "plugin");
  if (!merged && outcome.c) add("libpthread.so.0", true, "runtime/cgo");
}

function cLibrary(world: World, code: CCode, words: readonly LinkWords[], compiler: CCompiler, libc: CLibrary, goarch: string, add: Add, found: Found): void {
  if (libc === "musl" && compiler.muslName !== null) add(compiler.muslName, true, "the C library");
  else if (libc === "glibc") add("libc.so.6", true, "the C library");
  else found.complete = false;
  if (libc === "glibc" && compiler.libcVersion.kind === "unknown") found.complete = false;
  const loader = LOADER_SONAME[goarch];
  if (loader === undefined || libc !== "glibc") return;
  if (unusual(code, world.external)) add(loader, false, "flags that choose libraries by file");
  // What libstdc++ itself asks for: fact d12.
  else if (world.cxx && words.some((one) => one.staticLibstdcxx)) add(loader, false, "libstdc++.a");
}

/** `-l` in `#cgo LDFLAGS`, CGO_LDFLAGS and -extldflags: an upper bound (fact d18). */
function askedFor(world: World, code: CCode, words: readonly LinkWords[], compiler: CCompiler, host: GoHost, add: Add, found: Found): void {
  const dropsNothing = compiler.asNeeded.kind === "known" && !compiler.asNeeded.value;
  const external: LinkWords = world.external;
  const asked = [
    ...world.cgoLdflags.libraries.map((name) => ({ name, because: `-l${name} in CGO_LDFLAGS`, at: null })),
    ...(world.cgo ? librariesIn(code) : []),
    ...external.libraries.map((name) => ({ name, because: `-l${name} in -extldflags`, at: null })),
  ];
  const forced = new Set(words.flatMap((one) => one.forced));
  for (const { name, because, at } of asked) {
    const always = dropsNothing || forced.has(name);
    const own = ownLibrary(name, compiler);
    if (own === null) continue;
    if (own !== undefined) {
      add(own, always, because, at);
      continue;
    }
    const files = host.library(name, compiler);
    if (files.kind === "unknown") found.complete = false;
    else if (files.value?.shared != null) add(files.value.shared, always, because, at);
  }
  if (code.pkgConfig.length > 0) pkgConfigLibraries(code, compiler, host, dropsNothing, add, found);
  if (unusual(code, external)) found.complete = false;
}

/** A library of which the linker may take objects into the program, with what they need: static, or found in places that are not known. Null without one. */
export function archiveOf(world: World, code: CCode, ownWords: LinkWords, compiler: CCompiler, host: GoHost): string | null {
  const lists = [...(world.cgo ? [ownWords] : []), world.cgoLdflags, world.external];
  if (world.cgo && unusual(code, world.external)) return "a library that is named by its file";
  if (lists.some((one) => one.strange !== null || one.searchPaths)) return "flags that choose where libraries are found";
  if (lists.some((one) => world.cxx && (one.staticLibstdcxx || one.staticLibgcc))) return "static libraries of the compiler";
  const names = [...lists.flatMap(({ libraries }) => libraries), ...(world.cgo ? pkgConfigNames(code, compiler, host) : [])];
  const own = names.find((name) => name === null || (ownLibrary(name, compiler) === undefined && !isShared(host.library(name, compiler))));
  return own === undefined ? null : (own ?? "libraries that pkg-config names");
}

function isShared(files: ReturnType<GoHost["library"]>): boolean {
  return files.kind === "known" && files.value?.shared != null;
}

/** Null for a package of which nothing is known. */
function pkgConfigNames(code: CCode, compiler: CCompiler, host: GoHost): readonly (string | null)[] {
  return code.pkgConfig.flatMap(({ word }): readonly (string | null)[] => {
    const flags = host.pkgConfig(word, compiler);
    return flags.kind === "known" && flags.value !== null ? readLinkWords(flags.value).libraries : [null];
  });
}

function librariesIn(code: CCode): readonly { readonly name: string; readonly because: string; readonly at: Origin | null }[] {
  return code.ldflags.flatMap(({ word, from, at }, i) => {
    const next = code.ldflags[i + 1];
    const [name] = readLinkWords(word === "-l" && next?.from === from ? [word, next.word] : [word]).libraries;
    return name === undefined ? [] : [{ name, because: `-l${name} of ${from}`, at }];
  });
}

/** The soname of a library of libc; null when it is part of libc itself; undefined for another library. */
function ownLibrary(name: string, compiler: CCompiler): string | null | undefined {
  if (name === "c" || name === "gcc") return null;
  const { libc, libcVersion } = compiler;
  if (libc.kind === "known" && libc.value === "musl") return MUSL_OWN.has(name) ? null : undefined;
  if (name in SEPARATE) return SEPARATE[name];
  if (!(name in MERGED)) return undefined;
  const merged = libcVersion.kind === "known" && compareDotted(libcVersion.value, "2.34") >= 0;
  return merged ? null : MERGED[name];
}

function pkgConfigLibraries(code: CCode, compiler: CCompiler, host: GoHost, always: boolean, add: Add, found: Found): void {
  for (const { word, from, at } of code.pkgConfig) {
    if (word.startsWith("-")) {
      found.complete = false;
      continue;
    }
    const flags = host.pkgConfig(word, compiler);
    if (flags.kind === "unknown" || flags.value === null) {
      found.complete = false;
      continue;
    }
    for (const name of readLinkWords(flags.value).libraries) {
      const own = ownLibrary(name, compiler);
      if (own === null) continue;
      const files = own === undefined ? host.library(name, compiler) : null;
      const soname = own ?? (files?.kind === "known" ? (files.value?.shared ?? null) : null);
      if (soname === null) found.complete &&= files?.kind === "known";
      else add(soname, always, `pkg-config ${word} of ${from}`, at);
    }
  }
}

/** Files named directly (`-l:x`, `x.so`, `${SRCDIR}/x.a`) and -Wl flags that turn --as-needed off or on. */
function unusual(code: CCode, external: LinkWords): boolean {
  return external.strange !== null || code.ldflags.some(({ word }) => !word.startsWith("-") || word.startsWith("-l:") || /^-Wl,.*(?:as-needed|-Bstatic|-Bdynamic)/.test(word));
}

function cxxLibraries(words: readonly LinkWords[], compiler: CCompiler, libc: CLibrary, add: Add): void {
  const always = compiler.asNeeded.kind === "known" && !compiler.asNeeded.value;
  const isStatic = words.some((one) => one.staticLibstdcxx);
  if (!isStatic) add("libstdc++.so.6", always, "C++ code");
  if (libc === "glibc") add("libm.so.6", always && !isStatic, isStatic ? "libstdc++.a" : "C++ code");
  if (!words.some((one) => one.staticLibgcc)) add("libgcc_s.so.1", false, "C++ code");
}

function sanitizer(compiler: CCompiler, host: GoHost, add: Add, found: Found): void {
  const files = host.library("asan", compiler);
  if (files.kind === "known" && files.value?.shared != null) add(files.value.shared, true, "-asan");
  else found.complete = false;
}
