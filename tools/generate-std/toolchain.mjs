/** What a Go toolchain says of its standard library. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readPackages } from "./packages.mjs";

const FIRST_MINOR = 18;

function go(release, args, env = {}) {
  const result = spawnSync("go", args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, GOTOOLCHAIN: release === null ? "local" : `go${release}`, GOFLAGS: "", GOWORK: "off", GOEXPERIMENT: "", GO111MODULE: "on", ...env },
  });
  if (result.status !== 0) throw new Error(`go${release ?? ""} ${args.join(" ")}: ${result.stderr}`);
  return result.stdout;
}

/** The newest release of each minor version, oldest first. */
export function newestReleases() {
  const newest = new Map();
  for (const version of go(null, ["list", "-m", "-versions", "go"]).trim().split(" ")) {
    const match = /^1\.(\d+)(?:\.(\d+))?$/.exec(version);
    if (match !== null && Number(match[1]) >= FIRST_MINOR) newest.set(Number(match[1]), version);
  }
  return [...newest.entries()].sort(([a], [b]) => a - b).map(([, version]) => version);
}

export function gorootOf(release) {
  return go(release, ["env", "GOROOT"]).trim();
}

export function readToolchain(release) {
  const goroot = gorootOf(release);
  const platforms = JSON.parse(go(release, ["tool", "dist", "list", "-json"]));
  const { packages, tags } = readPackages(join(goroot, "src"), {
    minor: Number(release.split(".")[1]),
    platforms: platforms.map(({ GOOS, GOARCH }) => ({ goos: GOOS, goarch: GOARCH })),
  });
  return {
    go: release,
    platforms: Object.fromEntries(platforms.map(({ GOOS, GOARCH, CgoSupported }) => [`${GOOS}/${GOARCH}`, CgoSupported])),
    toolTags: toolTags(release, platforms),
    buildTags: tags.join(" "),
    ...godebugs(goroot),
    packages,
  };
}

/** Tags of default experiments and of the default level of the architecture, by the platforms that have them. */
function toolTags(release, platforms) {
  const byTags = {};
  for (const { GOOS, GOARCH } of platforms) {
    const tags = go(release, ["list", "-f", '{{join context.ToolTags " "}}', "unsafe"], { GOOS, GOARCH }).trim();
    byTags[tags] = [...(byTags[tags]?.split(" ") ?? []), `${GOOS}/${GOARCH}`].join(" ");
  }
  return byTags;
}

/** Names that a `//go:debug` line may have, since go checks them. Source: internal/godebugs/table.go. */
function godebugs(goroot) {
  let table;
  try {
    table = readFileSync(join(goroot, "src/internal/godebugs/table.go"), "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return { godebug: null, removedGodebug: {} };
  }
  const names = [...table.matchAll(/\{Name: "(\w+)", Package:/g)].map((match) => match[1]);
  const removed = [...table.matchAll(/\{Name: "(\w+)", Removed: (\d+)(?:, Old: ([^\n]*?))?\},/g)].map(([, name, since, old]) => [name, [Number(since), old === undefined ? null : oldValues(old, table)]]);
  return { godebug: names.join(" "), removedGodebug: Object.fromEntries(removed) };
}

/** The values that a predicate is true for: `one`, or `func(s string) bool { return s == "1" || s == "2" }`. */
function oldValues(predicate, table) {
  const body = /^\w+$/.test(predicate) ? new RegExp(`^func ${predicate}\\(s string\\) bool\\s*\\{(.*)\\}$`, "m").exec(table)?.[1] : predicate;
  const values = [...(body ?? "").matchAll(/s == "([^"]*)"/g)].map((match) => match[1]);
  if (values.length === 0) throw new Error(`internal/godebugs: ${predicate} is not understood`);
  return values.join(" ");
}
