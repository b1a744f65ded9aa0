/** Finds the build of a repository that a binary comes from. */
import { compareDotted, compareLinkage, equals, print } from "@go-indep/core";
import type { Binary, BuildInvocation, ComparisonResult, GoBuildInfo, LinkageComparison, Project, Reason, Verdict } from "@go-indep/core";
import { UsageError } from "../../errors.js";

/** A setting of the go command or an answer of the prediction, beside what the binary tells. */
export interface Comparison {
  readonly field: LinkageComparison["field"] | "goVersion" | "ldflags" | "trimpath" | "race";
  readonly result: ComparisonResult;
  readonly predicted: string;
  readonly actual: string;
  readonly reason: Reason | null;
  /** something that the command is given, and not what comes of it */
  readonly input: boolean;
}

export interface ChosenBuild {
  readonly invocation: BuildInvocation;
  /** builds of the same program in the repository */
  readonly candidates: number;
  readonly comparisons: readonly Comparison[];
  /** no build has the inputs of the binary: another command made it */
  readonly otherInputs: boolean;
}

const INPUTS: ReadonlySet<string> = new Set(["goos", "goarch", "cgo", "tags", "buildMode"]);

/** @throws UsageError when no build of the repository can be compared */
export function chooseBuild(binary: Binary, name: string, project: Project): ChosenBuild {
  const info = binary.goBuildInfo;
  if (info === null) throw new UsageError(`${name} has no Go build information, which tells the program that it was built from`);
  const builds = project.invocations.filter(({ main }) => main.kind === "known" && main.value === info.path);
  const chosen = builds.map((invocation) => choice(binary, info, invocation, builds.length, project)).sort((a, b) => rank(a) - rank(b))[0];
  if (chosen === undefined) {
    const mains = [...new Set(project.invocations.flatMap(({ main }) => (main.kind === "known" ? [main.value] : [])))];
    throw new UsageError(`no build of ${info.path} was found; the builds that were found make ${mains.length === 0 ? "nothing that is known" : mains.join(", ")}`);
  }
  return chosen;
}

function choice(binary: Binary, info: GoBuildInfo, invocation: BuildInvocation, candidates: number, project: Project): ChosenBuild {
  const comparisons = [
    ...commandInputs(info, invocation, project),
    ...compareLinkage(invocation.linkage, binary).map((one) => ({ ...one, input: INPUTS.has(one.field) })),
  ].sort((a, b) => Number(b.input) - Number(a.input));
  return { invocation, candidates, comparisons, otherInputs: comparisons.some(({ input, result }) => input && result === "different") };
}

/** Fewest inputs that differ, then most that are the same. */
function rank({ comparisons }: ChosenBuild): number {
  const inputs = comparisons.filter(({ input }) => input);
  return 100 * inputs.filter(({ result }) => result === "different").length - inputs.filter(({ result }) => result === "exact" || result === "within").length;
}

/** Inputs that the linkage has no answers for. Source: cmd/go/internal/load/pkg.go, setBuildInfo. */
function commandInputs(info: GoBuildInfo, { command, goVersion, at }: BuildInvocation, project: Project): readonly Comparison[] {
  const setting = (key: string): string | undefined => info.settings.find((one) => one.key === key)?.value;
  // Where the machine that builds is not known, the go line stands in: an older release cannot build it, a newer one can (fact o1).
  const line = goVersion.kind === "known" ? `Go ${goVersion.value} ` : null;
  const assumed = line !== null && project.assumptions.some(({ fact, text, at: place }) => fact === "o1" && text.startsWith(line) && place?.file === at.file && place.start === at.start);
  const inputs = [versionInput(goVersion, info.goVersion, assumed)];
  // Before Go 1.18 nothing is recorded.
  if (info.settings.length === 0) return inputs;
  const trimmed = setting("-trimpath") === "true";
  return [...inputs, flagInput("trimpath", command.settings.trimpath, trimmed), flagInput("race", command.settings.race, setting("-race") === "true"), ...(trimmed ? [] : [ldflagsInput(command, setting("-ldflags") ?? "")])];
}

function flagInput(field: "trimpath" | "race", predicted: Verdict<boolean>, actual: boolean): Comparison {
  const show = (value: boolean): string => (value ? "yes" : "no");
  const { kind } = predicted;
  if (kind === "unknown") return { field, result: "unknown", predicted: "", actual: show(actual), reason: predicted.reason, input: true };
  return { field, result: predicted.value === actual ? "exact" : "different", predicted: show(predicted.value), actual: show(actual), reason: null, input: true };
}

/** "go1.24.3 X:boringcrypto" → "1.24.3". Releases of one line are within: tags of images move from one to the next. */
function versionInput(predicted: Verdict<string>, written: string, orNewer: boolean): Comparison {
  const actual = /^go(\S+)/.exec(written)?.[1] ?? written;
  const common = { field: "goVersion", actual, input: true } as const;
  if (predicted.kind === "unknown") return { ...common, result: "unknown", predicted: "", reason: predicted.reason };
  const { value } = predicted;
  const within = lineOf(value) === lineOf(actual) || (orNewer && compareDotted(lineOf(actual), lineOf(value)) > 0);
  return { ...common, result: value === actual ? "exact" : within ? "within" : "different", predicted: orNewer ? `${value} or newer` : value, reason: null };
}

function lineOf(version: string): string {
  return /^\d+\.\d+/.exec(version)?.[0] ?? version;
}

/** Of several -ldflags the last one is recorded, as it was given. */
function ldflagsInput({ settings }: BuildInvocation["command"], actual: string): Comparison {
  const common = { field: "ldflags", actual: actual === "" ? "none" : actual, input: true } as const;
  const last = settings.flags.findLast((item) => item.kind === "gap" || item.flag === "ldflags");
  if (last?.kind === "gap") return { ...common, result: "unknown", predicted: "", reason: last.reason };
  if (last === undefined) return { ...common, result: actual === "" ? "exact" : "different", predicted: "none", reason: null };
  const agrees = equals(last.value, actual);
  const within = agrees === "maybe" || (agrees === "no" && withoutVariables(last.value.pieces.map((piece) => (piece.kind === "literal" ? piece.text : "…")).join("")) === withoutVariables(actual));
  return { ...common, result: agrees === "yes" ? "exact" : within ? "within" : "different", predicted: print(last.value), reason: null };
}

const ASSIGNMENT = /(?<![^\s'"])-{1,2}X[=\s]\s*(?:'([^'=]*)=[^']*'|"([^"=]*)=[^"]*"|([^\s=]+)=[^\s'"]*)/g;

/** What -X sets changes from build to build (a version, a date) and links nothing: the variables count, not their values. */
function withoutVariables(flags: string): string {
  return flags.replace(ASSIGNMENT, (_, ...names: readonly (string | undefined)[]) => `-X ${names.slice(0, 3).join("")}`).replaceAll(/\s+/g, " ").trim();
}
