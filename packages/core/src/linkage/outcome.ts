/**
 * How one world links. Sources: cmd/go/internal/load/pkg.go (externalLinkingReason, LinkerDeps), cmd/link/internal/ld/config.go
 * (mustLinkExternal, determineLinkMode), lib.go (hostlink), elf.go; GROUND-TRUTH §0, b–d, q.
 */
import type { CCompiler, CommandFailure } from "../gobuild/index.js";
import { defaultPie, internalPie, mustLinkExternal } from "../gobuild/index.js";
import type { Hop, Verdict } from "../text/index.js";
import type { CCode } from "./c-code.js";
import type { LinkWords } from "./link-words.js";
import type { LinkageKind } from "./model.js";
import type { World } from "./world.js";

/** What is the same in all worlds. */
export interface Scene {
  readonly goos: string;
  readonly goarch: string;
  readonly code: CCode;
  /** what the `#cgo LDFLAGS` of the program mean for the link */
  readonly ownWords: LinkWords;
  readonly cc: Compiler;
  readonly cxx: Compiler;
  /** -linkmode as go repeats it in its errors: "-linkmode=external", or "-linkmode" before a word of its own (fact d7) */
  readonly linkModeText: string;
}

export interface Compiler {
  readonly command: readonly string[];
  /** known null: not found */
  readonly found: Verdict<CCompiler | null>;
}

export interface Outcome {
  /** null: not decided here, see `because` */
  readonly kind: LinkageKind | null;
  readonly linkMode: "internal" | "external";
  readonly buildMode: string;
  /** C code is linked: the program has it, or external linking brings runtime/cgo */
  readonly c: boolean;
  /** the compiler that links or decides the interpreter */
  readonly driver: Compiler;
  readonly failure: CommandFailure | null;
  readonly because: readonly Hop[];
}

type Fail = (stage: CommandFailure["stage"], text: string, fact: string) => Outcome;

export function outcomeOf(world: World, scene: Scene): Outcome {
  const { goos, goarch, code } = scene;
  const pieByDefault = defaultPie(goos, goarch, world.instrument === "race", world.minor);
  const buildMode = world.linkerMode ?? (world.goMode === "default" ? (pieByDefault ? "pie" : "exe") : world.goMode);
  const instrumented = world.instrument !== "none";
  const driver = world.cgo && world.cxx ? scene.cxx : scene.cc;
  const ownC = world.cgo && (world.user || world.net || world.osUser || world.boring || instrumented);
  const because: Hop[] = [];
  const outcome = (kind: LinkageKind | null, linkMode: Outcome["linkMode"], c: boolean, failure: CommandFailure | null = null): Outcome => ({ kind, linkMode, buildMode, c, driver, failure, because });
  const fail: Fail = (stage, text, fact) => outcome("fails", "internal", false, { stage, text, fact, at: null });

  // The go command asks for cgo before it compiles.
  if (!world.cgo && instrumented && (goos !== "darwin" || world.instrument !== "race")) return fail("flags", "requires cgo; enable cgo by setting CGO_ENABLED=1", "d16");
  const reason = externalReason(world, scene, pieByDefault);
  if (reason !== null && !world.cgo && world.minor >= 22) return fail("packages", `${reason} requires external (cgo) linking, but cgo is not enabled`, reason.startsWith("-linkmode") ? "d7" : "c8");

  // External linking brings runtime/cgo.
  const c = ownC || (world.cgo && reason !== null);
  if (c) {
    const refused = compileFailure(world, scene, ownC);
    if (refused !== null) return fail("compile", refused.text, refused.fact);
  }

  const forced = linkerReason(world, scene, buildMode, c);
  if (world.linkMode === "internal" && forced !== null) return fail("link", `internal linking requested but external linking required: ${forced}`, "cmd/link/internal/ld/config.go");
  const hostObjects = world.cgo && (world.user || (code.objects && c) || (c && world.preferExternal && world.minor >= 21));
  const external = world.linkMode === "external" || (world.linkMode === "auto" && (forced !== null || (c && hostObjects)));
  because.push(linkModeHop(world, external, forced, hostObjects));

  // -d refuses what asks for a library at run time, in either mode (fact d15). On arm the linker resets it.
  if (world.disableDynamic && goarch !== "arm" && (c || code.dynamicImports.length > 0)) return fail("link", "cannot use dynamic imports with -d flag", "d15");
  if (!isElf(goos)) return outcome(buildMode === "c-archive" ? "archive" : "foreign", external ? "external" : "internal", c);
  if (external && buildMode === "c-archive") return outcome("archive", "external", c);
  return external ? externalLink(world, scene, driver, buildMode, c, outcome, fail) : internalLink(world, scene, buildMode, c, ownC, because, outcome, fail);
}

type MakeOutcome = (kind: LinkageKind | null, linkMode: Outcome["linkMode"], c: boolean) => Outcome;

function internalLink(world: World, scene: Scene, buildMode: string, c: boolean, ownC: boolean, because: Hop[], outcome: MakeOutcome, fail: Fail): Outcome {
  // The libraries of C code are taken from a trial link; a static one has none, and its symbols stay unresolved (fact q11).
  if (ownC && world.cgoLdflags.static) return fail("link", "relocation target not defined", "q11");
  if (c && scene.ownWords.static) return outcome(null, "internal", c);
  // There the Go runtime itself calls libc, by names that the tables of the standard library do not hold.
  if (["openbsd", "solaris", "illumos"].includes(scene.goos)) return outcome(null, "internal", c);
  const [loader] = scene.code.dynamicImports;
  const dynamic = c || loader !== undefined;
  if (!c && loader !== undefined) because.push({ fact: "c1", text: `${loader.from} calls ${loader.word} without cgo, which makes the program dynamic`, at: loader.at });
  if (buildMode === "pie") {
    if (dynamic || !world.disableDynamic) {
      if (!dynamic) because.push({ fact: "c1", text: "a PIE names an interpreter, with or without cgo", at: null });
      return outcome("dynamic", "internal", c);
    }
    because.push({ fact: "c6", text: "-d takes the interpreter from the PIE", at: null });
    return outcome("static-pie", "internal", c);
  }
  if (buildMode !== "exe") return outcome(null, "internal", c);
  return outcome(dynamic ? "dynamic" : "static", "internal", c);
}

function externalLink(world: World, scene: Scene, driver: Compiler, buildMode: string, c: boolean, outcome: MakeOutcome, fail: Fail): Outcome {
  const compiler = driver.found;
  if (compiler.kind === "known" && compiler.value === null) return fail("link", notFound(driver.command), "b5");
  const foreign = foreignTarget(driver, scene.goarch);
  if (foreign !== null) return fail("link", `${driver.command.join(" ")} links for ${foreign}, not for ${scene.goarch}`, "b8");
  if (buildMode === "c-shared" || buildMode === "plugin" || buildMode === "shared") return outcome("shared-object", "external", c);
  if (buildMode !== "exe" && buildMode !== "pie") return outcome(null, "external", c);
  const flavour = compiler.kind === "known" ? (compiler.value?.flavour ?? null) : null;
  const parts = [scene.ownWords, world.cgoLdflags, world.external];
  if (parts.some((part) => part.strange !== null)) return outcome(null, "external", c);
  const isStatic = parts.some((part) => part.static);
  // In the build mode exe -no-pie follows the flags of packages, so only -extldflags can bring -static-pie back.
  const staticPie = buildMode === "pie" ? parts.some((part) => part.staticPie) : world.external.staticPie;
  const linksStaticPie = flavour === null ? null : flavour !== "musl-gcc";
  // What gcc makes of these on amd64 is measured: ld fails.
  const measured = flavour === "gcc" && scene.goarch === "amd64";
  const contradiction = (): Outcome => (measured ? fail("link", "collect2: error: ld returned 1 exit status", "c3") : outcome(null, "external", c));
  if (isStatic && staticPie) return linksStaticPie === false ? outcome("static", "external", c) : contradiction();
  // A PIE with -static is no PIE (fact c4). clang and zig differ there.
  if (isStatic) return buildMode === "pie" && flavour !== "gcc" && flavour !== "musl-gcc" ? outcome(null, "external", c) : outcome("static", "external", c);
  if (staticPie) {
    if (linksStaticPie === null) return outcome(null, "external", c);
    // Debian's musl-gcc does not know -static-pie (fact c7).
    if (!linksStaticPie) return outcome("dynamic", "external", c);
    // Code that is not compiled for a PIE cannot become one.
    return buildMode === "pie" ? outcome("static-pie", "external", c) : contradiction();
  }
  // zig links statically against musl unless told otherwise.
  if (flavour === "zig" || flavour === null) {
    const libc = compiler.kind === "known" ? compiler.value?.libc : undefined;
    const surelyDynamic = libc?.kind === "known" && libc.value === "glibc";
    if (flavour === "zig" && !surelyDynamic) return outcome(null, "external", c);
  }
  return outcome("dynamic", "external", c);
}

/** Why the go command wants external linking even without C code. Source: cmd/go/internal/load/pkg.go, externalLinkingReason. */
function externalReason(world: World, scene: Scene, pieByDefault: boolean): string | null {
  const { goos, goarch } = scene;
  if (mustLinkExternal(goos, goarch, false, world.minor)) return `${goos}/${goarch}`;
  if ((world.goMode === "c-shared" && goarch !== "wasm") || world.goMode === "plugin") return `-buildmode=${world.goMode}`;
  if (world.linkshared) return "-linkshared";
  const pie = world.goMode === "pie" || (world.goMode === "default" && pieByDefault);
  if (pie && !internalPie(goos, goarch, world.minor)) return world.goMode === "pie" ? "-buildmode=pie" : "default PIE binary";
  return world.linkMode === "external" ? scene.linkModeText : null;
}

/** Why the linker cannot do it alone. Source: cmd/link/internal/ld/config.go, mustLinkExternal. */
function linkerReason(world: World, scene: Scene, buildMode: string, c: boolean): string | null {
  const { goos, goarch } = scene;
  if (mustLinkExternal(goos, goarch, false, world.minor)) return `${goos}/${goarch} requires external linking`;
  if (world.instrument === "msan" || world.instrument === "asan") return world.instrument;
  if (c && mustLinkExternal(goos, goarch, true, world.minor)) return `${goarch} does not support internal cgo`;
  if (["c-archive", "plugin", "shared"].includes(buildMode)) return `buildmode=${buildMode}`;
  if (buildMode === "c-shared" && goarch !== "wasm") return "buildmode=c-shared";
  if (buildMode === "pie" && !internalPie(goos, goarch, world.minor)) return "buildmode=pie";
  return world.linkshared ? "dynamically linking with a shared library" : null;
}

/** C code does not compile without a compiler for the target (facts b5, b8). */
function compileFailure(world: World, scene: Scene, ownC: boolean): { readonly text: string; readonly fact: string } | null {
  const { found, command } = scene.cc;
  // Before Go 1.20 the C parts of the standard library came compiled.
  const prebuilt = world.minor < 20 && !world.user;
  if (found.kind === "known" && found.value === null) return prebuilt && ownC ? null : { text: notFound(command), fact: "b5" };
  const foreign = foreignTarget(scene.cc, scene.goarch);
  if (foreign !== null) return { text: `${command.join(" ")} compiles for ${foreign}, not for ${scene.goarch}: gcc_${scene.goarch}.S: Assembler messages: no such instruction`, fact: "b8" };
  if (world.cxx && scene.cxx.found.kind === "known" && scene.cxx.found.value === null) return { text: notFound(scene.cxx.command), fact: "b5" };
  return null;
}

/** The architecture that a compiler is for, when that is another one. */
function foreignTarget({ found }: Compiler, goarch: string): string | null {
  const target = found.kind === "known" ? found.value?.target : undefined;
  if (target?.kind !== "known" || target.value.arch === goarch || multilib(target.value.arch, goarch)) return null;
  return target.value.arch;
}

/** Go passes -m32 or -m64: whether that works depends on the libraries that are installed. */
function multilib(compiler: string, target: string): boolean {
  const pairs = [["amd64", "386"], ["mips64le", "mipsle"], ["mips64", "mips"]];
  return pairs.some((pair) => pair.includes(compiler) && pair.includes(target));
}

function notFound(command: readonly string[]): string {
  const name = command[0] ?? "";
  return `cgo: C compiler ${JSON.stringify(name)} not found: exec: ${JSON.stringify(name)}: executable file not found in $PATH`;
}

export function isElf(goos: string): boolean {
  return ["linux", "android", "freebsd", "netbsd", "openbsd", "dragonfly", "solaris", "illumos"].includes(goos);
}

function linkModeHop(world: World, external: boolean, forced: string | null, hostObjects: boolean): Hop {
  if (external) {
    const why = world.linkMode === "external" ? "-linkmode=external" : forced ?? (hostObjects ? "the program has C code of its own" : "");
    return { fact: "d3", text: `the C compiler links: ${why}`, at: null };
  }
  const std = [world.net ? "net" : "", world.osUser ? "os/user" : ""].filter((name) => name !== "");
  if (world.cgo && std.length > 0) {
    const use = std.length === 1 ? "uses" : "use";
    return { fact: "a1", text: `${std.join(" and ")} ${use} C code, so the program is linked against libc (internal link: -extldflags has no effect)`, at: null };
  }
  return { fact: "a6", text: "no C code is linked", at: null };
}
