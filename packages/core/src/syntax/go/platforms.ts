/** The operating systems and architectures that Go knows in file names. Source: internal/syslist. */

/** Past, present and future GOOS values; only these count in file names. */
export const KNOWN_OS: ReadonlySet<string> = new Set([
  "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd", "openbsd", "plan9",
  "solaris", "wasip1", "windows", "zos",
]);

/** GOOS values that the build tag `unix` holds for. It is not used for file names. */
export const UNIX_OS: ReadonlySet<string> = new Set([
  "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "linux", "netbsd", "openbsd", "solaris",
]);

/** Past, present and future GOARCH values. */
export const KNOWN_ARCH: ReadonlySet<string> = new Set([
  "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "loong64", "mips", "mipsle", "mips64", "mips64le", "mips64p32",
  "mips64p32le", "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm",
]);

/** The GOOS whose tag and file names hold too: android builds take linux files. Source: go/build, matchTag. */
export const IMPLIED_OS: ReadonlyMap<string, string> = new Map([
  ["android", "linux"],
  ["illumos", "solaris"],
  ["ios", "darwin"],
]);
