/** The machine on which the rows were built, as core asks about it: Debian 12 with gcc 12.2, musl-tools and the arm64 cross compiler. */

const known = (value) => ({ kind: "known", value, evidence: [] });

/** Libraries with development files for the native gcc. */
const LIBRARIES = {
  z: { shared: "libz.so.1", archive: true },
  asan: { shared: "libasan.so.8", archive: true },
  "stdc++": { shared: "libstdc++.so.6", archive: true },
};

function gcc(arch, libcVersion) {
  return {
    flavour: "gcc",
    target: known({ os: "linux", arch }),
    libc: known("glibc"),
    libcVersion: known(libcVersion),
    // Debian hands --as-needed to ld since bookworm.
    asNeeded: known(true),
    muslName: null,
  };
}

const COMPILERS = {
  gcc: gcc("amd64", "2.36"),
  "g++": gcc("amd64", "2.36"),
  "aarch64-linux-gnu-gcc": gcc("arm64", "2.36"),
  "arm-linux-gnueabihf-gcc": gcc("arm", "2.36"),
  // sysroot.sh: glibc 2.31 of bullseye with this machine's gcc
  "gcc-bullseye": gcc("amd64", "2.31"),
  "musl-gcc": { ...gcc("amd64", ""), flavour: "musl-gcc", libc: known("musl"), libcVersion: known("1.2.3"), muslName: "libc.so" },
};

/** `path` false: no C compiler at all, as in golang:alpine. */
export function buildHost(goVersion, { path = true } = {}) {
  return {
    os: "linux",
    arch: "amd64",
    goVersion: known(goVersion),
    goEnvironmentFile: known(new Map()),
    compiler: ([name]) => known(path ? (COMPILERS[name] ?? null) : null),
    library: (name, { flavour, target }) => known(flavour === "gcc" && target.value.arch === "amd64" ? (LIBRARIES[name] ?? null) : null),
    pkgConfig: (name) => known(name === "zlib" ? ["-lz"] : null),
    exists: (file) => known(["/lib64/ld-linux-x86-64.so.2", "/lib/ld-musl-x86_64.so.1"].includes(file)),
  };
}
