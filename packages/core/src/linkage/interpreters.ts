/** Paths of dynamic loaders. Sources: data/facts/base-images.json (interpreters); cmd/link/internal/<arch>/obj.go of Go 1.18 to 1.27. */

/** What gcc, clang and zig write, by libc and GOARCH. */
const COMPILER = {
  glibc: {
    "386": "/lib/ld-linux.so.2",
    amd64: "/lib64/ld-linux-x86-64.so.2",
    arm64: "/lib/ld-linux-aarch64.so.1",
    loong64: "/lib64/ld-linux-loongarch-lp64d.so.1",
    ppc64le: "/lib64/ld64.so.2",
    riscv64: "/lib/ld-linux-riscv64-lp64d.so.1",
    s390x: "/lib/ld64.so.1",
  },
  musl: {
    "386": "/lib/ld-musl-i386.so.1",
    amd64: "/lib/ld-musl-x86_64.so.1",
    arm64: "/lib/ld-musl-aarch64.so.1",
    loong64: "/lib/ld-musl-loongarch64.so.1",
    ppc64le: "/lib/ld-musl-powerpc64le.so.1",
    riscv64: "/lib/ld-musl-riscv64.so.1",
    s390x: "/lib/ld-musl-s390x.so.1",
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

const ARM = {
  glibc: { hard: "/lib/ld-linux-armhf.so.3", soft: "/lib/ld-linux.so.3" },
  musl: { hard: "/lib/ld-musl-armhf.so.1", soft: "/lib/ld-musl-arm.so.1" },
} as const;

/**
 * The loader that a C compiler writes into executables; null when it cannot be told.
 *
 * @param floatAbi of GOARCH=arm; null when not known
 */
export function compilerInterpreter(libc: "glibc" | "musl" | "bionic", arch: string, floatAbi: "hard" | "soft" | null): string | null {
  if (libc === "bionic") return arch.includes("64") ? "/system/bin/linker64" : "/system/bin/linker";
  if (arch === "arm") return floatAbi === null ? null : ARM[libc][floatAbi];
  const paths: Readonly<Record<string, string>> = COMPILER[libc];
  return paths[arch] ?? null;
}

/** The loaders of an architecture that any C compiler for Linux distributions writes; empty where not all of them are known. */
export function knownLoaders(arch: string): readonly string[] {
  const abis = arch === "arm" ? (["hard", "soft"] as const) : ([null] as const);
  const paths = (["glibc", "musl"] as const).flatMap((libc) => abis.map((abi) => compilerInterpreter(libc, arch, abi)));
  return paths.every((path) => path !== null) ? paths : [];
}

/** The float ABI that the name of an arm cross compiler tells: arm-linux-gnueabihf-gcc. */
export function floatAbiOf(command: readonly string[]): "hard" | "soft" | null {
  const text = command.join(" ");
  if (/eabihf|armhf/.test(text)) return "hard";
  return /(?:gnu|musl)eabi\b|-mfloat-abi=soft\b/.test(text) ? "soft" : null;
}

/** The path that cmd/link writes by itself into what it links without a C compiler: PIEs and purego programs. Not always the one that distributions use. */
export function linkerInterpreter(arch: string, minor: number): string | null {
  switch (arch) {
    case "386":
      return "/lib/ld-linux.so.2";
    case "amd64":
      return "/lib64/ld-linux-x86-64.so.2";
    case "arm":
      return "/lib/ld-linux.so.3";
    case "arm64":
      return "/lib/ld-linux-aarch64.so.1";
    case "loong64":
      return minor < 22 ? "/lib64/ld.so.1" : "/lib64/ld-linux-loongarch-lp64d.so.1";
    case "mips":
    case "mipsle":
      return "/lib/ld.so.1";
    case "mips64":
    case "mips64le":
      return "/lib64/ld64.so.1";
    case "ppc64":
      return minor < 27 ? "/lib64/ld64.so.1" : "/lib64/ld64.so.2";
    case "ppc64le":
      return "/lib64/ld64.so.2";
    case "riscv64":
      return minor < 27 ? "/lib/ld.so.1" : "/lib/ld-linux-riscv64-lp64d.so.1";
    case "s390x":
      return minor < 27 ? "/lib64/ld64.so.1" : "/lib/ld64.so.1";
    default:
      return null;
  }
}

/**
 * The path that cmd/link takes instead when, on the machine that links, {@link linkerInterpreter} does not exist and this one does; null before Go
 * 1.20, which had no such rule. Source: cmd/link/internal/ld/elf.go, asmbElf.
 */
export function linkerMuslInterpreter(arch: string, minor: number): string | null {
  if (minor < 20) return null;
  switch (arch) {
    case "arm":
      // Not the path of Alpine's armhf and armv7, so there the glibc path stays.
      return "/lib/ld-musl-arm.so.1";
    case "loong64":
      return minor < 23 ? "/lib64/ld-musl-loongarch.so.1" : "/lib/ld-musl-loongarch64.so.1";
    case "mips":
      return "/lib/ld-musl-mips.so.1";
    case "mipsle":
      return "/lib/ld-musl-mipsel.so.1";
    case "mips64":
      return "/lib/ld-musl-mips64.so.1";
    case "mips64le":
      return "/lib/ld-musl-mips64el.so.1";
    case "ppc64":
      return "/lib/ld-musl-powerpc64.so.1";
    case "riscv64":
      return minor < 27 ? null : COMPILER.musl.riscv64;
    default: {
      const paths: Readonly<Record<string, string>> = COMPILER.musl;
      return paths[arch] ?? null;
    }
  }
}
