/** Which Go release runs a command. Source: cmd/go/internal/toolchain/select.go; facts o1–o4. */
import { compareGoVersion, goLanguageVersion, isGoVersion, toolchainVersion } from "../syntax/gomod/index.js";

export type ToolchainChoice =
  /** without the prefix `go`; `switched` when go downloads it, or looks for it in PATH */
  | { readonly kind: "version"; readonly version: string; readonly switched: boolean }
  | { readonly kind: "invalid"; readonly text: string };

/** First release that knows GOTOOLCHAIN and toolchain lines. */
const TOOLCHAINS_SINCE = "1.21";

/**
 * The version in force: that of the installed release, unless GOTOOLCHAIN lets the go and toolchain lines of go.mod (in workspace mode go.work)
 * ask for a newer one.
 *
 * @param installed "1.24.3": the release that is called
 * @param goLine of go.mod; null without one
 * @param toolchainLine "go1.24.1" or "default"; null without one
 * @param goToolchain GOTOOLCHAIN of the environment or of the release's go.env ("auto" unless changed; "local" in the official images, fact o3)
 */
export function goVersionInForce(installed: string, goLine: string | null, toolchainLine: string | null, goToolchain: string): ToolchainChoice {
  if (compareGoVersion(installed, TOOLCHAINS_SINCE) < 0) return { kind: "version", version: installed, switched: false };
  const [name, suffix] = goToolchain === "auto" || goToolchain === "path" ? ["local", goToolchain] : splitAtPlus(goToolchain);
  if (suffix !== undefined && suffix !== "auto" && suffix !== "path") return { kind: "invalid", text: `invalid GOTOOLCHAIN "${goToolchain}": only version suffixes are +auto and +path` };
  const minimum = name === "local" ? installed : toolchainVersion(name);
  if (minimum === null) return { kind: "invalid", text: `invalid GOTOOLCHAIN "${goToolchain}"` };
  const version = suffix === undefined ? minimum : atLeast(minimum, goLine, toolchainLine);
  return { kind: "version", version, switched: version !== installed };
}

function splitAtPlus(text: string): readonly [string, string?] {
  const plus = text.indexOf("+");
  return plus < 0 ? [text] : [text.slice(0, plus), text.slice(plus + 1)];
}

function atLeast(minimum: string, goLine: string | null, toolchainLine: string | null): string {
  if (toolchainLine === "default") return minimum;
  let version = minimum;
  const suggested = toolchainLine === null ? null : toolchainVersion(toolchainLine);
  if (suggested !== null && compareGoVersion(suggested, version) > 0) version = suggested;
  if (goLine === null || !isGoVersion(goLine) || compareGoVersion(goLine, version) <= 0) return version;
  // since 1.21 a language version is no release: its first one is
  return goLanguageVersion(goLine) === goLine && compareGoVersion(goLine, TOOLCHAINS_SINCE) >= 0 ? `${goLine}.0` : goLine;
}
