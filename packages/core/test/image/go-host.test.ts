import { describe, expect, it } from "vitest";
import type { MachineFacts } from "../../src/evaluate/model.js";
import { goHost, imageFiles, resolveImage } from "../../src/image/index.js";
import { known, type Verdict } from "../../src/text/index.js";
import { TestMachine } from "../evaluate/drivers/machine.js";

/** A stage after its commands. */
function host(reference: string, ...commands: readonly string[]) {
  const base = resolveImage(reference, { asOf: "2026-08-01", platform: { os: "linux", arch: "amd64" } });
  if (base.kind === "unknown") throw new Error(base.reason.text);
  const machine = new TestMachine(imageFiles(base.value, "amd64"), "amd64", base.value.resolved);
  for (const command of commands) machine.command(command);
  const facts: MachineFacts = machine.facts();
  return goHost({ base, machine: facts, files: machine.files.snapshot(), goVersion: known("1.22.3") });
}

const value = <T>(verdict: Verdict<T>): T | string => (verdict.kind === "known" ? verdict.value : `unknown: ${verdict.reason.text}`);

describe("compilers", () => {
  it("golang on Debian has gcc with glibc, golang on Alpine has none until it is installed", () => {
    expect(value(host("golang:1.22-bookworm").compiler(["gcc"]))).toMatchObject({ flavour: "gcc", libc: { value: "glibc" }, libcVersion: { value: "2.36" }, asNeeded: { value: true }, muslName: null, target: { value: { os: "linux", arch: "amd64" } } });
    expect(value(host("golang:1.22-alpine").compiler(["gcc"]))).toBe(null);
    const alpine = host("golang:1.22-alpine", "apk add --no-cache gcc musl-dev");
    expect(value(alpine.compiler(["gcc"]))).toMatchObject({ flavour: "gcc", libc: { value: "musl" }, libcVersion: { value: "1.2.5" }, muslName: "libc.musl-x86_64.so.1" });
    expect(value(alpine.compiler(["g++"]))).toBe(null);
    expect(value(alpine.exists("/usr/include/stdlib.h"))).toBe(true);
    expect(value(host("golang:1.22-alpine", "apk add --no-cache gcc").exists("/usr/include/stdlib.h"))).toBe("unknown: a file of golang:1.22-alpine that the facts do not tell of");
  });

  it("removed with its virtual package", () => {
    const removed = host("golang:1.22-alpine", "apk add --no-cache --virtual .deps build-base git", "apk del .deps");
    expect([value(removed.compiler(["gcc"])), value(removed.exists("/usr/bin/git"))]).toEqual([null, false]);
    const kept = host("golang:1.22-alpine", "apk add --no-cache --virtual .deps build-base", "apk add gcc", "apk del .deps");
    expect(value(kept.compiler(["gcc"]))).toMatchObject({ flavour: "gcc" });
  });

  it("packages of which it is not known what they bring", () => {
    expect(value(host("golang:1.22-alpine", "apk add --no-cache frobnicate").compiler(["gcc"]))).toBe("unknown: what frobnicate brings");
    expect(value(host("golang:1.22-alpine", "apk add --no-cache git bash make").compiler(["gcc"]))).toBe(null);
  });

  it("targets and C libraries by the name and flags", () => {
    const debian = host("golang:1.22-bookworm", "apt-get install -y gcc-aarch64-linux-gnu musl-tools clang");
    expect(value(debian.compiler(["musl-gcc"]))).toMatchObject({ flavour: "musl-gcc", libc: { value: "musl" }, libcVersion: { kind: "unknown" }, muslName: "libc.so" });
    expect(value(debian.compiler(["clang", "--target=aarch64-linux-gnu"]))).toMatchObject({ flavour: "clang", target: { value: { arch: "arm64" } }, libc: { value: "glibc" }, asNeeded: { kind: "unknown" } });
    const targets = (...names: readonly string[]): readonly unknown[] => names.map((name) => value(debian.compiler(["clang", `--target=${name}`]))).map((one) => (typeof one === "string" ? one : one?.muslName));
    // Alpine's packages name the C library by its own architectures, others libc.so.
    expect(targets("armv6-alpine-linux-musleabihf", "armv7-alpine-linux-musleabihf", "aarch64-alpine-linux-musl", "i586-alpine-linux-musl", "aarch64-linux-musl")).toEqual(["libc.musl-armhf.so.1", "libc.musl-armv7.so.1", "libc.musl-aarch64.so.1", "libc.musl-x86.so.1", "libc.so"]);
    expect(value(debian.compiler(["clang", "--target=wasm32-wasi"]))).toBe("unknown: the target of `clang --target=wasm32-wasi`");
  });
});

describe("libraries", () => {
  it("those of the C library and the compiler", () => {
    const debian = host("golang:1.22-bookworm");
    const gcc = value(debian.compiler(["gcc"]));
    if (gcc === null || typeof gcc === "string") throw new Error("no gcc");
    const shared = (name: string): unknown => {
      const found = value(debian.library(name, gcc));
      return found === null || typeof found === "string" ? found : found.shared;
    };
    expect(["c", "m", "pthread", "dl", "stdc++", "gcc_s"].map(shared)).toEqual(["libc.so.6", "libm.so.6", null, null, "libstdc++.so.6", "libgcc_s.so.1"]);
    expect(shared("z")).toMatch(/^unknown/);
  });

  it("those of -dev packages", () => {
    const debian = host("golang:1.22-bookworm", "apt-get update", "apt-get install -y --no-install-recommends librdkafka-dev zlib1g-dev");
    const gcc = value(debian.compiler(["gcc"]));
    if (gcc === null || typeof gcc === "string") throw new Error("no gcc");
    expect(value(debian.library("rdkafka", gcc))).toEqual({ shared: "librdkafka.so.1", archive: true });
    expect(value(debian.library("z", gcc))).toEqual({ shared: "libz.so.1", archive: true });
  });

  it("without pkg-config there is no answer, and the build fails", () => {
    const alpine = host("golang:1.22-alpine", "apk add gcc");
    expect(value(alpine.pkgConfig("vips", {} as never))).toBe(null);
    expect(value(host("golang:1.22-bookworm").pkgConfig("vips", {} as never))).toBe("unknown: what pkg-config says");
  });
});
