/** The build tags that hold in a build. Source: cmd/go/internal/work, BuildInit; internal/buildcfg, experiment and gogoarchTags. */
import type { BuildContext as FileContext } from "../syntax/go/index.js";
import { goMinorVersion } from "../syntax/gomod/index.js";
import type { BuildContext } from "./model.js";
import type { StdTable } from "./std.js";

/** What decides which files of a package are built; `std` is the table of the release in force. */
export function fileContext(context: BuildContext, std: StdTable): FileContext {
  const { goos, goarch, cgo } = context;
  const tags = new Set([...context.tags, ...std.toolTags(goos, goarch)]);
  if (context.architectureLevel != null) {
    for (const tag of tags) if (tag.startsWith(`${goarch}.`)) tags.delete(tag);
    for (const tag of architectureTags(goarch, context.architectureLevel)) tags.add(tag);
  }
  if (context.race) tags.add("race");
  if (context.msan === true) tags.add("msan");
  if (context.asan === true) tags.add("asan");
  return { goos, goarch, cgo, compiler: "gc", goMinor: goMinorVersion(context.goVersion), tags, mayHaveMoreTags: false };
}

/** Equal for contexts that choose the same files. */
export function contextKey(context: BuildContext): string {
  const { goos, goarch, cgo, tags, goVersion, race, msan, asan, architectureLevel } = context;
  return [goos, goarch, cgo, race, msan ?? false, asan ?? false, architectureLevel ?? "", goMinorVersion(goVersion), [...tags].sort().join(",")].join(" ");
}

/** `amd64.v1 … amd64.v3` for GOAMD64=v3 and the like: a level has the tags of all levels below. */
function architectureTags(goarch: string, level: string): readonly string[] {
  const upTo = (first: number, last: number, name: (n: number) => string): string[] => {
    const tags: string[] = [];
    for (let n = first; n <= last; n++) tags.push(`${goarch}.${name(n)}`);
    return tags;
  };
  switch (goarch) {
    case "386":
      return [`386.${level}`];
    case "amd64":
      return upTo(1, numberIn(level), (n) => `v${n}`);
    case "arm":
      return upTo(5, numberIn(level), String);
    case "arm64":
      return arm64Tags(level);
    case "mips":
    case "mipsle":
    case "mips64":
    case "mips64le":
      return [`${goarch}.${level}`];
    case "ppc64":
    case "ppc64le":
      return upTo(8, numberIn(level), (n) => `power${n}`);
    case "riscv64":
      return ["rva20u64", "rva22u64", "rva23u64"].filter((profile) => profile <= level).map((profile) => `riscv64.${profile}`);
    case "wasm":
      return level.split(",").filter(Boolean).map((feature) => `wasm.${feature}`);
    default:
      return [];
  }
}

function numberIn(level: string): number {
  return Number(/\d+/.exec(level)?.[0] ?? 0);
}

/** `v9.1` includes v8.0 … v8.6. Options (",lse") set no tags. */
function arm64Tags(level: string): readonly string[] {
  const match = /^v([89])\.(\d)/.exec(level);
  const major = Number(match?.[1] ?? 8);
  const minor = Number(match?.[2] ?? 0);
  const tags: string[] = [];
  for (let n = 0; n <= minor; n++) tags.push(`arm64.v${major}.${n}`);
  if (major === 9) for (let n = 0; n <= Math.min(minor + 5, 9); n++) tags.push(`arm64.v8.${n}`);
  return tags;
}
