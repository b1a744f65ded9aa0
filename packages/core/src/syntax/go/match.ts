/** Which files of a directory a build takes. Source: go/build, matchTag, goodOSArchFile, matchFile, saveCgo. */
import type { BuildLines, CgoDirective } from "./ast.js";
import type { Ternary } from "./constraint.js";
import { and, evaluateConstraint, or, parseConstraint, parsePlusBuild } from "./constraint.js";
import { IMPLIED_OS, KNOWN_ARCH, KNOWN_OS, UNIX_OS } from "./platforms.js";

/** What decides which files are built. What is not known is `null` or "unknown", and spreads only where it decides. */
export interface BuildContext {
  /** null when not known */
  readonly goos: string | null;
  readonly goarch: string | null;
  readonly cgo: Ternary;
  readonly compiler: "gc" | "gccgo";
  /** minor version of Go 1: 26 for go1.26.3; decides the release tags `go1.1` … `go1.26`. Null when not known. */
  readonly goMinor: number | null;
  /** of `-tags`, of `-race`/`-msan`/`-asan`, and go's tool tags (`goexperiment.x`, `amd64.v1`) */
  readonly tags: ReadonlySet<string>;
  /**
   * True when there may be more `-tags` than `tags`: tags that are not listed are then unknown. It is assumed that none of these has a name
   * that go defines itself (a platform, `unix`, `cgo`, a compiler, a release), else every file with a platform in its name would be unknown.
   */
  readonly mayHaveMoreTags: boolean;
}

/** First minor version with the tag `unix`. */
const UNIX_TAG_SINCE = 19;
/** First minor version in which `wasip1` counts in file names. */
const WASIP1_SINCE = 21;

/** Whether a build tag holds. */
export function matchTag(name: string, context: BuildContext): Ternary {
  // go replaces the old name before it looks at -tags, so that `-tags=boringcrypto` has no effect
  const listed = name === "boringcrypto" ? "goexperiment.boringcrypto" : name;
  if (context.tags.has(listed) || name === context.compiler) return true;
  const predefined = or(or(osTag(name, context), archTag(name, context)), or(cgoTag(name, context), releaseTag(name, context)));
  return or(predefined, context.mayHaveMoreTags && !isPredefinedTag(name) ? "unknown" : false);
}

/** Whether go gives the tag a meaning of its own. */
export function isPredefinedTag(name: string): boolean {
  return KNOWN_OS.has(name) || KNOWN_ARCH.has(name) || PREDEFINED.has(name) || releaseMinor(name) !== null;
}

const PREDEFINED: ReadonlySet<string> = new Set(["unix", "cgo", "gc", "gccgo"]);

function osTag(name: string, { goos, goMinor }: BuildContext): Ternary {
  if (goos === null) return KNOWN_OS.has(name) || name === "unix" ? "unknown" : false;
  if (name === goos || name === IMPLIED_OS.get(goos)) return true;
  if (name !== "unix" || !UNIX_OS.has(goos)) return false;
  return goMinor === null ? "unknown" : goMinor >= UNIX_TAG_SINCE;
}

function archTag(name: string, { goarch }: BuildContext): Ternary {
  if (goarch === null) return KNOWN_ARCH.has(name) ? "unknown" : false;
  return name === goarch;
}

function cgoTag(name: string, { cgo }: BuildContext): Ternary {
  return name === "cgo" ? cgo : false;
}

function releaseTag(name: string, { goMinor }: BuildContext): Ternary {
  const minor = releaseMinor(name);
  if (minor === null) return false;
  return goMinor === null ? "unknown" : minor <= goMinor;
}

/** The n of a release tag `go1.n`; null for other tags. */
function releaseMinor(tag: string): number | null {
  return /^go1\.[1-9][0-9]*$/.test(tag) ? Number(tag.slice(4)) : null;
}

/**
 * The build constraint in a file name, as tags that must all hold: `x_linux_amd64_test.go` gives linux and amd64. What comes before the first
 * `_` never counts.
 */
export function fileNameTags(name: string): readonly string[] {
  const dot = name.indexOf(".");
  const stem = dot < 0 ? name : name.slice(0, dot);
  const first = stem.indexOf("_");
  if (first < 0) return [];
  const parts = stem.slice(first + 1).split("_");
  if (parts.at(-1) === "test") parts.pop();
  const last = parts.at(-1);
  const before = parts.at(-2);
  if (last === undefined) return [];
  if (KNOWN_ARCH.has(last)) return before !== undefined && KNOWN_OS.has(before) ? [before, last] : [last];
  return KNOWN_OS.has(last) ? [last] : [];
}

/** Whether the name of a file allows it in the build; its build constraints are not looked at. */
export function matchFileName(name: string, context: BuildContext): Ternary {
  if (name.startsWith("_") || name.startsWith(".") || !hasKnownExtension(name)) return false;
  let result: Ternary = true;
  for (const tag of fileNameTags(name)) {
    if (tag === "wasip1" && (context.goMinor === null || context.goMinor < WASIP1_SINCE)) {
      if (context.goMinor === null) result = and(result, "unknown");
      continue;
    }
    result = and(result, matchTag(tag, context));
  }
  return result;
}

const EXTENSIONS: ReadonlySet<string> = new Set([
  ".go", ".c", ".cc", ".cpp", ".cxx", ".m", ".h", ".hh", ".hpp", ".hxx", ".f", ".F", ".for", ".f90", ".s", ".S", ".sx", ".swig",
  ".swigcxx", ".syso",
]);

function hasKnownExtension(name: string): boolean {
  return EXTENSIONS.has(name.slice(name.lastIndexOf(".")));
}

/** Whether the build constraints of a file hold; "unknown" also when go would refuse the file, which ends the build. */
export function matchBuildLines(lines: BuildLines, context: BuildContext): Ternary {
  const tag = (name: string): Ternary => matchTag(name, context);
  if (lines.buildConstraint !== null) {
    if (lines.constraintProblem !== null) return "unknown";
    const parsed = parseConstraint(lines.buildConstraint.text);
    return parsed.expression === null ? "unknown" : evaluateConstraint(parsed.expression, tag);
  }
  let result: Ternary = true;
  for (const line of lines.plusBuild) {
    const parsed = parsePlusBuild(line);
    if (parsed.expression !== null) result = and(result, evaluateConstraint(parsed.expression, tag));
  }
  return result;
}

/**
 * Whether a build takes the file `name` (without its directory), which go/build calls MatchFile: Go files, tests included, and files of C,
 * assembly and the other languages that go passes on. `lines` are its build constraints, of `scanGoHeader` or `scanBuildLines`; they do not
 * matter for `.syso`.
 */
export function matchFile(name: string, lines: BuildLines, context: BuildContext): Ternary {
  const byName = matchFileName(name, context);
  if (byName === false || name.endsWith(".syso")) return byName;
  return and(byName, matchBuildLines(lines, context));
}

/** Whether a `#cgo` line is in force: one of its words holds, or it has none. A word that go cannot parse does not hold. */
export function matchCgoDirective(directive: Pick<CgoDirective, "condition">, context: BuildContext): Ternary {
  if (directive.condition === "") return true;
  let result: Ternary = false;
  for (const word of directive.condition.split(" ")) {
    const parsed = /[&|()]/.test(word) ? parseConstraint(word) : parsePlusBuild(word);
    const value = parsed.expression === null ? false : evaluateConstraint(parsed.expression, (name) => matchTag(name, context));
    if (value === true) return true;
    if (value === "unknown") result = value;
  }
  return result;
}
