/**
 * The cross compilation helpers of Docker: they take the target from the build arguments of the platform and run the program that they wrap.
 * Source: tonistiigi/xx, src/xx-go and src/xx-info.
 */
import { EMPTY, literal, literalOf, type Traced } from "../../text/index.js";
import type { Environment } from "../environment.js";
import { GO_ENVIRONMENT_FILE } from "../files/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall } from "../model.js";
import { mayHideBuild } from "../may-hide-build.js";
import { SUCCESS } from "../result.js";
import { programName, wordText } from "./arguments.js";

interface Target {
  readonly os: string;
  readonly arch: string;
  /** "v7"; "" without one */
  readonly variant: string;
}

const MARCH: Readonly<Record<string, string>> = { amd64: "x86_64", arm64: "aarch64", "386": "i386", arm: "armv7l", ppc64le: "ppc64le", s390x: "s390x", riscv64: "riscv64", loong64: "loongarch64" };
const ALPINE: Readonly<Record<string, string>> = { amd64: "x86_64", arm64: "aarch64", "386": "x86", arm: "armv7", ppc64le: "ppc64le", s390x: "s390x", riscv64: "riscv64", loong64: "loongarch64" };
const DEBIAN: Readonly<Record<string, string>> = { amd64: "amd64", arm64: "arm64", "386": "i386", arm: "armhf", ppc64le: "ppc64el", s390x: "s390x", riscv64: "riscv64", loong64: "loong64" };
const GNU: Readonly<Record<string, string>> = { ...MARCH, "386": "i686", arm: "arm", ppc64le: "powerpc64le" };

/** Null when the platform's arguments are not known. */
function targetOf({ environment }: CommandCall, machine: Machine): Target | null {
  const read = (name: string): string | null => {
    const variable = environment.getExported(name);
    return variable === null ? "" : variable.set === "yes" ? literalOf(variable.value) : null;
  };
  const [platform, ownOs, ownArch, ownVariant] = ["TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT"].map(read);
  if (platform === null || ownOs === null || ownArch === null || ownVariant === null) return null;
  const [os = "", arch = "", variant = ""] = platform?.split("/") ?? [];
  const native = machine.facts();
  if (os !== "" && arch !== "") return { os, arch, variant: arch === "arm" && variant === "" ? "v7" : variant };
  return { os: ownOs === undefined || ownOs === "" ? native.os : ownOs, arch: ownArch === undefined || ownArch === "" ? native.arch : ownArch, variant: ownVariant ?? "" };
}

/** `aarch64-alpine-linux-musl`, `aarch64-linux-gnu`; null where it is not known. */
function tripleOf({ os, arch, variant }: Target, machine: Machine): string | null {
  const { baseImage } = machine.facts();
  const isAlpine = baseImage?.includes("alpine") === true;
  const march = (isAlpine ? MARCH : GNU)[arch];
  if (os !== "linux" || march === undefined || baseImage === null) return null;
  if (arch !== "arm") return isAlpine ? `${march}-alpine-linux-musl` : `${march}-linux-gnu`;
  if (isAlpine) return variant === "v7" || variant === "" ? "armv7-alpine-linux-musleabihf" : "armv6-alpine-linux-musleabihf";
  return variant === "v5" ? "arm-linux-gnueabi" : "arm-linux-gnueabihf";
}

function isNative({ os, arch }: Target, machine: Machine): boolean {
  const facts = machine.facts();
  return os === facts.os && arch === facts.arch;
}

/** What xx-go exports before it runs go. */
function goVariables(target: Target, call: CommandCall, machine: Machine): Environment {
  const { os, arch, variant } = target;
  let environment = call.environment.set("GOOS", literal(os), true).set("GOARCH", literal(arch), true);
  const level = arch === "amd64" && /^v[234]$/.test(variant) ? { name: "GOAMD64", value: variant } : arch === "arm" ? { name: "GOARM", value: /^v[56]$/.test(variant) ? variant.slice(1) : "7" } : null;
  if (level !== null && !isSet(environment, level.name)) environment = environment.set(level.name, literal(level.value), true);
  return withCompiler(target, environment, call, machine);
}

/** clang comes first, then a gcc for the target; the native gcc is what go takes anyway. */
function withCompiler(target: Target, environment: Environment, call: CommandCall, machine: Machine): Environment {
  const clang = machine.files.stat("/usr/bin/clang").kind;
  const gcc = machine.files.stat("/usr/bin/gcc").kind;
  if (clang === "absent" && (gcc === "absent" || isNative(target, machine))) return environment;
  const triple = tripleOf(target, machine);
  if (clang !== "file" || triple === null) {
    const why: Traced = { pieces: [{ kind: "unknown", reason: { code: "not-understood", text: "the C compiler that xx chooses", at: call.at }, shape: { mayBeEmpty: true, mayHaveBlanks: true }, origin: call.at, via: null }] };
    return environment.set("CC", why, true, "maybe").set("CXX", why, true, "maybe");
  }
  // xx-clang makes these links for the target when it is asked for its name
  for (const name of ["clang", "clang++"]) machine.files.link(`/usr/bin/${triple}-${name}`, `/usr/bin/${name}`, call.certainty);
  return environment.set("CC", literal(`${triple}-clang`), true).set("CXX", literal(`${triple}-clang++`), true);
}

function isSet(environment: Environment, name: string): boolean {
  const variable = environment.getExported(name);
  return variable !== null && literalOf(variable.value) !== "";
}

/** `xx-go build …`, and `xx-go --wrap` for the go commands after it. */
export const xxGoDriver: Driver = {
  names: ["xx-go"],
  run(call, machine) {
    const target = targetOf(call, machine);
    if (target === null) {
      const text = "the platform that `xx-go` builds for";
      machine.record(mayHideBuild(text, "xx", call));
      machine.files.disturb("/", text, call.at);
      return machine.unknownOutput(call, "output of `xx-go`");
    }
    const option = wordText(call, 1);
    if (option === "--unwrap") machine.files.remove(GO_ENVIRONMENT_FILE, call.certainty);
    if (option === "--unwrap") return SUCCESS;
    const environment = goVariables(target, call, machine);
    if (option !== "--wrap") return machine.run({ ...call, words: [{ kind: "word", value: literal("go") }, ...call.words.slice(1)], environment });
    const lines = ["GOOS", "GOARCH", "GOAMD64", "GOARM", "CC", "CXX"].map((name) => {
      const variable = environment.getExported(name);
      const value = variable?.set === "yes" ? literalOf(variable.value) : null;
      return value === null || value === "" ? "" : `${name}=${value}\n`;
    });
    machine.files.write(GO_ENVIRONMENT_FILE, { content: literal(lines.join("")), artifacts: [], from: "xx-go --wrap" }, call.certainty);
    return SUCCESS;
  },
};

/** `xx-info arch` and others; without a command it is `triple`. */
export const xxInfoDriver: Driver = {
  names: ["xx-info"],
  run(call, machine) {
    const target = targetOf(call, machine);
    const asked = call.words.length === 1 ? "triple" : (wordText(call, 1) ?? "…");
    const triple = target === null ? null : tripleOf(target, machine);
    if (target === null) return machine.unknownOutput(call, "output of `xx-info`");
    const values: Readonly<Record<string, string | undefined>> = {
      os: target.os, arch: target.arch, variant: target.variant, march: target.arch === "arm" ? undefined : MARCH[target.arch],
      "alpine-arch": ALPINE[target.arch], "debian-arch": DEBIAN[target.arch], triple: triple ?? undefined,
      libc: triple === null ? undefined : triple.includes("musl") ? "musl" : "gnu",
    };
    const value = values[asked];
    if (asked === "is-cross") return { status: isNative(target, machine) ? "failure" : "success", output: EMPTY };
    return value === undefined ? machine.unknownOutput(call, `output of \`xx-info ${asked}\``) : { status: "success", output: literal(`${value}\n`) };
  },
};

/** Packages for the target: on the same platform those of the machine, else they go to a directory of their own. */
export const xxPackageDriver: Driver = {
  names: ["xx-apk", "xx-apt", "xx-apt-get"],
  run(call, machine) {
    const target = targetOf(call, machine);
    if (target === null || !isNative(target, machine)) return SUCCESS;
    const program = programName(call) === "xx-apk" ? "apk" : "apt-get";
    return machine.run({ ...call, words: [{ kind: "word", value: literal(program) }, ...call.words.slice(1)] });
  },
};

/** It looks at a program and changes nothing. */
export const xxVerifyDriver: Driver = { names: ["xx-verify"], run: () => SUCCESS };
