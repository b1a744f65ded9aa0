import { expect, test } from "vitest";
import { resolveImage, startIn } from "../../src/image/index.js";
import type { BinaryNeeds } from "../../src/syntax/binary/index.js";

const STATIC: BinaryNeeds = { kind: "static", arch: "amd64", os: "linux", interpreter: null, needed: [], searchPath: null, textRelocations: false, libc: null, floors: [], linkMode: "internal" };
const GLIBC: BinaryNeeds = {
  ...STATIC,
  kind: "dynamic",
  interpreter: "/lib64/ld-linux-x86-64.so.2",
  needed: ["libc.so.6"],
  libc: "glibc",
  floors: [{ library: "libc.so.6", family: "GLIBC", version: "2.34" }],
};
const MUSL: BinaryNeeds = { ...STATIC, kind: "dynamic", interpreter: "/lib/ld-musl-x86_64.so.1", needed: ["libc.so"], libc: "musl" };

function start(needs: BinaryNeeds, reference: string): readonly [string, string] {
  const image = resolveImage(reference, { asOf: "2026-06-01", platform: { os: "linux", arch: needs.arch ?? "" } });
  const { verdict, reason } = startIn(needs, reference, image);
  return [verdict, reason];
}

test.each(["scratch", "alpine:3.22", "gcr.io/distroless/static-debian12", "debian:bookworm-slim"])("a static program starts in %s", (reference) => {
  expect(start(STATIC, reference)).toEqual(["starts", "it needs no loader and no library"]);
});

test.each([
  ["debian:bookworm-slim", "starts", "all that it needs is there"],
  ["gcr.io/distroless/base-debian12", "starts", "all that it needs is there"],
  // /lib64 is a link into /usr there
  ["debian:trixie", "starts", "all that it needs is there"],
  ["registry.access.redhat.com/ubi9-micro", "starts", "all that it needs is there"],
  ["debian:bullseye", "fails", "its glibc 2.31 is older than GLIBC_2.34"],
  ["alpine:3.22", "fails", "the loader /lib64/ld-linux-x86-64.so.2 is not there"],
  ["scratch", "fails", "the loader /lib64/ld-linux-x86-64.so.2 is not there"],
  ["gcr.io/distroless/static-debian12", "fails", "the loader /lib64/ld-linux-x86-64.so.2 is not there"],
] as const)("a program for glibc 2.34 in %s: %s", (reference, verdict, reason) => {
  expect(start(GLIBC, reference)).toEqual([verdict, reason]);
});

test("a PIE that -d made static crashes everywhere (fact c6); one of a C compiler does not", () => {
  expect(start({ ...STATIC, kind: "static-pie" }, "debian:bookworm")).toEqual(["fails", "a PIE that the Go linker made static (-d) crashes at start"]);
  expect(start({ ...STATIC, kind: "static-pie", linkMode: "external" }, "scratch")[0]).toBe("starts");
});

test("musl's loader answers for libc itself and knows no symbol versions", () => {
  expect(start(MUSL, "alpine:3.22")).toEqual(["starts", "all that it needs is there"]);
  expect(start({ ...MUSL, needed: ["libc.musl-x86_64.so.1"] }, "alpine:3.22")[0]).toBe("starts");
  expect(start(MUSL, "debian:bookworm-slim")).toEqual(["fails", "the loader /lib/ld-musl-x86_64.so.1 is not there"]);
});

test("glibc's loader on musl is a compatibility layer: not decided", () => {
  expect(start(GLIBC, "frolvlad/alpine-glibc:latest")[0]).not.toBe("starts");
});

test("a library that the facts do not name is not decided, one that they deny fails, and a search path keeps it open", () => {
  const needs = { ...GLIBC, needed: ["libc.so.6", "libcorp.so.1"] };
  expect(start(needs, "debian:bookworm")).toEqual(["unknown", "whether libcorp.so.1 is there"]);
  expect(start(needs, "gcr.io/distroless/base-debian12")).toEqual(["fails", "libcorp.so.1 is not there"]);
  expect(start({ ...needs, searchPath: "$ORIGIN/lib" }, "gcr.io/distroless/base-debian12")).toEqual(["unknown", "whether libcorp.so.1 is in $ORIGIN/lib"]);
});

test("an interpreter of its own, and a loader in a directory that is perhaps a link, are not decided", () => {
  expect(start({ ...GLIBC, interpreter: "/opt/corp/loader" }, "debian:bookworm")[0]).toBe("unknown");
  expect(start({ ...GLIBC, interpreter: "/lib/ld-linux-x86-64.so.2" }, "debian:bookworm")[0]).toBe("unknown");
  expect(start({ ...GLIBC, interpreter: "/opt/corp/loader" }, "scratch")[0]).toBe("fails");
});

test("versions of libstdc++ are not in the facts", () => {
  const needs = { ...GLIBC, needed: ["libstdc++.so.6", "libc.so.6"], floors: [{ library: "libstdc++.so.6", family: "GLIBCXX", version: "3.4.30" }] };
  expect(start(needs, "gcr.io/distroless/cc-debian12")).toEqual(["unknown", "whether libstdc++.so.6 has GLIBCXX_3.4.30"]);
  expect(start(needs, "gcr.io/distroless/base-debian12")).toEqual(["fails", "libstdc++.so.6 is not there"]);
});

test("an image without facts is not decided", () => {
  expect(start(STATIC, "registry.corp/base:7")[0]).toBe("unknown");
});

test("musl starts no code that the loader must change", () => {
  const needs: BinaryNeeds = { ...STATIC, kind: "dynamic", interpreter: "/lib/ld-musl-x86_64.so.1", needed: ["libc.so"], libc: "musl", textRelocations: true };
  expect(start(needs, "alpine:3.22")).toEqual(["fails", "code that the loader must change (DT_TEXTREL), which musl does not do"]);
  expect(start({ ...needs, textRelocations: false }, "alpine:3.22")[0]).toBe("starts");
});
