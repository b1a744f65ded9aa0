/**
 * What Go's releases support on which platform. Source: internal/platform/supported.go (before Go 1.20: cmd/internal/sys/supported.go), Go 1.18 to 1.27.
 * Where releases differ, a function takes the Go minor (24 for Go 1.24); see overReleases in version.ts.
 */

const SUPPORTED: readonly (readonly [os: string, archs: string])[] = [
  ["aix", "ppc64"],
  ["android", "386 amd64 arm arm64"],
  ["darwin", "amd64 arm64"],
  ["dragonfly", "amd64"],
  ["freebsd", "386 amd64 arm arm64 riscv64"],
  ["illumos", "amd64"],
  ["ios", "amd64 arm64"],
  ["js", "wasm"],
  ["linux", "386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x"],
  ["netbsd", "386 amd64 arm arm64"],
  ["openbsd", "386 amd64 arm arm64 mips64 ppc64 riscv64"],
  ["plan9", "386 amd64 arm"],
  ["solaris", "amd64"],
  ["wasip1", "wasm"],
  ["windows", "386 amd64 arm arm64"],
];

const PLATFORMS: ReadonlySet<string> = new Set(SUPPORTED.flatMap(([os, archs]) => archs.split(" ").map((arch) => `${os}/${arch}`)));

/** Pairs that some release from Go 1.18 on builds for. */
export function isPlatform(goos: string, goarch: string): boolean {
  return PLATFORMS.has(`${goos}/${goarch}`);
}

/** Platforms that are built without cgo by default. Source: internal/platform/zosarch.go. linux/ppc64 got cgo in Go 1.27. */
export function cgoSupported(goos: string, goarch: string, minor: number): boolean {
  if (["js", "wasip1", "plan9"].includes(goos)) return false;
  return `${goos}/${goarch}` !== "openbsd/ppc64" && (`${goos}/${goarch}` !== "linux/ppc64" || minor >= 27);
}

const MODES = new Set(["archive", "c-archive", "c-shared", "default", "exe", "pie", "shared", "plugin"]);

export function isBuildMode(mode: string): boolean {
  return MODES.has(mode);
}

const PIE: ReadonlySet<string> = new Set([
  ..."386 amd64 arm arm64 loong64 ppc64 ppc64le riscv64 s390x".split(" ").map((arch) => `linux/${arch}`),
  ..."386 amd64 arm arm64".split(" ").map((arch) => `android/${arch}`),
  ...["freebsd/amd64", "darwin/amd64", "darwin/arm64", "ios/amd64", "ios/arm64", "aix/ppc64", "openbsd/arm64"],
  ...["windows/386", "windows/amd64", "windows/arm", "windows/arm64"],
]);
const C_SHARED: ReadonlySet<string> = new Set([
  ..."386 amd64 arm arm64 loong64 ppc64 ppc64le riscv64 s390x".split(" ").map((arch) => `linux/${arch}`),
  ..."386 amd64 arm arm64".split(" ").map((arch) => `android/${arch}`),
  ...["freebsd/amd64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/386", "windows/arm64", "wasip1/wasm"],
]);
const PLUGIN: ReadonlySet<string> = new Set([
  ..."386 amd64 arm arm64 loong64 ppc64 ppc64le riscv64 s390x".split(" ").map((arch) => `linux/${arch}`),
  ...["android/amd64", "android/386", "android/arm", "android/arm64", "darwin/amd64", "darwin/arm64", "freebsd/amd64"],
]);
const SHARED: ReadonlySet<string> = new Set("386 amd64 arm arm64 ppc64 ppc64le s390x".split(" ").map((arch) => `linux/${arch}`));
const C_ARCHIVE_LINUX: ReadonlySet<string> = new Set("386 amd64 arm arm64 loong64 ppc64 ppc64le riscv64 s390x".split(" "));

/** Whether any release from Go 1.18 on supports the build mode there: where it says no, no release does. */
export function buildModeSupported(mode: string, goos: string, goarch: string): boolean {
  const platform = `${goos}/${goarch}`;
  switch (mode) {
    case "c-archive":
      return goos !== "linux" || C_ARCHIVE_LINUX.has(goarch);
    case "c-shared":
      return C_SHARED.has(platform);
    case "pie":
      return PIE.has(platform);
    case "plugin":
      return PLUGIN.has(platform);
    case "shared":
      return SHARED.has(platform);
    default:
      return MODES.has(mode);
  }
}

/** Build mode "default" makes a PIE. Before Go 1.22 darwin/amd64 did not. */
export function defaultPie(goos: string, goarch: string, race: boolean, minor: number): boolean {
  if (goos === "android" || goos === "ios") return true;
  if (goos === "windows") return !race;
  if (goos !== "darwin") return false;
  return goarch === "arm64" || minor >= 22;
}

/** PIEs that the internal linker makes. loong64 came with Go 1.25, ppc64 and s390x with 1.27. */
export function internalPie(goos: string, goarch: string, minor: number): boolean {
  if (goos === "linux") return ["amd64", "arm64", "ppc64le"].includes(goarch) || (goarch === "loong64" && minor >= 25) || ((goarch === "ppc64" || goarch === "s390x") && minor >= 27);
  return ["android/arm64", "darwin/amd64", "darwin/arm64", "windows/386", "windows/amd64", "windows/arm", "windows/arm64"].includes(`${goos}/${goarch}`);
}

/** External linking is needed with or without cgo; `withCgo` adds the architectures whose cgo code the internal linker cannot link. */
export function mustLinkExternal(goos: string, goarch: string, withCgo: boolean, minor: number): boolean {
  if (withCgo) {
    if (goarch.startsWith("mips")) return true;
    if (goarch === "ppc64" && (goos === "aix" || (goos === "linux" && minor < 27))) return true;
    if (goarch === "riscv64" && minor < 22) return true;
    if (goarch === "loong64" && minor < 25) return true;
    if (goos === "windows" && goarch === "arm64" && minor < 26) return true;
    if (goos === "android" || goos === "dragonfly") return true;
  }
  if (goos === "android") return goarch !== "arm64";
  return goos === "ios" && goarch === "arm64";
}

export function raceSupported(goos: string, goarch: string): boolean {
  if (goos === "linux") return ["amd64", "arm64", "loong64", "ppc64le", "riscv64", "s390x"].includes(goarch);
  if (goos === "darwin") return goarch === "amd64" || goarch === "arm64";
  return ["freebsd", "netbsd", "openbsd", "windows"].includes(goos) && goarch === "amd64";
}

export function msanSupported(goos: string, goarch: string): boolean {
  if (goos === "linux") return ["amd64", "arm64", "loong64"].includes(goarch);
  return goos === "freebsd" && goarch === "amd64";
}

export function asanSupported(goos: string, goarch: string): boolean {
  return goos === "linux" && ["amd64", "arm64", "loong64", "ppc64le", "riscv64"].includes(goarch);
}
