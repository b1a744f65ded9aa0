/**
 * The flags that `#cgo` lines may hold (fact q12). Source: cmd/go/internal/work/security.go of each release. CGO_LDFLAGS and CGO_CFLAGS are not checked.
 *
 * A flag is refused when neither the release that builds nor an older one accepts it: what lists lose, they lose in patch releases, too.
 */
import type { GoHost, GoSettings } from "../gobuild/index.js";
import { releaseOf } from "../gobuild/index.js";
import type { ImportClosure, LinkedPackage } from "../gopackages/model.js";
import type { Origin, Range } from "../text/index.js";
import { CGO_FLAGS } from "./cgo-flags.generated.js";
import type { LinkFailure } from "./model.js";

interface Grammar {
  /** whole words */
  readonly allowed: RegExp;
  /** words that take the next one as their argument */
  readonly withArgument: ReadonlySet<string>;
}

type Tool = "compiler" | "linker";

const grammars = new Map<string, Grammar>();

/** What releases up to a minor version accept; of all releases without one. */
function grammarOf(tool: Tool, minor = Infinity): Grammar {
  const key = `${tool} ${minor}`;
  let grammar = grammars.get(key);
  if (grammar === undefined) {
    const entries = (list: keyof typeof CGO_FLAGS): readonly string[] => Object.entries(CGO_FLAGS[list]).flatMap(([entry, since]) => (since <= minor ? [entry] : []));
    const except = minor < NEVER_LINKED_SINCE ? "" : `(?!${NEVER_LINKED}$)`;
    grammar = { allowed: new RegExp(`^${except}(?:${entries(tool).join("|")})$`), withArgument: new Set(entries(`${tool}WithArgument`)) };
    grammars.set(key, grammar);
  }
  return grammar;
}

/** On macOS the linker would load what follows. Refused though it looks like -l. Source: security.go, invalidLinkerFlags. */
const NEVER_LINKED = "-lto_library";
const NEVER_LINKED_SINCE = 21;

/** The first minor version whose lists are known. What older ones accept is not. */
const KNOWN_SINCE = 18;

/** The first `#cgo` line that go refuses; null when there is none, or when a CGO_*_ALLOW variable may permit it. */
export function cgoFlagFailure(closure: ImportClosure | null, settings: GoSettings, { goVersion, goVersionIsLeast = false }: GoHost): LinkFailure | null {
  if (closure === null || settings.cgoAllow.kind === "unknown" || settings.cgoAllow.value) return null;
  const minor = goVersion.kind === "known" && !goVersionIsLeast ? releaseOf(goVersion.value)?.[1] : undefined;
  if (minor !== undefined && minor < KNOWN_SINCE) return null;
  for (const one of closure.packages.values()) {
    if (one.module === "std" || !one.usesCgo) continue;
    for (const variable of ["CFLAGS", "CPPFLAGS", "CXXFLAGS", "FFLAGS", "LDFLAGS"]) {
      const rejected = rejectedFlag(variable, one, minor);
      if (rejected !== null) return { stage: "compile", text: `invalid flag in #cgo ${variable}: ${rejected.word}`, fact: "q12", at: rejected.at };
    }
  }
  return null;
}

function rejectedFlag(variable: string, one: LinkedPackage, minor: number | undefined): { readonly word: string; readonly at: Origin | null } | null {
  const words = one.cgoDirectives.flatMap(({ directive, at }) =>
    directive.variable === variable ? directive.args.map((word, i) => ({ word: word.replaceAll("${SRCDIR}", "/srcdir"), at: within(at, directive.argRanges[i]) })) : [],
  );
  const index = firstRejected(words.map(({ word }) => word), grammarOf(variable === "LDFLAGS" ? "linker" : "compiler", minor));
  return index === null ? null : (words[index] ?? null);
}

function within(line: Origin | null, range: Range | undefined): Origin | null {
  return line === null || range === undefined ? line : { file: line.file, start: range[0], end: range[1] };
}

/** Index of the first word that is not allowed. Source: cmd/go/internal/work/security.go, checkFlags. */
function firstRejected(words: readonly string[], { allowed, withArgument }: Grammar): number | null {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (allowed.test(word)) continue;
    if (word.startsWith("-Wl,--push-state,") && word.split(",").slice(1).every((part) => allowed.test(`-Wl,${part}`))) continue;
    if (!withArgument.has(word)) return i;
    const next = words[i + 1] ?? "";
    const wrapped = word.startsWith("-Wl,") && next.startsWith("-Wl,") && isSafe(next.slice(4)) && !next.slice(4).includes(",");
    if (!isSafe(next) && !wrapped && !(word === "-I" && /^(?:=|\$SYSROOT)/.test(next))) return i;
    i++;
  }
  return null;
}

function isSafe(word: string): boolean {
  return /^[0-9A-Za-z._/\u0080-\uffff]/.test(word);
}

/** Whether C flags make the go command prefer external linking, which it decides for every cgo package, net included (Go 1.21). */
export function preferExternal(cflags: readonly string[]): boolean {
  return firstRejected(cflags, grammarOf("compiler")) !== null || cflags.some((flag) => flag.startsWith("-flto"));
}
