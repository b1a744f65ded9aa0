/** What a stage offers to the go command: its compilers and libraries, as image facts and installed packages tell. */
import { GO_ENVIRONMENT_FILE, type FileView } from "../evaluate/files/index.js";
import type { MachineFacts } from "../evaluate/model.js";
import { libraryData, sonamesOf } from "../evaluate/packages/index.js";
import type { CCompiler, CommandFailure, GoHost, LibraryFiles } from "../gobuild/model.js";
import type { Evidence, Reason, Verdict } from "../text/index.js";
import { andThen, known, literalOf, unknown } from "../text/index.js";
import { libraryDirectories } from "./contents.js";
import type { BaseImage } from "./model.js";

export interface GoHostOptions {
  readonly base: Verdict<BaseImage>;
  readonly machine: MachineFacts;
  readonly files: FileView;
  readonly goVersion: Verdict<string>;
  readonly goVersionIsLeast?: boolean;
  readonly refusal?: CommandFailure | null;
}

export function goHost({ base, machine, files, goVersion, goVersionIsLeast = false, refusal = null }: GoHostOptions): GoHost {
  const stage = new StageHost(base, machine, files);
  return {
    os: machine.os,
    arch: machine.arch,
    goVersion,
    goVersionIsLeast,
    refusal,
    goEnvironmentFile: known(environmentFile(files)),
    compiler: (command) => stage.compiler(command),
    library: (name, compiler) => stage.library(name, compiler),
    pkgConfig: () => stage.pkgConfig(),
    exists: (path) => stage.exists(path),
  };
}

/** Official images ship none; the build itself may write one. Source: cmd/go, `go env GOENV`. */
function environmentFile(files: FileView): ReadonlyMap<string, string> {
  const fact = files.stat(GO_ENVIRONMENT_FILE);
  const text = fact.kind === "file" && fact.content !== null ? literalOf(fact.content) : null;
  return new Map((text ?? "").split("\n").flatMap((line): readonly (readonly [string, string])[] => (line.includes("=") ? [[line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]] : [])));
}

/** Directories of PATH in which compilers are installed. */
const PROGRAM_DIRECTORIES = ["/usr/local/bin", "/usr/bin", "/bin"];

const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: "amd64", amd64: "amd64", aarch64: "arm64", arm64: "arm64", arm: "arm", armv7: "arm", armv7l: "arm", armv6: "arm", armhf: "arm", i386: "386", i586: "386", i686: "386", x86: "386", powerpc64le: "ppc64le", ppc64le: "ppc64le", s390x: "s390x", riscv64: "riscv64", loongarch64: "loong64", mips64el: "mips64le" };

class StageHost {
  constructor(
    private readonly base: Verdict<BaseImage>,
    private readonly machine: MachineFacts,
    private readonly files: FileView,
  ) {}

  exists(path: string): Verdict<boolean> {
    const fact = this.files.stat(path);
    return fact.kind === "unknown" ? unknown(fact.reason) : known(fact.kind !== "absent", [this.#fileHop(path, fact.kind !== "absent")]);
  }

  compiler(command: readonly string[]): Verdict<CCompiler | null> {
    const [program = "", ...words] = command;
    const name = program.slice(program.lastIndexOf("/") + 1);
    return andThen(this.#program(program), (there) => {
      if (!there) return known(null, [{ fact: "b5", text: `${name} is not installed`, at: null }]);
      const flavour = flavourOf(name);
      if (flavour === null) return unknown({ code: "not-understood", text: `the compiler \`${name}\``, at: null });
      const triple = tripleOf(name, words, flavour);
      return triple === undefined ? unknown({ code: "not-understood", text: `the target of \`${command.join(" ")}\``, at: null }) : known(this.#compiler(flavour, triple));
    });
  }

  library(name: string, compiler: CCompiler): Verdict<LibraryFiles | null> {
    const own = ownLibrary(name, compiler);
    if (own !== null) return own;
    const { base } = this;
    if (base.kind === "unknown") return base;
    if (this.#isForeign(compiler)) return unknown({ code: "image", text: `libraries of another architecture (-l${name})`, at: null });
    for (const directory of libraryDirectories(base.value.family, this.machine.arch)) {
      const fact = this.files.stat(`${directory}/lib${name}.so`);
      if (fact.kind === "unknown") return unknown(fact.reason);
      if (fact.kind === "absent") continue;
      const soname = this.#sonameOf(name);
      return soname === null ? unknown({ code: "image", text: `soname of lib${name}`, at: null }) : known({ shared: soname, archive: true }, [this.#fileHop(`${directory}/lib${name}.so`, true)]);
    }
    return known(null, [{ fact: "lib", text: `no lib${name}.so`, at: null }]);
  }

  /** Without the program there is no answer, and cgo fails; what it would say is not known. */
  pkgConfig(): Verdict<readonly string[] | null> {
    return andThen(this.#program("pkg-config"), (there) => (there ? unknown({ code: "image", text: "what pkg-config says", at: null }) : known(null, [{ fact: "", text: "pkg-config is not installed", at: null }])));
  }

  /** Whether a command is found in PATH. */
  #program(name: string): Verdict<boolean> {
    if (name.startsWith("/")) return this.exists(name);
    let doubt: Reason | null = null;
    for (const directory of PROGRAM_DIRECTORIES) {
      const fact = this.files.stat(`${directory}/${name}`);
      if (fact.kind === "file" || fact.kind === "symlink") return known(true, [this.#fileHop(`${directory}/${name}`, true)]);
      if (fact.kind === "unknown") doubt ??= fact.reason;
    }
    return doubt === null ? known(false, this.#evidence()) : unknown(doubt);
  }

  #compiler(flavour: CCompiler["flavour"], { arch, libc, alpine }: Triple): CCompiler {
    const native = arch === null || arch === this.machine.arch;
    const { base } = this;
    const own = base.kind === "known" ? base.value.libc : null;
    const target: CCompiler["target"] = known({ os: "linux", arch: arch ?? this.machine.arch });
    const libcKind: CCompiler["libc"] =
      flavour === "musl-gcc"
        ? known("musl")
        : libc !== null
          ? known(libc)
          : base.kind === "unknown"
            ? base
            : own?.kind === "glibc" || own?.kind === "musl"
              ? known(own.kind, this.#evidence())
              : unknown({ code: "image", text: "the C library of the build stage", at: null });
    // Cross compilers of a distribution come with the C library of its release.
    const sameLibc = libcKind.kind === "known" && own !== null && libcKind.value === own.kind && flavour !== "musl-gcc" && flavour !== "zig";
    const version = sameLibc ? own.version : null;
    const muslNative = libcKind.kind === "known" && libcKind.value === "musl";
    return {
      flavour,
      target,
      libc: libcKind,
      libcVersion: version === null ? unknown({ code: "image", text: "the version of the C library", at: null }) : known(version, this.#evidence()),
      asNeeded: this.#asNeeded(native && flavour === "gcc"),
      muslName: !muslNative ? null : alpine !== null || (own?.kind === "musl" && native) ? `libc.musl-${alpine ?? MUSL_NAMES[this.machine.arch] ?? this.machine.arch}.so.1` : "libc.so",
    };
  }

  /** Measured with Debian 12's gcc alone (fact d18). */
  #asNeeded(native: boolean): Verdict<boolean> {
    if (this.base.kind === "unknown") return this.base;
    const { distribution, release } = this.base.value;
    if (native && distribution === "debian" && release === "bookworm") return known(true, [{ fact: "d18", text: "Debian 12's compiler drops libraries that nothing uses", at: null }]);
    return unknown({ code: "image", text: `whether the compiler of ${this.base.value.resolved} drops libraries that nothing uses`, at: null });
  }

  #sonameOf(name: string): string | null {
    if (this.base.kind === "unknown") return null;
    const { release, packageManager } = this.base.value;
    if (release === null || packageManager === null || packageManager === "tdnf") return null;
    for (const key of Object.keys(libraryData().libraries)) {
      for (const soname of sonamesOf(key, packageManager, release)) if (soname.startsWith(`lib${name}.so`)) return soname;
    }
    return null;
  }

  #isForeign(compiler: CCompiler): boolean {
    return compiler.target.kind === "unknown" || compiler.target.value.arch !== this.machine.arch || compiler.flavour === "musl-gcc";
  }

  #fileHop(path: string, there: boolean): Evidence[number] {
    return { fact: "", text: there ? `${path} is there` : `${path} is not there`, at: null };
  }

  #evidence(): Evidence {
    return this.base.kind === "known" ? [this.base.value.evidence] : [];
  }
}

/** How musl's own library is named on Alpine. Source: aports, main/musl/APKBUILD. */
const MUSL_NAMES: Readonly<Record<string, string>> = { amd64: "x86_64", arm64: "aarch64", arm: "armv7", "386": "x86", ppc64le: "ppc64le", s390x: "s390x", riscv64: "riscv64", loong64: "loongarch64" };

/** Alpine's architectures by the first word of a triple. Source: abuild, functions.sh, arch_to_hostspec. */
const ALPINE_ARM: Readonly<Record<string, string>> = { armv6: "armhf", armv7: "armv7" };

interface Triple {
  /** GOARCH; null: that of the machine */
  readonly arch: string | null;
  /** null: that of the machine */
  readonly libc: "glibc" | "musl" | null;
  /** Alpine's name of the architecture, for a target that is Alpine (`xx-apk` puts its packages there); null for others */
  readonly alpine: string | null;
}

function flavourOf(name: string): CCompiler["flavour"] | null {
  if (name === "musl-gcc" || name === "musl-g++") return "musl-gcc";
  if (name === "zig") return "zig";
  if (/(^|-)clang(\+\+)?(-[\d.]+)?$/.test(name)) return "clang";
  if (/(^|-)(gcc|g\+\+|cc|c\+\+)(-[\d.]+)?$/.test(name)) return "gcc";
  return null;
}

/** Of `aarch64-linux-gnu-gcc`, `clang --target=…`, `zig cc -target …`. Undefined when it names something that is not understood. */
function tripleOf(name: string, words: readonly string[], flavour: CCompiler["flavour"]): Triple | undefined {
  const flag = words.findIndex((word) => word === "-target" || word === "--target");
  const written = flag === -1 ? words.map((word) => /^--?target=(.*)$/.exec(word)?.[1]).find((text) => text !== undefined) : words[flag + 1];
  const prefix = /^(.*)-(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-[\d.]+)?$/.exec(name)?.[1];
  const triple = written ?? (flavour === "musl-gcc" ? undefined : prefix);
  if (triple === undefined) {
    if (words.includes("-m32")) return undefined;
    return { arch: null, libc: flavour === "musl-gcc" ? "musl" : null, alpine: null };
  }
  const parts = triple.split(/[-.]/);
  const arch = ARCHITECTURES[parts[0] ?? ""];
  if (arch === undefined || !parts.includes("linux")) return undefined;
  const libc = parts.some((part) => part.startsWith("musl")) ? "musl" : parts.some((part) => part.startsWith("gnu")) ? "glibc" : null;
  return { arch, libc, alpine: libc === "musl" && parts[1] === "alpine" ? (ALPINE_ARM[parts[0] ?? ""] ?? MUSL_NAMES[arch] ?? arch) : null };
}

/** Libraries that are part of the C library or of the compiler; null for others. glibc 2.34 took pthread, dl, rt and util into libc. */
function ownLibrary(name: string, compiler: CCompiler): Verdict<LibraryFiles | null> | null {
  const inLibc = ["pthread", "dl", "rt", "util"].includes(name);
  if (name === "stdc++") return known({ shared: "libstdc++.so.6", archive: true });
  if (name === "gcc_s") return known({ shared: "libgcc_s.so.1", archive: false });
  if (name === "gcc" || name === "gcc_eh") return known({ shared: null, archive: true });
  if (!inLibc && !["c", "m", "resolv"].includes(name)) return null;
  const { libc, libcVersion } = compiler;
  if (libc.kind === "unknown") return libc;
  if (libc.value === "musl") return name === "c" ? known({ shared: compiler.muslName, archive: true }) : known({ shared: null, archive: true });
  if (libc.value !== "glibc") return unknown({ code: "image", text: `-l${name} of another C library`, at: null });
  if (!inLibc) return known({ shared: name === "resolv" ? "libresolv.so.2" : `lib${name}.so.6`, archive: true });
  if (libcVersion.kind === "unknown") return libcVersion;
  const [major = 0, minor = 0] = libcVersion.value.split(".").map(Number);
  const merged = major > 2 || minor >= 34;
  return known({ shared: merged ? null : `lib${name}.so.${OLD_VERSIONS[name] ?? "0"}`, archive: true });
}

const OLD_VERSIONS: Readonly<Record<string, string>> = { pthread: "0", dl: "2", rt: "1", util: "1" };
