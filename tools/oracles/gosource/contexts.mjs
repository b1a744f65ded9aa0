/** The builds for which files are selected, once for go/build and once for core. */
const spec = (Goos, Goarch, Cgo, Minor, Tags = [], Compiler = "gc") => ({ Goos, Goarch, Cgo, Minor, Tags, Compiler });

export const CONTEXTS = [
  spec("linux", "amd64", true, 26),
  spec("linux", "arm64", false, 26, ["netgo", "osusergo", "purego", "appengine"]),
  spec("darwin", "arm64", true, 25),
  spec("windows", "amd64", false, 24, ["integration", "tools", "e2e"]),
  spec("android", "arm64", true, 21, ["goexperiment.boringcrypto"]),
  spec("illumos", "amd64", false, 23, ["race"]),
  spec("js", "wasm", false, 22, ["ignore"]),
  spec("ios", "arm64", true, 26, ["boringcrypto", "linux"]),
  spec("freebsd", "386", true, 21, [], "gccgo"),
  spec("plan9", "arm", false, 26, ["amd64.v1", "arm.6"]),
];

export function coreContext({ Goos, Goarch, Cgo, Minor, Tags, Compiler }) {
  return { goos: Goos, goarch: Goarch, cgo: Cgo, compiler: Compiler, goMinor: Minor, tags: new Set(Tags), mayHaveMoreTags: false };
}
