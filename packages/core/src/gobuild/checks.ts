/** What the go command refuses before it compiles anything. Source: cmd/go/internal/work/init.go; cmd/go/internal/cfg. */
import type { Verdict } from "../text/index.js";
import { lastOf, valueText } from "./in-force.js";
import { failAt } from "./flag-line.js";
import type { CommandFailure, GoHost, GoSettings } from "./model.js";
import { asanSupported, buildModeSupported, defaultPie, isBuildMode, isPlatform, msanSupported, raceSupported } from "./platforms.js";

/** The first refusal that is certain; null when there is none. */
export function refusal(settings: GoSettings, host: GoHost): CommandFailure | null {
  const fail = (text: string, fact = "", at: CommandFailure["at"] = null): CommandFailure => failAt("flags", text, fact || "cmd/go/internal/work/init.go", at);
  const goos = valueOf(settings.goos);
  const goarch = valueOf(settings.goarch);
  // In the order in which go checks them: BuildInit, then NewBuilder.
  return (
    instruments(settings, host, goos, goarch, fail) ??
    buildMode(settings, goos, goarch, fail) ??
    modMode(settings, fail) ??
    parallelism(settings, fail) ??
    relativeCompiler(settings, fail) ??
    platform(goos, goarch, fail) ??
    commaInTags(settings, fail)
  );
}

type Fail = (text: string, fact?: string, at?: CommandFailure["at"]) => CommandFailure;

function instruments(settings: GoSettings, host: GoHost, goos: string | null, goarch: string | null, fail: Fail): CommandFailure | null {
  const on = (["race", "msan", "asan"] as const).filter((name) => valueOf(settings[name]) === true);
  const [first, second] = on;
  if (first === undefined) return null;
  const at = flagOrigin(settings, first);
  if (second !== undefined) return fail(`go: may not use -${first} and -${second} simultaneously`, "", at);
  const supported = { race: raceSupported, msan: msanSupported, asan: asanSupported }[first];
  if (goos !== null && goarch !== null && !supported(goos, goarch)) return fail(`-${first} is not supported on ${goos}/${goarch}`, "", at);
  // On macOS the race detector does without cgo.
  if (valueOf(settings.cgoEnabled) === false && goos !== null && (goos !== "darwin" || first !== "race")) {
    const cross = goos !== host.os || (goarch !== null && goarch !== host.arch);
    return fail(cross ? `go: -${first} requires cgo` : `go: -${first} requires cgo; enable cgo by setting CGO_ENABLED=1`, "d16", at);
  }
  return null;
}

function buildMode(settings: GoSettings, goos: string | null, goarch: string | null, fail: Fail): CommandFailure | null {
  const mode = valueOf(settings.buildMode);
  if (mode === null) return null;
  const at = flagOrigin(settings, "buildmode");
  if (!isBuildMode(mode)) return fail(`buildmode=${mode} not supported`, "", at);
  if (goos === null || goarch === null) return null;
  if (mode === "pie" && valueOf(settings.race) === true && !defaultPie(goos, goarch, true, 0)) return fail(`-buildmode=pie not supported when -race is enabled on ${goos}/${goarch}`, "", at);
  const output = lastOf(settings.flags, "o");
  if (mode === "shared" && output.kind === "known" && output.value !== null) return fail("-buildmode=shared and -o not supported together", "", at);
  return buildModeSupported(mode, goos, goarch) ? null : fail(`-buildmode=${mode} not supported on ${goos}/${goarch}`, "c8", at);
}

function modMode(settings: GoSettings, fail: Fail): CommandFailure | null {
  const mod = valueOf(settings.mod);
  if (mod === null || ["readonly", "vendor", "mod"].includes(mod)) return null;
  return fail(`-mod=${mod} not supported (can be '', 'mod', 'readonly', or 'vendor')`, "", flagOrigin(settings, "mod"));
}

function parallelism(settings: GoSettings, fail: Fail): CommandFailure | null {
  const given = lastOf(settings.flags, "p");
  const text = given.kind === "known" && given.value !== null ? valueText(given.value) : null;
  return text !== null && Number(text) <= 0 ? fail(`go: -p must be a positive integer: ${Number(text)}`, "", flagOrigin(settings, "p")) : null;
}

function platform(goos: string | null, goarch: string | null, fail: Fail): CommandFailure | null {
  if (goos === null || goarch === null || isPlatform(goos, goarch)) return null;
  return fail(`go: unsupported GOOS/GOARCH pair ${goos}/${goarch}`, "cmd/go/internal/work/action.go");
}

function commaInTags(settings: GoSettings, fail: Fail): CommandFailure | null {
  const listed = valueOf(settings.tags)?.some((tag) => tag.includes(",")) ?? false;
  return listed ? fail("go: -tags space-separated list contains comma", "cmd/go/internal/work/action.go", flagOrigin(settings, "tags")) : null;
}

/** Go asks for an absolute path or a bare name. */
function relativeCompiler(settings: GoSettings, fail: Fail): CommandFailure | null {
  for (const name of ["CC", "CXX"] as const) {
    const path = valueOf(settings[name === "CC" ? "cc" : "cxx"])?.[0] ?? "";
    if (path.includes("/") && !path.startsWith("/")) return fail(`go: ${name} environment variable is relative; must be absolute path: ${path}`);
  }
  return null;
}

function valueOf<T>(verdict: Verdict<T>): T | null {
  return verdict.kind === "known" ? verdict.value : null;
}

function flagOrigin(settings: GoSettings, flag: string): CommandFailure["at"] {
  const item = lastOf(settings.flags, flag);
  return item.kind === "known" && item.value !== null && valueText(item.value) !== null ? item.value.at : null;
}
