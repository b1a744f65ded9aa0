/** Which platforms a build is made for. Source: goreleaser v2, internal/builders/golang/build.go and targets.go. */
import { fieldOf, itemsOf, stringOf, type YamlValue } from "../../syntax/yaml/index.js";

export interface Target {
  /** `linux_amd64_v1`: part of the path that is written */
  readonly name: string;
  readonly os: string;
  readonly arch: string;
  /** value of GOAMD64, GOARM …; "" for an architecture without one */
  readonly level: string;
}

/** The setting of each architecture that has levels, and its default. */
const LEVELS: Readonly<Record<string, { readonly field: string; readonly default: string }>> = {
  amd64: { field: "goamd64", default: "v1" },
  "386": { field: "go386", default: "sse2" },
  arm: { field: "goarm", default: "6" },
  arm64: { field: "goarm64", default: "v8.0" },
  mips: { field: "gomips", default: "hardfloat" },
  mipsle: { field: "gomips", default: "hardfloat" },
  mips64: { field: "gomips", default: "hardfloat" },
  mips64le: { field: "gomips", default: "hardfloat" },
  ppc64: { field: "goppc64", default: "power8" },
  ppc64le: { field: "goppc64", default: "power8" },
  riscv64: { field: "goriscv64", default: "rva20u64" },
};

const FIRST_CLASS = ["darwin_amd64", "darwin_arm64", "linux_386", "linux_amd64", "linux_arm", "linux_arm64", "windows_386", "windows_amd64"];

/** Architectures of each system; other pairs of a matrix are left out. */
const VALID: Readonly<Record<string, string>> = {
  aix: "ppc64",
  android: "386 amd64 arm arm64",
  darwin: "amd64 arm64",
  dragonfly: "amd64",
  freebsd: "386 amd64 arm arm64",
  illumos: "amd64",
  ios: "arm64",
  js: "wasm",
  wasip1: "wasm",
  linux: "386 amd64 arm arm64 ppc64 ppc64le mips mipsle mips64 mips64le s390x riscv64 loong64",
  netbsd: "386 amd64 arm arm64",
  openbsd: "386 amd64 arm arm64 riscv64",
  plan9: "386 amd64 arm",
  solaris: "amd64 sparc sparc64",
  windows: "arm64 386 amd64",
};

/** The targets of a build, in the order in which they are built. */
export function targetsOf(build: YamlValue | null): readonly Target[] {
  const named = strings(build, "targets");
  if (named.length > 0) {
    const all = named.flatMap((name) => (name === "go_first_class" || name === "go_118_first_class" ? FIRST_CLASS : [name])).flatMap((name) => parseTarget(name) ?? []);
    return [...new Map(all.map((target) => [target.name, target])).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  const matrix = or(strings(build, "goos"), ["linux", "darwin", "windows"]).flatMap((os) =>
    or(strings(build, "goarch"), ["amd64", "arm64", "386"]).flatMap((arch) => levelsOf(build, arch).map((level) => targetOf(os, arch, level))),
  );
  const ignored = itemsOf(fieldOf(build, "ignore"));
  return matrix.filter((target) => VALID[target.os]?.split(" ").includes(target.arch) === true && !ignored.some((rule) => isIgnored(target, rule)));
}

/** A target by its name, as in `targets` or `--id`: `linux_amd64`, `linux_arm_7`. */
export function parseTarget(name: string): Target | null {
  const [os, arch, level] = name.split("_");
  if (os === undefined || arch === undefined) return null;
  return targetOf(os, arch, level ?? LEVELS[arch]?.default ?? "");
}

/** The target that an override is for; its fields are as written. */
export function overrideTarget(override: YamlValue): Target | null {
  const [os, arch] = [stringOf(fieldOf(override, "goos")), stringOf(fieldOf(override, "goarch"))];
  if (os === null || arch === null) return null;
  const setting = LEVELS[arch];
  return targetOf(os, arch, setting === undefined ? "" : (stringOf(fieldOf(override, setting.field)) ?? setting.default));
}

/** The variables that are set for the go command, in the order in which they are. */
export function targetVariables({ os, arch, level }: Target): readonly (readonly [name: string, value: string])[] {
  const of = (field: string): string => (LEVELS[arch]?.field === field ? level : "");
  return [
    ["GOOS", os],
    ["GOARCH", arch],
    ["GOAMD64", of("goamd64")],
    ["GO386", of("go386")],
    ["GOARM", of("goarm")],
    ["GOARM64", of("goarm64")],
    ["GOMIPS", of("gomips")],
    ["GOMIPS64", of("gomips")],
    ["GOPPC64", of("goppc64")],
    ["GORISCV64", of("goriscv64")],
  ];
}

/** What templates say of a target: `.Os`, `.Amd64` … */
export function targetField({ name, os, arch, level }: Target, field: string): string | null {
  const [version = "", abi = ""] = level.split(",");
  const of = (setting: string, value = level): string => (LEVELS[arch]?.field === setting ? value : "");
  const values: Readonly<Record<string, string>> = {
    Target: name, Os: os, Arch: arch, Amd64: of("goamd64"), I386: of("go386"), Arm: of("goarm", version), Abi: of("goarm", abi),
    Arm64: of("goarm64"), Mips: of("gomips"), Ppc64: of("goppc64"), Riscv64: of("goriscv64"),
  };
  return values[field] ?? null;
}

function targetOf(os: string, arch: string, level: string): Target {
  return { name: [os, arch, ...(level === "" ? [] : [level])].join("_"), os, arch, level };
}

function levelsOf(build: YamlValue | null, arch: string): readonly string[] {
  const setting = LEVELS[arch];
  return setting === undefined ? [""] : or(strings(build, setting.field), [setting.default]);
}

function isIgnored(target: Target, rule: YamlValue): boolean {
  const differs = (field: string, value: string): boolean => {
    const wanted = stringOf(fieldOf(rule, field)) ?? "";
    return wanted !== "" && wanted !== value;
  };
  const settings = new Set(Object.values(LEVELS).map(({ field }) => field));
  if (differs("goos", target.os) || differs("goarch", target.arch)) return false;
  return ![...settings].some((field) => differs(field, LEVELS[target.arch]?.field === field ? target.level : ""));
}

function strings(node: YamlValue | null, field: string): readonly string[] {
  return itemsOf(fieldOf(node, field)).flatMap((item) => stringOf(item) ?? []);
}

function or<T>(list: readonly T[], otherwise: readonly T[]): readonly T[] {
  return list.length > 0 ? list : otherwise;
}
