import type { GoCommand, GoHost, GoSettings, LinkerFlags } from "../gobuild/index.js";
import { linkerFlagsFor, releaseOf } from "../gobuild/index.js";
import type { ImportClosure } from "../gopackages/model.js";
import type { Evidence, Hop, Reason, Verdict } from "../text/index.js";
import { andThen, known, unknown } from "../text/index.js";
import type { CCode } from "./c-code.js";
import { cCodeOf, unknownCCode } from "./c-code.js";
import type { Case, Setting } from "./cases.js";
import { agree } from "./cases.js";
import { cgoFlagFailure } from "./cgo-flags.js";
import { commandFailure, debugDirectiveFailure, machineFailure } from "./failures.js";
import { readLinkWords } from "./link-words.js";
import { interpreterOf, libcOf, libcVersionOf } from "./loader.js";
import type { Linkage, LinkageKind, LinkageQuestion, LinkFailure, NeededList } from "./model.js";
import { neededOf } from "./needed.js";
import type { Compiler, Outcome, Scene } from "./outcome.js";
import { isElf, outcomeOf } from "./outcome.js";
import { symbolVersions } from "./symbol-versions.js";
import { resolveVariable } from "./variables.js";
import { worldsOf } from "./world.js";

/**
 * Predicts what `readelf` would print of the binary that a go command makes of one main package, without building it.
 *
 * Every answer is known with evidence, or unknown with a reason: what cannot be told is never guessed. More knowledge (sources of a module, the
 * value of a flag) turns unknown into known, never one known answer into another. Two assumptions are exceptions. No module without sources has
 * `#cgo LDFLAGS: -static` (fact q13): this one is listed in `assumptions` where it is made. And a machine that is not known has the compilers and
 * libraries that the build needs: the answers tell what comes out if something comes out.
 *
 * Source of the behaviour: GROUND-TRUTH §0 and sections a–g; cmd/go/internal/load/pkg.go, cmd/link/internal/ld.
 */
export function predictLinkage(question: LinkageQuestion): Linkage {
  const { command, closure, host } = question;
  const { settings } = command;
  const linker = linkerOf(command, closure, host);
  const code = codeOf(question);
  const base = {
    cgo: settings.cgoEnabled,
    cgoPackages: cgoPackages(settings.cgoEnabled, code),
    tags: settings.tags,
    goos: settings.goos,
    goarch: settings.goarch,
    rpath: linker.rpath,
    zoneinfo: embeds(question, "time/tzdata", "timetzdata"),
    roots: embeds(question, "golang.org/x/crypto/x509roots/fallback", null),
    resolver: resolverOf(settings.cgoEnabled, settings.tags, code, closure),
  };
  const variables = linker.variables.filter(({ dropped }) => !dropped).map((assignment) => resolveVariable(assignment, { verb: command.verb, closure, minor: minorOf(host), declarations: (path) => question.declarations(path) }));
  const answered = { ...base, variables: variables.map(({ variable }) => variable), assumptions: [...command.assumptions, ...compilerAssumption(settings), ...moduleAssumptions(question, code)] };

  const failure =
    commandFailure(command, question.load, host) ?? (isFalse(settings.cgoEnabled) ? null : cgoFlagFailure(closure, settings, host)) ?? debugDirectiveFailure(closure, host) ?? linker.failure ?? variables.find((one) => one.failure !== null)?.failure ?? null;
  if (failure !== null) return { ...answered, ...failed(failure) };
  const { goos, goarch, compiler } = settings;
  if (goos.kind === "unknown") return { ...answered, ...undecided(goos.reason) };
  if (goarch.kind === "unknown") return { ...answered, ...undecided(goarch.reason) };
  if (compiler.kind === "known" && compiler.value !== "gc") return { ...answered, ...undecided({ code: "not-understood", text: "gccgo", at: null }) };
  const chosen = worldsOf(settings, linker, code, host.goVersion);
  if ("unknown" in chosen) return { ...answered, ...undecided(chosen.unknown) };

  const scene: Scene = {
    goos: goos.value,
    goarch: goarch.value,
    code,
    ownWords: readLinkWords(code.ldflags.map(({ word }) => word)),
    cc: compilerOf(settings.cc, linker, host),
    cxx: compilerOf(settings.cxx, linker, host),
    linkModeText: linkModeText(linker),
  };
  const cases = chosen.worlds.map((world) => ({ world, outcome: outcomeOf(world, scene) }));
  const doubt = chosen.doubts[0] ?? { code: "not-understood" as const, text: "how the C compiler links this", at: null };
  return { ...answered, ...decided(cases, { scene, linker, host, command, doubt }) };
}

type Decided = Omit<Linkage, "cgo" | "cgoPackages" | "tags" | "goos" | "goarch" | "rpath" | "zoneinfo" | "roots" | "resolver" | "variables" | "assumptions">;

function decided(cases: readonly Case[], setting: Setting): Decided {
  const { doubt, command, host, scene } = setting;
  const evidence: Evidence = [...command.settings.cgoEnabled.evidence, ...commonReasons(cases)];
  const kind = agree<LinkageKind>(cases, ({ outcome }) => outcome.kind ?? doubt, doubt, evidence);
  const fails = kind.kind === "known" && kind.value === "fails";
  const failure = fails ? (cases[0]?.outcome.failure ?? null) : machineFailure(cases, scene, host);
  if (failure !== null) return failed(failure, evidence);
  const link = agree(cases, ({ outcome }) => outcome.linkMode, doubt, evidence);
  return {
    kind,
    interpreter: agree(cases, (one) => interpreterOf(one, setting), doubt, evidence),
    needed: neededIn(cases, setting),
    libc: agree(cases, (one) => libcOf(one), doubt, evidence),
    libcVersion: agree(cases, (one) => libcVersionOf(one), doubt, evidence),
    ...versionsIn(cases, setting),
    linkMode: link,
    buildMode: agree(cases, ({ outcome }) => outcome.buildMode, doubt, evidence),
    ...debugInformation(cases, setting),
    failure: null,
    hazards: hazards(cases, kind),
  };
}

/** Libraries that all cases need are certain; those that all cases ask for are listed. */
function neededIn(cases: readonly Case[], { scene, host, doubt }: Setting): Verdict<NeededList> {
  const lists: NeededList[] = [];
  for (const { world, outcome } of cases) {
    if (outcome.kind === "static" || outcome.kind === "static-pie" || outcome.kind === "archive") lists.push(NOTHING);
    else if (outcome.kind === null || outcome.kind === "foreign" || !isElf(scene.goos)) return unknown(doubtOf(outcome, scene, doubt));
    else if (outcome.kind !== "fails") {
      const list = neededOf(world, outcome, scene, host);
      if ("code" in list) return unknown(list);
      lists.push(list);
    }
  }
  const dynamic = lists.filter((list) => list !== NOTHING);
  const [first] = dynamic;
  // What only some cases ask for is a possibility among others: the list is then not complete.
  const shared = first?.libraries.filter((one) => dynamic.every((list) => list.items.includes(one.soname))) ?? [];
  const libraries = shared.map((one) => ({ ...one, certain: lists.every((list) => list.libraries.some((other) => other.soname === one.soname && other.certain)) }));
  const complete = dynamic.every((list) => list.complete && list.items.length === shared.length);
  return known({ items: libraries.map(({ soname }) => soname), complete, libraries });
}

const NOTHING: NeededList = { items: [], complete: true, libraries: [] };

function doubtOf(outcome: Outcome, scene: Scene, doubt: Reason): Reason {
  return outcome.kind === null ? doubt : { code: "not-understood", text: `${scene.goos} binaries name their libraries in other ways`, at: null };
}

function versionsIn(cases: readonly Case[], { scene, doubt, host }: Setting): Pick<Linkage, "glibc" | "glibcFloor" | "glibcxx"> {
  const versions = new Map(cases.map((one) => [one, symbolVersions(one.world, one.outcome, scene, host)]));
  const answer = (which: "exact" | "floor") => (one: Case): string | null | Reason => {
    const verdict = one.outcome.kind === null ? null : versions.get(one)?.[which];
    if (verdict == null) return doubt;
    return verdict.kind === "unknown" ? verdict.reason : verdict.value;
  };
  const cxx = (one: Case): null | Reason => {
    if (one.outcome.kind === null) return doubt;
    const plain = one.outcome.kind !== "dynamic" && one.outcome.kind !== "shared-object";
    return plain || !one.world.cxx ? null : { code: "not-understood", text: "which symbols of libstdc++ the C++ code uses", at: null };
  };
  const [first] = cases;
  const evidence = first === undefined ? undefined : versions.get(first);
  const glibc = agree(cases, answer("exact"), doubt, evidence?.exact.evidence);
  return { glibc, glibcFloor: agree(cases, answer("floor"), doubt, evidence?.floor.evidence), glibcxx: agree(cases, cxx, doubt) };
}

/** Facts g1–g4. In external links -s goes to the C compiler, so that -w=0 keeps nothing. */
function debugInformation(cases: readonly Case[], { scene, linker, command, doubt }: Setting): Pick<Linkage, "symtab" | "dwarf"> {
  if (!isElf(scene.goos)) {
    const foreign = unknown({ code: "not-understood", text: `not an ELF binary: ${scene.goos}`, at: null });
    return { symtab: foreign, dwarf: foreign };
  }
  // Programs that go run starts are linked with -s -w, which user flags may take back.
  const run = command.verb === "run";
  const strip = run && !linker.all.some((item) => item.kind === "gap" || item.flag === "s") ? known(true) : linker.stripSymbols;
  const noDwarf = run && !linker.all.some((item) => item.kind === "gap" || item.flag === "w") ? known(true) : linker.stripDwarf;
  const answer = (which: "symtab" | "dwarf") => ({ world, outcome }: Case): boolean | Reason => {
    if (outcome.kind === "archive") return { code: "not-understood", text: "an archive, not an executable", at: null };
    const external = outcome.linkMode === "external";
    const words = external ? [scene.ownWords, world.cgoLdflags, world.external] : [];
    if (words.some((one) => one.strip)) return false;
    if (which === "dwarf" && (world.linkshared || words.some((one) => one.stripDebug))) return false;
    if (strip.kind === "unknown") return strip.reason;
    if (which === "symtab") return !strip.value;
    if (external && strip.value) return false;
    return noDwarf.kind === "unknown" ? noDwarf.reason : !noDwarf.value;
  };
  return { symtab: agree(cases, answer("symtab"), doubt), dwarf: agree(cases, answer("dwarf"), doubt) };
}

/** What holds in every case: a reason of some cases only would tell what is not known. */
function commonReasons(cases: readonly Case[]): Evidence {
  const [first, ...others] = cases;
  return (first?.outcome.because ?? []).filter((hop) => others.every(({ outcome }) => outcome.because.some((other) => other.text === hop.text)));
}

function hazards(cases: readonly Case[], kind: Verdict<LinkageKind>): readonly Hop[] {
  if (kind.kind === "unknown") return [];
  if (kind.value === "static-pie" && cases.every(({ world, outcome }) => outcome.linkMode === "internal" && world.disableDynamic)) {
    return [{ fact: "c6", text: "a PIE without interpreter by -d crashes at start: nothing relocates it", at: null }];
  }
  return kind.value === "dynamic" && cases.every(hasTextRelocations)
    ? [{ fact: "c7", text: "-static-pie without -buildmode=pie gives a PIE with text relocations here, on which musl's loader crashes", at: null }]
    : [];
}

/** musl-gcc passes -static-pie on to gcc's -pie, for code that is compiled for none. */
function hasTextRelocations({ world, outcome: { linkMode, buildMode, driver } }: Case): boolean {
  const flavour = driver.found.kind === "known" ? driver.found.value?.flavour : undefined;
  return linkMode === "external" && buildMode === "exe" && flavour === "musl-gcc" && world.external.staticPie;
}

function linkerOf(command: GoCommand, closure: ImportClosure | null, host: GoHost): LinkerFlags {
  if (closure === null) return command.settings.linker;
  const main = { importPath: closure.main.importPath, directory: closure.main.directory, named: true };
  return linkerFlagsFor(command.settings, main, command.directory, host.goVersion);
}

function linkModeText(linker: LinkerFlags): string {
  const given = linker.all.findLast((item) => item.kind === "flag" && item.flag === "linkmode");
  return given?.kind === "flag" && given.separate ? "-linkmode" : "-linkmode=external";
}

function codeOf({ command, closure, load }: LinkageQuestion): CCode {
  if (closure !== null) return cCodeOf(closure);
  const packages = command.packages.kind === "unknown" ? command.packages.reason : null;
  return unknownCCode(load?.unknown ?? packages ?? { code: "package", text: "the packages of the program", at: null });
}

function compilerOf(given: Verdict<readonly string[]>, linker: LinkerFlags, host: GoHost): Compiler {
  const extld = linker.externalLinker;
  const command = andThen(extld, (own) => (own === null || own.length === 0 ? given : known(own)));
  if (command.kind === "unknown") return { command: [], found: command };
  return { command: command.value, found: host.compiler(command.value) };
}

function cgoPackages(cgo: Verdict<boolean>, code: CCode): Linkage["cgoPackages"] {
  return andThen(cgo, (on) => known(on ? { items: code.packages, complete: code.open === null } : { items: [], complete: true }));
}

function embeds({ command, closure, load }: LinkageQuestion, importPath: string, tag: string | null): Verdict<"embedded" | "none"> {
  const { tags } = command.settings;
  if (closure?.packages.has(importPath) === true) return known("embedded", closure.pathTo(importPath));
  if (tag !== null && tags.kind === "known" && tags.value.includes(tag)) return known("embedded", [{ fact: "h2", text: `-tags ${tag}`, at: null }, ...tags.evidence]);
  if (tag !== null && tags.kind === "unknown") return tags;
  if (closure === null) return unknown(load?.unknown ?? { code: "package", text: "the packages of the program", at: null });
  const [missing] = closure.missing;
  return missing === undefined ? known("none") : unknown(missing.reason);
}

function resolverOf(cgo: Verdict<boolean>, tags: Verdict<readonly string[]>, code: CCode, closure: ImportClosure | null): Linkage["resolver"] {
  if (closure !== null && closure.missing.length === 0 && !closure.packages.has("net")) return known(null);
  if (closure?.packages.has("net") !== true) return unknown(code.open ?? closure?.missing[0]?.reason ?? { code: "package", text: "whether net is linked", at: null });
  return andThen(cgo, (on): Linkage["resolver"] => {
    if (!on || code.net === false) return known("go");
    if (typeof code.net !== "boolean") return unknown(code.net);
    return andThen(tags, (list) => known(list.includes("netcgo") ? "libc" : "either", [{ fact: "i1", text: "both resolvers are linked", at: null }]));
  });
}

/** Flags that are not known hide no `-compiler gccgo`. */
function compilerAssumption({ compiler }: GoSettings): readonly Hop[] {
  return compiler.kind === "known" ? [] : [{ fact: "", text: "the compiler is gc, not gccgo", at: null }];
}

function moduleAssumptions({ command, closure }: LinkageQuestion, code: CCode): readonly Hop[] {
  const dynamic = new Set(closure?.facts.flatMap(({ module, neededWithoutCgo = [] }) => (neededWithoutCgo.length > 0 ? [module] : [])));
  const doubtful = closure?.missing.filter(({ module }) => !dynamic.has(module?.path ?? ""));
  const [missing] = doubtful ?? [];
  if (missing === undefined && closure !== null) return [];
  const name = missing?.module?.path ?? missing?.importPath ?? "the program";
  const others = (doubtful?.length ?? 1) - 1;
  const modules = others > 0 ? `${name} and ${others} other packages` : name;
  if (command.settings.cgoEnabled.kind === "known" && !command.settings.cgoEnabled.value) {
    return [{ fact: "", text: `${modules}, of which there are no sources, loads no library without cgo (as purego does)`, at: null }];
  }
  return code.open === null ? [] : [{ fact: "q13", text: `${modules}, of which there are no sources, has no #cgo LDFLAGS: -static`, at: null }];
}

function failed(failure: LinkFailure, evidence: Evidence = []): Decided {
  const none = unknown({ code: "not-understood", text: "the build fails", at: failure.at });
  const fails: Verdict<LinkageKind> = known("fails", [{ fact: failure.fact, text: failure.text, at: failure.at }, ...evidence]);
  return { ...undecidedParts(none), kind: fails, failure, hazards: [] };
}

function undecided(reason: Reason): Decided {
  return { ...undecidedParts(unknown(reason)), failure: null, hazards: [] };
}

function undecidedParts(none: Verdict<never>): Omit<Decided, "failure" | "hazards"> {
  return { kind: none, interpreter: none, needed: none, libc: none, libcVersion: none, glibc: none, glibcFloor: none, glibcxx: none, linkMode: none, buildMode: none, symtab: none, dwarf: none };
}

function isFalse(verdict: Verdict<boolean>): boolean {
  return verdict.kind === "known" && !verdict.value;
}

function minorOf(host: GoHost): number | null {
  return host.goVersion.kind === "known" ? (releaseOf(host.goVersion.value)?.[1] ?? null) : null;
}
