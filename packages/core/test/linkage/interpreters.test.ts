import { describe, expect, it } from "vitest";
import { compilerInterpreter, floatAbiOf, linkerInterpreter, linkerMuslInterpreter } from "../../src/linkage/interpreters.js";

describe("loaders that compilers write", () => {
  it.each([
    ["glibc", "386", "/lib/ld-linux.so.2"],
    ["glibc", "arm64", "/lib/ld-linux-aarch64.so.1"],
    ["glibc", "s390x", "/lib/ld64.so.1"],
    ["musl", "riscv64", "/lib/ld-musl-riscv64.so.1"],
    ["bionic", "arm64", "/system/bin/linker64"],
    ["bionic", "arm", "/system/bin/linker"],
  ] as const)("%s/%s: %s", (libc, arch, path) => {
    expect(compilerInterpreter(libc, arch, null)).toBe(path);
  });

  it("arm depends on the float ABI", () => {
    expect(compilerInterpreter("glibc", "arm", floatAbiOf(["arm-linux-gnueabihf-gcc"]))).toBe("/lib/ld-linux-armhf.so.3");
    expect(compilerInterpreter("musl", "arm", floatAbiOf(["arm-linux-musleabi-gcc"]))).toBe("/lib/ld-musl-arm.so.1");
    expect(compilerInterpreter("glibc", "arm", floatAbiOf(["gcc"]))).toBeNull();
  });
});

describe("loaders that cmd/link writes itself", () => {
  it.each([
    ["riscv64", 26, "/lib/ld.so.1"],
    ["riscv64", 27, "/lib/ld-linux-riscv64-lp64d.so.1"],
    ["s390x", 26, "/lib64/ld64.so.1"],
    ["s390x", 27, "/lib/ld64.so.1"],
    ["loong64", 21, "/lib64/ld.so.1"],
    ["arm", 26, "/lib/ld-linux.so.3"],
  ] as const)("%s, Go 1.%i: %s", (arch, minor, path) => {
    expect(linkerInterpreter(arch, minor)).toBe(path);
  });

  it("it looks for musl's since Go 1.20", () => {
    expect(linkerMuslInterpreter("amd64", 19)).toBeNull();
    expect(linkerMuslInterpreter("amd64", 20)).toBe("/lib/ld-musl-x86_64.so.1");
    expect(linkerMuslInterpreter("riscv64", 26)).toBeNull();
  });
});
