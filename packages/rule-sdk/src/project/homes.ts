import type { Finding, Project } from "@go-indep/core";
import { FILES, IGNORES, isNamedWithoutExtension, LOOKALIKES, type FileKind } from "../presets/files.js";

/**
 * The findings of a rule that are reported in a file: its own, and those whose own file nobody lints (a workflow, `.goreleaser.yml`), when this is the
 * nearest file that somebody does.
 *
 * @param alsoLinted paths or names of files of other languages that are linted: what is found there is reported there only
 */
export function findingsAt(file: string, rule: string, project: Project, alsoLinted: readonly string[]): readonly Finding[] {
  const own = project.findingsFor(file, rule);
  const guests = project.findings.filter((finding) => finding.rule === rule && finding.at.file !== file && homeOf(finding, project, alsoLinted) === file);
  return guests.length === 0 ? own : [...own, ...guests];
}

/** Null when a finding is reported in its own file, or when no file that is linted has to do with it. */
function homeOf(finding: Finding, project: Project, alsoLinted: readonly string[]): string | null {
  const { file } = finding.at;
  if (isLinted(file, "any") || alsoLinted.some((name) => name === file || name === file.slice(file.lastIndexOf("/") + 1))) return null;
  return project.homesOf(finding).find((home) => isLinted(home, "not go")) ?? null;
}

/** Whether a preset lints the file; Go files are linted by one of their own only. */
export function isLinted(file: string, kinds: "any" | "not go"): boolean {
  const kind = kindOf(file);
  return kind !== null && (kinds === "any" || kind !== "go");
}

/** The kind of file whose presets lint the file, by its path from the root; null when none does. */
export function kindOf(file: string): FileKind | null {
  if (IGNORED.some((pattern) => pattern.test(file))) return null;
  return KINDS.find(({ kind, patterns }) => patterns.some((pattern) => pattern.test(file)) && !(isNamedWithoutExtension(kind) && LOOKALIKE.some((pattern) => pattern.test(file))))?.kind ?? null;
}

const WILDCARDS: Readonly<Record<string, string>> = { "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*" };

const KINDS = (Object.entries(FILES) as readonly (readonly [FileKind, readonly string[]])[]).map(([kind, globs]) => ({ kind, patterns: globs.map(patternOf) }));
const IGNORED = IGNORES.map(patternOf);
const LOOKALIKE = LOOKALIKES.map(patternOf);

/** The patterns of presets have no more than `**`, `*`, sets of characters, `@(a|b)` and `?(a|b)`. */
function patternOf(glob: string): RegExp {
  const closers: string[] = [];
  const source = glob.replace(/\*\*\/|\*\*|\*|[@?]\(|[)|]|[.+^${}(\\]/gu, (part) => {
    if (part === "@(" || part === "?(") {
      closers.push(part === "@(" ? ")" : ")?");
      return "(?:";
    }
    if (part === ")") return closers.pop() ?? "\\)";
    if (part === "|" && closers.length > 0) return part;
    return WILDCARDS[part] ?? `\\${part}`;
  });
  return new RegExp(`^${source}$`, "u");
}
