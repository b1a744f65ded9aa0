/** What the name of a C compiler tells of its target, by the conventions of GNU triples and of zig. */

/** `musl-gcc`, `x86_64-linux-musl-gcc`, `zig cc -target x86_64-linux-musl`. */
export function isForMusl(command: string): boolean {
  return /(?:^|[/-])musl(?:eabi(?:hf)?)?-(?:gcc|cc|clang)\b|\bzig\b.*-linux-musl/.test(command);
}

/** GOOS and GOARCH of a cross compiler (`aarch64-linux-gnu-gcc`, `zig cc -target aarch64-linux-gnu`); null when the name does not tell. */
export function compilerTarget(command: string): { readonly goos: string; readonly goarch: string } | null {
  const [program = "", ...args] = command.trim().split(/\s+/);
  const name = program.slice(program.lastIndexOf("/") + 1);
  const flag = args.findIndex((arg) => arg === "-target" || arg === "--target");
  const triple = flag >= 0 ? args[flag + 1] : (args.find((arg) => arg.startsWith("--target="))?.slice("--target=".length) ?? /^(.+)-(?:gcc|cc|clang)(?:-[\d.]+)?$/.exec(name)?.[1]);
  const [machine = "", ...rest] = triple?.split("-") ?? [];
  const goarch = ARCHITECTURES.get(machine);
  const goos = rest.includes("linux") ? "linux" : rest.includes("mingw32") || rest.includes("windows") ? "windows" : null;
  return goarch === undefined || goos === null ? null : { goos, goarch };
}

const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ["x86_64", "amd64"],
  ["i386", "386"],
  ["i686", "386"],
  ["aarch64", "arm64"],
  ["arm", "arm"],
  ["powerpc64le", "ppc64le"],
  ["s390x", "s390x"],
  ["riscv64", "riscv64"],
  ["mips", "mips"],
  ["mipsel", "mipsle"],
  ["mips64", "mips64"],
  ["mips64el", "mips64le"],
  ["loongarch64", "loong64"],
]);
