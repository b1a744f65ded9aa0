/** Which assignments would have made a build another one, had go seen them. */
import { GO_VARIABLES, type LostAssignment } from "../evaluate/index.js";
import { understandGoCommand, type GoCommand, type GoSettings } from "../gobuild/index.js";
import { literalOf, print, type Verdict } from "../text/index.js";
import type { Build } from "./builds.js";
import { hasCxx } from "./cxx.js";

/** Assignments that the command does not see, with values that are known, and with which go would decide a setting in another way. */
export function effectiveIfSeen(build: Build): readonly LostAssignment[] {
  const { call, command, host, when } = build;
  // Of one of several ways that a command may go it is not known whether it is taken.
  if (when.length > 0) return [];
  return (call.lost ?? []).filter(({ name, value, lostIn, isRead = false }) => {
    const text = literalOf(value);
    if (!GO_VARIABLES.has(name) || text === null) return false;
    const ofMake = lostIn === "make" || lostIn === "override";
    // the command is told by itself what to take
    if (ofMake && call.environment.getExported(name) !== null) return false;
    // what nothing else reads can only be meant for go, whatever it takes by default on the machine
    if (ofMake && !isRead && name === "CGO_ENABLED" && (text === "0" || text === "1") && command.settings.cgoEnabled.kind === "unknown") return true;
    const seen = understandGoCommand({ ...call, environment: call.environment.set(name, value, true) }, host);
    return seen !== null && differ(command, seen, build);
  });
}

type Question = { [K in keyof GoSettings]: GoSettings[K] extends Verdict<unknown> ? K : never }[keyof GoSettings];

/** What decides the artifact of any program. -mod is left out: vendor and readonly are what go takes by itself. */
const QUESTIONS: readonly Question[] = ["goos", "goarch", "goexperiment", "cgoEnabled", "buildMode", "tags", "race", "msan", "asan", "linkshared", "trimpath"];
/** What matters to C code alone. */
const C_QUESTIONS: readonly Question[] = ["cc", "cgoCflags", "cgoLdflags"];

function differ(actual: GoCommand, seen: GoCommand, build: Build): boolean {
  // Nobody is told to make go see what it would refuse.
  if (seen.failure !== null) return false;
  const [a, b] = [actual.settings, seen.settings];
  const compilesC = hasItems(build.linkage.cgoPackages);
  return (
    QUESTIONS.some((question) => differentAnswers(a[question], b[question])) ||
    (compilesC && C_QUESTIONS.some((question) => differentAnswers(a[question], b[question]))) ||
    (compilesC && hasCxx(build.closure) && differentAnswers(a.cxx, b.cxx)) ||
    differentLevels(a, b) ||
    linkerText(a) !== linkerText(b)
  );
}

function differentAnswers(a: Verdict<unknown>, b: Verdict<unknown>): boolean {
  return a.kind === "known" && b.kind === "known" && JSON.stringify(a.value) !== JSON.stringify(b.value);
}

/** What go takes when the variable of the architecture is not set. Source: internal/buildcfg. */
const DEFAULT_LEVELS: Readonly<Record<string, string>> = { amd64: "v1", "386": "sse2", arm: "7", arm64: "v8.0", mips: "hardfloat", mipsle: "hardfloat", mips64: "hardfloat", mips64le: "hardfloat", ppc64: "power8", ppc64le: "power8", riscv64: "rva20u64" };

function differentLevels(a: GoSettings, b: GoSettings): boolean {
  if (a.goarch.kind === "unknown" || a.level.kind === "unknown" || b.level.kind === "unknown") return false;
  const byDefault = DEFAULT_LEVELS[a.goarch.value] ?? "";
  return (a.level.value || byDefault) !== (b.level.value || byDefault);
}

function linkerText({ linker }: GoSettings): string {
  return linker.all.map((item) => (item.kind === "gap" ? "…" : item.dropped ? "" : `-${item.flag}=${print(item.value)}`)).join(" ");
}

function hasItems(packages: Verdict<{ readonly items: readonly string[] }>): boolean {
  return packages.kind === "known" && packages.value.items.length > 0;
}
