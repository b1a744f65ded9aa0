/** Settings of `//go:debug` and of godebug lines that end a build (fact i5). Source: cmd/go/internal/modload/init.go, CheckGodebug; load/godebug.go. */
import { compareGoVersion, goLanguageVersion, goMinorVersion, isGoVersion } from "../syntax/gomod/index.js";
import type { Origin } from "../text/index.js";
import type { LinkedPackage } from "./model.js";
import { standardLibrary } from "./std.js";

/** The toolchain that builds, as far as it is known. */
export interface Toolchain {
  /** "1.24", which stands for any of its releases, or "1.24.3" */
  readonly version: string;
  /** it may be any newer one, too: the go line of go.mod is all that is known */
  readonly isLeast?: boolean;
}

export interface GodebugProblem {
  readonly kind:
    /** no release that may be the one knows the name */
    | "unknown"
    /** the release has dropped the setting, or the value */
    | "removed"
    /** no `key=value`, or a blank or a comma in it */
    | "malformed"
    /** `default=` names no release, or one that is newer than the toolchain */
    | "default";
  /** as go says it */
  readonly text: string;
  readonly key: string;
  /** for "removed", the minor version of Go that did it */
  readonly since: number | null;
}

/** First minor version that reads `//go:debug`, and the first whose go.mod may have godebug lines. */
const DIRECTIVES_SINCE = 21;
const LINES_SINCE = 23;

/** Where a setting stands, in go's words. */
export type GodebugPlace = "//go:debug setting" | "godebug";

/**
 * Why a build fails because of a setting, `key=value`; null when some release that may build it accepts it. A name that no release of a minor version has
 * in its newest patch is taken to be in none of them: settings are added in patch releases, not removed.
 */
export function godebugProblem(setting: string, place: GodebugPlace, { version, isLeast = false }: Toolchain): GodebugProblem | null {
  const minor = goMinorVersion(version);
  if (minor === null || minor < (place === "godebug" ? LINES_SINCE : DIRECTIVES_SINCE)) return null;
  const own = problemIn(setting, place, version);
  if (!isLeast) return own;
  for (let later = minor + 1; standardLibrary(`1.${later}`).exact; later++) if (problemIn(setting, place, `1.${later}`) === null) return null;
  return own;
}

/** Whether a toolchain refuses godebug lines whatever they say; false when it may be a newer one. */
export function knowsNoGodebugLines({ version, isLeast = false }: Toolchain): boolean {
  return !isLeast && (goMinorVersion(version) ?? LINES_SINCE) < LINES_SINCE;
}

function problemIn(setting: string, place: GodebugPlace, version: string): GodebugProblem | null {
  const { exact, godebugs } = standardLibrary(version);
  if (!exact || godebugs === null) return null;
  const equals = setting.indexOf("=");
  const [key, value] = equals < 0 ? [setting, ""] : [setting.slice(0, equals), setting.slice(equals + 1)];
  const problem = (kind: GodebugProblem["kind"], text: string, since: number | null = null): GodebugProblem => ({ kind, text, key, since });
  if (equals < 0) return problem("malformed", "missing key=value");
  for (const [part, text] of [["key", key], ["value", value]] as const) if (/[ \t]/.test(text)) return problem("malformed", `${part} contains space`);
  for (const [part, text] of [["key", key], ["value", value]] as const) if (text.includes(",")) return problem("malformed", `${part} contains comma`);
  if (key === "default" && (goMinorVersion(version) ?? 0) >= LINES_SINCE) {
    const text = defaultProblem(value, version);
    return text === null ? null : problem("default", text);
  }
  if (godebugs.names.has(key)) return null;
  const removed = godebugs.removed.get(key);
  if (removed === undefined) return problem("unknown", `unknown ${place} "${key}"`);
  if (removed.refused === null) return problem("removed", `use of removed ${place} "${key}"`, removed.since);
  return removed.refused.has(value) ? problem("removed", `removed GODEBUG "${key}" set to old value "${value}"`, removed.since) : null;
}

function defaultProblem(value: string, version: string): string | null {
  const release = value.startsWith("go") ? value.slice("go".length) : "";
  if (!isGoVersion(release)) return "value for default= must be goVERSION";
  // a minor version alone may be any of its releases
  const isNewer = version === goLanguageVersion(version) ? compareGoVersion(goLanguageVersion(release) ?? "", version) > 0 : compareGoVersion(release, version) > 0;
  return isNewer ? `default=${value} too new (toolchain is go${version})` : null;
}

/** A `//go:debug` line that ends the build of its package. Source: cmd/go/internal/work/exec.go, checkDirectives. */
export interface RefusedDirective extends Omit<GodebugProblem, "kind"> {
  /** "repeated": a line above sets the same key */
  readonly kind: GodebugProblem["kind"] | "repeated";
  readonly setting: string;
  /** null in the module cache */
  readonly at: Origin | null;
}

/** Those of a package that is compiled; packages other than main are checked as well, though go does not heed what they set. */
export function refusedDirectives({ debugDirectives }: LinkedPackage, toolchain: Toolchain): readonly RefusedDirective[] {
  if (toolchainReadsNone(toolchain)) return [];
  const seen = new Set<string>();
  return debugDirectives.flatMap(({ setting, isRead, at }): readonly RefusedDirective[] => {
    if (!isRead) return [];
    const problem = godebugProblem(setting, "//go:debug setting", toolchain);
    if (problem !== null) return [{ ...problem, setting, at }];
    const key = setting.slice(0, setting.indexOf("="));
    if (seen.has(key)) return [{ kind: "repeated", text: `repeated //go:debug for ${key}`, key, since: null, setting, at }];
    seen.add(key);
    return [];
  });
}

function toolchainReadsNone({ version }: Toolchain): boolean {
  return (goMinorVersion(version) ?? 0) < DIRECTIVES_SINCE;
}
