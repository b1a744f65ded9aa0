/** The settings of a go command, decided from its flags and its environment. Sources: cmd/go/internal/cfg, cmd/go/internal/work. */
import type { Evidence, Hop, Reason, Traced, Verdict } from "../text/index.js";
import { andThen, known, print, unknown } from "../text/index.js";
import type { GoEnvironment } from "./go-environment.js";
import { booleanFlag, lastOf, markDropped, stringFlag } from "./in-force.js";
import { packageFlags, parseLinkerFlags, quotedWords, unknownLinkerFlags } from "./linker-flags.js";
import type { FlagItem, GoHost, GoSettings, LinkerFlags } from "./model.js";
import type { MainPackage } from "./package-pattern.js";
import { matchesPackage } from "./package-pattern.js";
import { cgoSupported } from "./platforms.js";
import { splitQuotedText } from "./quoted.js";
import { textOf } from "./traced-verdict.js";
import { atLeastMinor, overReleases } from "./version.js";

type Assume = (hop: Hop) => void;

export function decideSettings(items: readonly FlagItem[], env: GoEnvironment, host: GoHost, assume: Assume): GoSettings {
  const goos = orDefault(env.text("GOOS"), host.os);
  const goarch = orDefault(env.text("GOARCH"), host.arch);
  const cc = compilerOf(env, "CC", goos);
  const flags = markDropped(items, (item) => (PER_PACKAGE.has(item.flag) ? `${item.flag} ${patternKey(item.value)}` : item.flag));
  const ldflags = packageFlags(items, "ldflags", assume);
  return {
    goos,
    goarch,
    level: andThen(goarch, (arch) => {
      const name = LEVELS.get(arch);
      return name === undefined ? known("") : env.text(name);
    }),
    goexperiment: env.text("GOEXPERIMENT"),
    cgoEnabled: decideCgo(env, host, goos, goarch),
    cc,
    cxx: compilerOf(env, "CXX", goos),
    cgoCflags: flagList(env, "CGO_CFLAGS"),
    cgoLdflags: flagList(env, "CGO_LDFLAGS"),
    cgoAllow: allows(env),
    buildMode: andThen(stringFlag(items, "buildmode"), (mode) => known(mode ?? "default")),
    tags: andThen(lastOf(items, "tags"), (item) => (item === null ? known([]) : tagsOf(item.value))),
    race: booleanFlag(items, "race"),
    msan: booleanFlag(items, "msan"),
    asan: booleanFlag(items, "asan"),
    linkshared: booleanFlag(items, "linkshared"),
    trimpath: booleanFlag(items, "trimpath"),
    compiler: andThen(stringFlag(items, "compiler"), (compiler) => known(compiler ?? "gc")),
    mod: andThen(stringFlag(items, "mod"), (mod) => known(mod === "" ? null : mod)),
    linker: linkerFlagsOf(ldflags, { importPath: "", directory: null, named: true }, null, host.goVersion, assume),
    ldflags,
    flags,
  };
}

const PER_PACKAGE = new Set(["ldflags", "gcflags", "asmflags", "gccgoflags"]);

/** Variables that choose the instruction set of an architecture. Source: internal/buildcfg. */
const LEVELS: ReadonlyMap<string, string> = new Map([
  ["386", "GO386"],
  ["amd64", "GOAMD64"],
  ["arm", "GOARM"],
  ["arm64", "GOARM64"],
  ["mips", "GOMIPS"],
  ["mipsle", "GOMIPS"],
  ["mips64", "GOMIPS64"],
  ["mips64le", "GOMIPS64"],
  ["ppc64", "GOPPC64"],
  ["ppc64le", "GOPPC64"],
  ["riscv64", "GORISCV64"],
  ["wasm", "GOWASM"],
]);

function orDefault(text: Verdict<string>, fallback: string): Verdict<string> {
  return andThen(text, (value) => known(value === "" ? fallback : value));
}

/** The pattern of a per-package flag, as a key: a later value replaces an earlier one only when it applies to the same packages. */
function patternKey(value: Traced): string {
  const text = print(value).trim();
  return text.startsWith("-") || !text.includes("=") ? "" : text.slice(0, text.indexOf("=")).trim();
}

/**
 * Facts b1–b4: exactly "0" or "1" decides; any other value is ignored. Then cgo is on for native builds; since Go 1.20 only when CC is set in the
 * environment or the default C compiler is found. Source: cmd/go/internal/cfg/cfg.go, defaultContext.
 */
function decideCgo(env: GoEnvironment, host: GoHost, goos: Verdict<string>, goarch: Verdict<string>): Verdict<boolean> {
  const given = env.text("CGO_ENABLED");
  if (given.kind === "unknown") return given;
  if (given.value === "0" || given.value === "1") return known(given.value === "1", because("b1", `CGO_ENABLED is ${given.value}`, given.evidence));
  const ignored: Evidence = given.value === "" ? [] : because("b4", `CGO_ENABLED=${given.value} is ignored: it is neither 0 nor 1`, given.evidence);
  const decided = andThen(goos, (os) => andThen(goarch, (arch) => defaultCgo(os, arch, env, host)));
  return { ...decided, evidence: [...ignored, ...decided.evidence] };
}

function defaultCgo(os: string, arch: string, env: GoEnvironment, host: GoHost): Verdict<boolean> {
  if (os !== host.os || arch !== host.arch) return known(false, [hop("b1", `cgo is off by default when cross-compiling (${host.os}/${host.arch} to ${os}/${arch})`)]);
  return andThen(overReleases(host.goVersion, (minor) => cgoSupported(os, arch, minor)), (supported) => {
    if (!supported) return known(false, [hop("b1", `cgo is off on ${os}/${arch}`)]);
    const cc = env.processText("CC");
    const compiler = host.compiler([defaultCompiler(os, "CC")]);
    const found: Verdict<boolean> =
      compiler.kind === "known" && compiler.value !== null
        ? known(true, [...compiler.evidence, hop("b1", `cgo is on: the C compiler ${defaultCompiler(os, "CC")} is found`)])
        : andThen(cc, (text): Verdict<boolean> => {
            if (text !== "") return known(true, [hop("b2", `cgo is on: CC is set to ${text}`)]);
            return andThen(compiler, () => known(false, [hop("b1", `cgo is off: no C compiler ${defaultCompiler(os, "CC")} in PATH`)]));
          });
    // Before Go 1.20 cgo was on without asking for a compiler.
    if (found.kind === "known" && found.value) return found;
    const asks = atLeastMinor(host.goVersion, 20);
    return andThen(asks, (since20): Verdict<boolean> => (since20 ? found : known(true, [hop("b1", "cgo is on by default before Go 1.20")])));
  });
}

function defaultCompiler(goos: string, variable: "CC" | "CXX"): string {
  const clang = ["darwin", "ios", "freebsd", "openbsd"].includes(goos);
  if (variable === "CC") return clang ? "clang" : "gcc";
  return clang ? "clang++" : "g++";
}

/** The compiler as a command: CC may hold arguments. Source: cmd/go/internal/cfg, DefaultCC; cmd/go/internal/work, envList. */
function compilerOf(env: GoEnvironment, variable: "CC" | "CXX", goos: Verdict<string>): Verdict<readonly string[]> {
  return andThen(env.text(variable), (text) => {
    const words = splitQuotedText(text);
    if (words === null) return unknown<readonly string[]>({ code: "syntax", text: `${variable}=${text}`, at: null });
    if (words.length > 0) return known(words);
    return andThen(goos, (os) => known([defaultCompiler(os, variable)]));
  });
}

/** CGO_CFLAGS, CGO_LDFLAGS: a quoted list; the default `-O2 -g` of CGO_CFLAGS and CGO_LDFLAGS decides nothing here. Source: cmd/go/internal/work, CFlags. */
function flagList(env: GoEnvironment, name: string): Verdict<readonly string[]> {
  return andThen(env.traced(name), (value) => quotedWords(value));
}

function allows(env: GoEnvironment): Verdict<boolean> {
  for (const name of ["CFLAGS", "CPPFLAGS", "CXXFLAGS", "FFLAGS", "LDFLAGS"]) {
    const text = env.text(`CGO_${name}_ALLOW`);
    if (text.kind === "unknown") return text;
    if (text.value !== "") return known(true);
  }
  return known(false);
}

/** Commas, or blanks as in Go 1.12 (fact e11). Source: cmd/go/internal/work/build.go, tagsFlag.Set. */
function tagsOf(value: Traced): Verdict<readonly string[]> {
  return andThen(textOf(value), (text) => {
    if (text.includes(" ") || text.includes("'")) return known(splitQuotedText(text) ?? []);
    return known(text.split(",").filter((tag) => tag !== ""));
  });
}

/**
 * The linker flags for one main package: of all -ldflags values that match it the last one counts, whole (facts e1, e8).
 *
 * Source: cmd/go/internal/load/flag.go, PerPackageFlag.For.
 */
export function linkerFlagsOf(
  ldflags: GoSettings["ldflags"],
  main: MainPackage,
  workingDirectory: string | null,
  goVersion: Verdict<string>,
  assume: Assume = () => {},
): LinkerFlags {
  for (const item of [...ldflags].reverse()) {
    if (item.kind === "gap") return unknownLinkerFlags(item.reason);
    const matches = main.importPath === "" && item.pattern !== null && item.pattern !== "all" ? null : matchesPackage(item.pattern, main, workingDirectory);
    if (matches === null) return unknownLinkerFlags(patternReason(item.pattern ?? "", item.at));
    if (matches) return parseLinkerFlags(item.words, goVersion, assume);
  }
  return parseLinkerFlags([], goVersion, assume);
}

function patternReason(pattern: string, at: Reason["at"]): Reason {
  return { code: "package", text: `whether the pattern ${pattern} matches the main package`, at };
}

/** Linker flags of a command for a main package whose import path is known. */
export function linkerFlagsFor(settings: GoSettings, main: MainPackage, directory: Verdict<string>, goVersion: Verdict<string>): LinkerFlags {
  return linkerFlagsOf(settings.ldflags, main, directory.kind === "known" ? directory.value : null, goVersion);
}

function hop(fact: string, text: string): Hop {
  return { fact, text, at: null };
}

function because(fact: string, text: string, evidence: Evidence): Evidence {
  const [first, ...rest] = evidence;
  return first === undefined ? [hop(fact, text)] : [{ fact, text, at: first.at }, ...rest];
}
