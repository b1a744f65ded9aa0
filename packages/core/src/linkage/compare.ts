/** A prediction beside the binary that was really built. */
import { needsOf, type Binary, type BinaryNeeds } from "../syntax/binary/index.js";
import { compareDotted, type Reason, type Verdict } from "../text/index.js";
import type { Linkage, NeededList } from "./model.js";

export type ComparisonResult =
  /** known, and so it is */
  | "exact"
  /** the prediction leaves room, and the truth lies in it */
  | "within"
  /** the prediction, or the binary, does not tell */
  | "unknown"
  | "different";

export interface LinkageComparison {
  /** a member of {@link Linkage} */
  readonly field: "goos" | "goarch" | "cgo" | "tags" | "buildMode" | "kind" | "linkMode" | "interpreter" | "needed" | "rpath" | "glibc" | "glibcxx" | "symtab" | "dwarf";
  readonly result: ComparisonResult;
  /** for people; "" when not known */
  readonly predicted: string;
  /** for people; "" when the binary does not tell */
  readonly actual: string;
  /** why it is not known; null when it is */
  readonly reason: Reason | null;
}

/** Compares what can be seen in the file. What -X sets cannot. */
export function compareLinkage(linkage: Linkage, binary: Binary): readonly LinkageComparison[] {
  const setting = (key: string): string | undefined => binary.goBuildInfo?.settings.find((one) => one.key === key)?.value;
  const needs = binary.format === "elf" ? needsOf(binary) : null;
  const cgo = setting("CGO_ENABLED");
  const recorded = binary.goBuildInfo !== null && binary.goBuildInfo.settings.length > 0;
  const common = [
    plain("goos", linkage.goos, setting("GOOS") ?? needs?.os ?? undefined),
    plain("goarch", linkage.goarch, setting("GOARCH") ?? needs?.arch ?? undefined),
    plain("cgo", linkage.cgo, cgo === undefined ? undefined : cgo === "1"),
    plain("tags", sorted(linkage.tags), recorded ? (setting("-tags") ?? "").split(",").filter((tag) => tag !== "").sort() : undefined),
    plain("buildMode", linkage.buildMode, buildModeOf(setting("-buildmode"), binary, needs, linkage.buildMode)),
    plain("kind", linkage.kind, binary.format === "archive" ? "archive" : needs === null ? "foreign" : needs.kind),
  ];
  return needs === null || binary.format !== "elf" ? common : [...common, ...elfFields(linkage, needs, binary)];
}

/**
 * "exe" is also recorded where the default is another mode (Windows, Android), and where the linker is told another one (fact c2). What the Go linker
 * links itself tells its mode by the type of the file; C compilers have flags of their own for that.
 */
function buildModeOf(recorded: string | undefined, binary: Binary, needs: BinaryNeeds | null, predicted: Verdict<string>): string | undefined {
  if (recorded !== "exe") return recorded;
  if (binary.format === "elf" && needs?.linkMode === "internal") return binary.type === "DYN" ? "pie" : "exe";
  return predicted.kind === "known" && predicted.value === recorded ? recorded : undefined;
}

function elfFields(linkage: Linkage, needs: BinaryNeeds, { symtab, dwarf }: { readonly symtab: boolean | null; readonly dwarf: boolean | null }): readonly LinkageComparison[] {
  return [
    plain("linkMode", linkage.linkMode, needs.linkMode ?? undefined),
    plain("interpreter", linkage.interpreter, needs.interpreter),
    compareNeeded(linkage.needed, needs.needed),
    compareSearchPath(linkage.rpath, needs.searchPath),
    compareGlibc(linkage, newest(needs, "GLIBC")),
    plain("glibcxx", linkage.glibcxx, newest(needs, "GLIBCXX")),
    plain("symtab", linkage.symtab, symtab ?? undefined),
    plain("dwarf", linkage.dwarf, dwarf ?? undefined),
  ];
}

/** The newest numbered version of a family, over all libraries. */
function newest({ floors }: BinaryNeeds, family: string): string | null {
  const versions = floors.filter((floor) => floor.family === family && /^\d/.test(floor.version)).map(({ version }) => version);
  return versions.reduce<string | null>((best, version) => (best === null || compareDotted(version, best) > 0 ? version : best), null);
}

type Answer = string | boolean | null | readonly string[];

const UNSEEN: Reason = { code: "not-understood", text: "the binary does not tell", at: null };

/** @param actual undefined when the binary does not tell */
function plain<T extends Answer>(field: LinkageComparison["field"], verdict: Verdict<T>, actual: Answer | undefined): LinkageComparison {
  const texts = { predicted: verdict.kind === "known" ? show(verdict.value) : "", actual: actual === undefined ? "" : show(actual) };
  if (verdict.kind === "unknown") return { field, result: "unknown", ...texts, reason: verdict.reason };
  if (actual === undefined) return { field, result: "unknown", ...texts, reason: UNSEEN };
  return { field, result: texts.predicted === texts.actual ? "exact" : "different", ...texts, reason: null };
}

function show(value: Answer): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : value.length === 0 ? "none" : value.join(" ");
}

function sorted(verdict: Verdict<readonly string[]>): Verdict<readonly string[]> {
  return verdict.kind === "known" ? { ...verdict, value: [...verdict.value].sort() } : verdict;
}

/** The order makes no difference to who runs the binary. */
function compareNeeded(predicted: Verdict<NeededList>, needed: readonly string[]): LinkageComparison {
  const field = "needed";
  const actual = show([...needed].sort());
  if (predicted.kind === "unknown") return { field, result: "unknown", predicted: "", actual, reason: predicted.reason };
  const { libraries, complete } = predicted.value;
  const words = [...libraries.map(({ soname, certain }) => `${soname}${certain ? "" : "?"}`).sort(), ...(complete ? [] : ["…"])];
  const wrong = libraries.some(({ soname, certain }) => certain && !needed.includes(soname));
  const missing = complete && needed.some((soname) => !libraries.some((one) => one.soname === soname));
  const exact = complete && libraries.every(({ certain }) => certain);
  return { field, result: wrong || missing ? "different" : exact ? "exact" : "within", predicted: show(words), actual, reason: null };
}

/** Predicted is what `-r` sets; flags of C compilers may set more, and a static link drops it. */
function compareSearchPath(predicted: Verdict<string | null>, actual: string | null): LinkageComparison {
  const compared = plain("rpath", predicted, actual);
  if (compared.result !== "different") return compared;
  return { ...compared, result: "unknown", reason: { code: "not-understood", text: "what C compiler flags make of the search path", at: null } };
}

function compareGlibc({ glibc, glibcFloor, libcVersion }: Linkage, actual: string | null): LinkageComparison {
  if (glibc.kind === "known" || glibcFloor.kind === "unknown") return plain("glibc", glibc, actual);
  const floor = glibcFloor.value;
  const ceiling = libcVersion.kind === "known" ? libcVersion.value : null;
  const below = floor !== null && (actual === null || compareDotted(actual, floor) < 0);
  const above = ceiling !== null && actual !== null && compareDotted(actual, ceiling) > 0;
  const predicted = `${floor ?? "none"} or newer${ceiling === null ? "" : `, up to ${ceiling}`}`;
  return { field: "glibc", result: below || above ? "different" : "within", predicted, actual: show(actual), reason: below || above ? null : glibc.reason };
}
