/** Builds that fail for certain. */
import type { CCompiler, GoCommand, GoHost } from "../gobuild/index.js";
import { refusedDirectives, type ImportClosure } from "../gopackages/index.js";
import type { Verdict } from "../text/index.js";
import type { Case } from "./cases.js";
import { readLinkWords } from "./link-words.js";
import type { LinkageQuestion, LinkFailure } from "./model.js";
import type { Scene } from "./outcome.js";

/** What the go command refuses before it compiles. */
export function commandFailure(command: GoCommand, load: LinkageQuestion["load"], { refusal = null }: GoHost): LinkFailure | null {
  if (command.failure !== null) return command.failure;
  if (refusal !== null) return refusal;
  if (load === null || load.failure === null) return null;
  const { text, fact, at } = load.failure;
  return { stage: "packages", text, fact, at };
}

/** The first `//go:debug` line that the toolchain refuses (fact i5). */
export function debugDirectiveFailure(closure: ImportClosure | null, { goVersion, goVersionIsLeast = false }: GoHost): LinkFailure | null {
  if (closure === null || goVersion.kind === "unknown") return null;
  for (const one of closure.packages.values()) {
    const [refused] = refusedDirectives(one, { version: goVersion.value, isLeast: goVersionIsLeast });
    if (refused !== undefined) return { stage: "compile", text: `invalid //go:debug: ${refused.text}`, fact: "i5", at: refused.at };
  }
  return null;
}

/**
 * Libraries that are asked for by name and are not on the machine: the link fails, or the compilation does for want of their headers (fact q14).
 * Only what no -L can bring.
 */
export function machineFailure(cases: readonly Case[], scene: Scene, host: GoHost): LinkFailure | null {
  const { ldflags, pkgConfig } = scene.code;
  const own = scene.ownWords;
  const elsewhere = own.searchPaths || own.strange !== null || cases.some(({ world }) => world.cgoLdflags.searchPaths || world.external.searchPaths || world.external.strange !== null);
  const compiler = scene.cc.found;
  if (elsewhere || compiler.kind === "unknown" || compiler.value === null) return null;
  const lacks = (name: string): boolean => {
    if (LIBC_OWN.has(name) || name.startsWith(":")) return false;
    const files: Verdict<unknown> = host.library(name, compiler.value as CCompiler);
    return files.kind === "known" && files.value === null;
  };
  // CGO_LDFLAGS take part in the trial link of every cgo package, -extldflags in external links.
  for (const { libraries, used } of [
    { libraries: cases[0]?.world.cgoLdflags.libraries ?? [], used: (one: Case) => one.outcome.c },
    { libraries: cases[0]?.world.external.libraries ?? [], used: (one: Case) => one.outcome.linkMode === "external" },
  ]) {
    const name = libraries.find(lacks);
    if (name !== undefined && cases.every(used)) return cannotFind(name, null);
  }
  if (!cases.every(({ world, outcome }) => world.cgo && outcome.c && world.own)) return null;
  for (const { word, at } of pkgConfig) {
    if (word.startsWith("-")) continue;
    const flags = host.pkgConfig(word, compiler.value);
    if (flags.kind === "unknown") continue;
    if (flags.value === null) return { stage: "compile", text: `pkg-config: Package '${word}', required by 'virtual:world', not found`, fact: "", at };
    const words = readLinkWords(flags.value);
    if (compiler.value.flavour === "musl-gcc" && !words.searchPaths && words.libraries.some((name) => !MUSL_OWN.has(name))) return noHeader(word, at);
  }
  for (const { word, at } of ldflags) {
    const [name] = readLinkWords([word]).libraries;
    if (name === undefined || LIBC_OWN.has(name) || name.startsWith(":")) continue;
    // The wrapper shows musl's own headers and libraries only.
    if (compiler.value.flavour === "musl-gcc") return noHeader(name, at);
    if (lacks(name)) return cannotFind(name, at);
  }
  return null;
}

const MUSL_OWN = new Set(["c", "m", "pthread", "dl", "rt", "util", "resolv", "crypt", "xnet", "gcc", "gcc_s"]);
const LIBC_OWN = new Set([...MUSL_OWN, "stdc++", "atomic", "gomp", "quadmath", "gfortran"]);

function cannotFind(name: string, at: LinkFailure["at"]): LinkFailure {
  return { stage: "link", text: `cannot find -l${name}: No such file or directory`, fact: "q14", at };
}

function noHeader(name: string, at: LinkFailure["at"]): LinkFailure {
  return { stage: "compile", text: `musl-gcc sees neither headers nor libraries of ${name}: fatal error: No such file or directory`, fact: "q14", at };
}
