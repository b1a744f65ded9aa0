import { describe, expect, it } from "vitest";
import { dataDate, resolveImage, type BaseImage, type ResolveOptions } from "../../src/image/index.js";
import { baseImageData } from "../../src/image/base-images.generated.js";
import { matchImage } from "../../src/image/meanings.js";
import { parseReference } from "../../src/image/reference.js";
import type { Verdict } from "../../src/text/index.js";

const LINUX = { os: "linux", arch: "amd64" };
const resolve = (reference: string, asOf = "2026-08-01", more: Partial<ResolveOptions> = {}): Verdict<BaseImage> => resolveImage(reference, { asOf, platform: LINUX, ...more });
const image = (reference: string, asOf?: string, more?: Partial<ResolveOptions>): BaseImage => {
  const found = resolve(reference, asOf, more);
  if (found.kind === "unknown") throw new Error(found.reason.text);
  return found.value;
};
const reason = (reference: string, asOf?: string, more?: Partial<ResolveOptions>): string => {
  const found = resolve(reference, asOf, more);
  return found.kind === "unknown" ? found.reason.text : `known: ${found.value.resolved}`;
};
const value = <T>(verdict: Verdict<T>): T | string => (verdict.kind === "known" ? verdict.value : `unknown: ${verdict.reason.text}`);

/** Every entry of the facts, in their order: a reference, the day, and the key of the system or null when nothing is known with any confidence. */
const ENTRIES: readonly (readonly [reference: string, asOf: string, resolved: string | null])[] = [
  ["scratch", "2026-08-01", "scratch"],
  ["golang:1.22-windowsservercore-ltsc2022", "2026-08-01", "windows"],
  ["golang:1.22", "2026-08-01", "debian:bookworm"],
  ["alpine", "2026-08-01", "alpine:3.24"],
  ["alpine:3.19.1", "2026-08-01", "alpine:3.19"],
  ["alpine:edge", "2025-07-01", "alpine:3.22"],
  ["debian:stable-slim", "2022-01-01", "debian:bullseye"],
  ["debian:13-slim", "2026-08-01", "debian:trixie"],
  ["debian:bookworm-20240110-slim", "2026-08-01", "debian:bookworm"],
  ["debian:11.11", "2026-08-01", "debian:bullseye"],
  ["debian:buster-slim", "2026-08-01", "debian:buster"],
  ["debian:stretch", "2026-08-01", "debian:stretch"],
  ["debian:8", "2026-08-01", "debian:jessie"],
  ["debian:forky-slim", "2026-08-01", "debian:forky"],
  ["debian:unstable-slim", "2026-08-01", "debian:sid"],
  ["ubuntu", "2023-01-01", "ubuntu:jammy"],
  ["ubuntu:26.10", "2026-08-01", "ubuntu:stonking"],
  ["ubuntu:26.04", "2026-08-01", "ubuntu:resolute"],
  ["ubuntu:questing", "2026-08-01", "ubuntu:questing"],
  ["ubuntu:noble-20240605", "2026-08-01", "ubuntu:noble"],
  ["ubuntu:22.04", "2026-08-01", "ubuntu:jammy"],
  ["ubuntu:focal", "2026-08-01", "ubuntu:focal"],
  ["ubuntu:18.04", "2026-08-01", "ubuntu:bionic"],
  ["ubuntu:xenial", "2026-08-01", "ubuntu:xenial"],
  ["ubuntu:14.04", "2026-08-01", "ubuntu:trusty"],
  ["busybox:1.36-glibc", "2026-08-01", "busybox-glibc"],
  ["busybox:musl", "2026-08-01", "busybox-musl"],
  ["busybox:1.35.0-uclibc", "2026-08-01", "busybox-uclibc"],
  ["busybox", "2020-01-01", "busybox-uclibc"],
  ["gcr.io/distroless/static-debian12:nonroot", "2026-08-01", "distroless-static:12"],
  ["gcr.io/distroless/static", "2025-01-01", "distroless-static:12"],
  ["gcr.io/distroless/base-nossl-debian11", "2026-08-01", "distroless-base-nossl:11"],
  ["gcr.io/distroless/base-nossl:debug", "2026-08-01", "distroless-base-nossl:13"],
  ["gcr.io/distroless/base-debian13:latest-arm64", "2026-08-01", "distroless-base:13"],
  ["gcr.io/distroless/base", "2023-01-01", "distroless-base:11"],
  ["gcr.io/distroless/cc-debian10", "2026-08-01", "distroless-cc:10"],
  ["gcr.io/distroless/cc:debug-nonroot", "2026-08-01", "distroless-cc:13"],
  ["gcr.io/distroless/java17-debian12", "2026-08-01", "distroless-base:12"],
  ["gcr.io/distroless/nodejs", "2024-06-01", "distroless-base:12"],
  ["cgr.dev/chainguard/static", "2026-08-01", "chainguard-static"],
  ["chainguard/glibc-dynamic:latest", "2026-08-01", "chainguard-glibc-dynamic"],
  ["cgr.dev/chainguard/wolfi-base", "2026-08-01", "wolfi-base"],
  ["cgr.dev/chainguard/busybox:latest-glibc", "2026-08-01", "chainguard-busybox"],
  ["cgr.dev/chainguard/go", "2026-08-01", "chainguard-go"],
  ["cgr.dev/chainguard/go:latest-dev", "2026-08-01", "wolfi-base"],
  ["cgr.dev/chainguard/cc-dynamic", "2026-08-01", null],
  ["cgr.dev/chainguard/static:latest-musl", "2026-08-01", null],
  ["registry.redhat.io/ubi9/ubi:9.4", "2026-08-01", "el9"],
  ["registry.access.redhat.com/ubi8/ubi-minimal", "2026-08-01", "el8-minimal"],
  ["redhat/ubi9-micro", "2026-08-01", "el9-micro"],
  ["registry.access.redhat.com/ubi9/go-toolset:1.22", "2026-08-01", "el9"],
  ["rockylinux:9-minimal", "2026-08-01", "el9-minimal"],
  ["rockylinux:8.9", "2026-08-01", "el8"],
  ["quay.io/rockylinux/rockylinux:9-minimal", "2026-08-01", "el9-minimal"],
  ["rockylinux/rockylinux:10", "2026-08-01", "el10"],
  ["almalinux", "2024-01-01", "el9"],
  ["almalinux:minimal", "2026-08-01", "el10-minimal"],
  ["almalinux/9-minimal", "2026-08-01", "el9-minimal"],
  ["almalinux:8", "2026-08-01", "el8"],
  ["oraclelinux:9-slim", "2026-08-01", "el9-minimal"],
  ["oraclelinux:8.10", "2026-08-01", "el8"],
  ["quay.io/centos/centos:stream9-minimal", "2026-08-01", "el9-minimal"],
  ["centos:7", "2026-08-01", "el7"],
  ["amazonlinux", "2022-01-01", "amazonlinux:2"],
  ["public.ecr.aws/amazonlinux/amazonlinux:2023", "2026-08-01", "amazonlinux:2023"],
  ["fedora", "2026-05-01", "fedora:44"],
  ["fedora:44", "2026-08-01", "fedora:44"],
  ["quay.io/fedora/fedora:42", "2026-08-01", "fedora:42"],
  ["photon", "2026-08-01", "photon:5.0"],
  ["photon:4.0-20260614", "2026-08-01", "photon:4.0"],
  ["mcr.microsoft.com/azurelinux/base/core:3.0", "2026-08-01", "azurelinux:3.0"],
  ["mcr.microsoft.com/azurelinux/distroless/minimal:3.0", "2026-08-01", null],
  ["mcr.microsoft.com/cbl-mariner/base/core:2.0", "2026-08-01", "mariner:2.0"],
  ["opensuse/leap:15.6", "2026-08-01", "opensuse-leap:15.6"],
  ["archlinux:base", "2026-08-01", "archlinux"],
  ["nixos/nix:2.18", "2026-08-01", null],
  ["gotify/build:1.22.4-linux-amd64", "2026-08-01", "debian:bullseye"],
  ["gotify/build:1.22.4-linux-386", "2026-08-01", "debian:bullseye"],
  ["gotify/build:1.22.4-linux-arm-7", "2026-08-01", "debian:bullseye"],
  ["gotify/build:1.22.4-linux-arm64", "2026-08-01", "debian:bullseye"],
  ["gotify/build:1.22.4-linux-riscv64", "2026-08-01", "debian:bullseye"],
  ["gotify/build:1.22.4-windows-amd64", "2026-08-01", "debian:bullseye"],
  ["gotify/build:1.22.4-windows-386", "2026-08-01", "debian:bullseye"],
  ["gotify/build:1.24.1-linux-amd64", "2026-08-01", "debian:bookworm"],
  ["gotify/build:1.24.1-linux-386", "2026-08-01", "debian:bookworm"],
  ["gotify/build:1.24.1-linux-arm-7", "2026-08-01", "debian:bookworm"],
  ["gotify/build:1.24.1-linux-arm64", "2026-08-01", "debian:bookworm"],
  ["gotify/build:1.24.1-linux-riscv64", "2026-08-01", "debian:bookworm"],
  ["gotify/build:1.24.1-windows-amd64", "2026-08-01", "debian:bookworm"],
  ["gotify/build:1.24.1-windows-386", "2026-08-01", "debian:bookworm"],
  ["gotify/build:1.26.0-linux-amd64", "2026-08-01", "debian:bookworm|debian:trixie"],
  ["gotify/build:1.26.0-linux-386", "2026-08-01", "debian:bookworm|debian:trixie"],
  ["gotify/build:1.26.0-linux-arm-7", "2026-08-01", "debian:bookworm|debian:trixie"],
  ["gotify/build:1.26.0-linux-arm64", "2026-08-01", "debian:bookworm|debian:trixie"],
  ["gotify/build:1.26.0-linux-riscv64", "2026-08-01", "debian:bookworm|debian:trixie"],
  ["gotify/build:1.26.0-windows-amd64", "2026-08-01", "debian:bookworm|debian:trixie"],
  ["gotify/build:1.26.0-windows-386", "2026-08-01", "debian:bookworm|debian:trixie"],
  ["ghcr.io/kedacore/keda-tools:1.22.8", "2026-08-01", "ubuntu:focal"],
  ["ghcr.io/kedacore/keda-tools:1.26.2", "2026-08-01", "ubuntu:jammy"],
  ["ghcr.io/kedacore/keda-tools:1.26.5", "2026-08-01", "ubuntu:jammy|ubuntu:noble"],
  ["umputun/baseimage:buildgo-v1.15.0", "2026-08-01", "alpine:3.21"],
  ["umputun/baseimage:buildgo-v1.16.0", "2026-08-01", "alpine:3.22"],
  ["umputun/baseimage:buildgo-v1.17.1", "2026-08-01", "alpine:3.22"],
  ["umputun/baseimage:buildgo-v1.18.0", "2026-08-01", "alpine:3.23"],
  ["umputun/baseimage:buildgo-v1.19.1", "2026-08-01", "alpine:3.23"],
  ["umputun/baseimage:buildgo-v1.20.1", "2026-08-01", "alpine:3.23"],
  ["umputun/baseimage:app-v1.15.0", "2026-08-01", "alpine:3.20"],
  ["umputun/baseimage:app-v1.16.0", "2026-08-01", "alpine:3.22"],
  ["umputun/baseimage:app-v1.19.1", "2026-08-01", "alpine:3.23"],
  ["ghcr.io/umputun/baseimage/buildgo:v1.15.0", "2026-08-01", "alpine:3.21"],
  ["ghcr.io/umputun/baseimage/buildgo:v1.16.0", "2026-08-01", "alpine:3.22"],
  ["ghcr.io/umputun/baseimage/buildgo:v1.17.1", "2026-08-01", "alpine:3.22"],
  ["ghcr.io/umputun/baseimage/buildgo:v1.18.0", "2026-08-01", "alpine:3.23"],
  ["ghcr.io/umputun/baseimage/buildgo:v1.19.1", "2026-08-01", "alpine:3.23"],
  ["ghcr.io/umputun/baseimage/buildgo:v1.20.1", "2026-08-01", "alpine:3.23"],
  ["ghcr.io/umputun/baseimage/app:v1.15.0", "2026-08-01", "alpine:3.20"],
  ["ghcr.io/umputun/baseimage/app:v1.16.0", "2026-08-01", "alpine:3.22"],
  ["ghcr.io/umputun/baseimage/app:v1.19.1", "2026-08-01", "alpine:3.23"],
  ["frolvlad/alpine-glibc:alpine-3.20", "2026-08-01", "alpine-glibc"],
  ["tonistiigi/xx:1.4.0", "2026-08-01", null],
  ["nginx:1.27-alpine3.20-slim", "2026-08-01", "alpine:3.20"],
  ["node:18-alpine", "2024-01-01", "alpine:3.19"],
  ["python:3.11-slim", "2024-01-01", "debian:bookworm"],
  ["postgres:16", "2024-01-01", "debian:bookworm"],
  ["redis:7-alpine", "2024-01-01", "alpine:3.19"],
  ["httpd", "2024-01-01", "debian:bookworm"],
  ["haproxy:lts-alpine", "2024-01-01", "alpine:3.19"],
  ["memcached:1.6", "2024-01-01", "debian:bookworm"],
  ["php:8.3-fpm-alpine", "2024-01-01", "alpine:3.19"],
  ["ruby:3.3-slim-bookworm", "2024-01-01", "debian:bookworm"],
  ["rust:1-slim", "2024-01-01", "debian:bookworm"],
  ["gcc:13", "2024-01-01", "debian:bookworm"],
  ["buildpack-deps:bookworm-scm", "2024-01-01", "debian:bookworm"],
  ["mariadb:11", "2024-01-01", "ubuntu:jammy"],
  ["mysql:9", "2026-01-01", "el9"],
  ["eclipse-temurin:21-jre", "2024-01-01", "ubuntu:jammy"],
  ["bash:5", "2024-01-01", "alpine:3.19"],
  ["docker:27-dind", "2024-08-01", "alpine:3.20"],
  ["mcr.microsoft.com/windows/nanoserver:ltsc2022", "2026-08-01", "windows"],
  ["nats:2.10-alpine3.20", "2026-08-01", "alpine:3.20"],
  ["nats:2.10", "2026-08-01", "scratch"],
  ["rabbitmq:4", "2026-08-01", null],
  ["traefik:v3", "2026-08-01", null],
  ["caddy:2", "2026-08-01", null],
  ["registry:2", "2026-08-01", null],
];

describe("every entry of the facts", () => {
  it.each(ENTRIES.map((entry, i) => [i, ...entry] as const))("%i %s on %s", (i, reference, asOf, resolved) => {
    const found = matchImage(parseReference(reference), asOf);
    expect(typeof found === "string" ? found : baseImageData().images.indexOf(found.entry)).toBe(i);
    const verdict = resolve(reference, asOf, { minimumConfidence: "unknown" });
    expect(verdict.kind === "known" ? verdict.value.resolved : null).toBe(resolved);
  });

  it("is reached", () => {
    expect(ENTRIES.length).toBe(baseImageData().images.length);
  });

  it("leads to a system that the facts have", () => {
    const keys = new Set(ENTRIES.flatMap(([, , resolved]) => (resolved === null ? [] : resolved.split("|"))));
    expect([...keys].filter((key) => baseImageData().os[key] === undefined)).toEqual([]);
  });
});

describe("golang", () => {
  it.each([
    ["golang", "2024-03-01", "1.22.0", "debian:bookworm", true],
    ["golang:1.22", "2024-05-10", "1.22.3", "debian:bookworm", true],
    ["golang:1.22", "2026-08-01", "1.22.12", "debian:bookworm", false],
    ["golang:1.22.3-bookworm", "2026-08-01", "1.22.3", "debian:bookworm", false],
    ["golang:1.24.6", "2025-08-07", "1.24.6", "debian:bookworm", true],
    ["golang:1.24.6", "2026-01-01", "1.24.6", "debian:trixie", false],
    ["golang:1.20-alpine", "2026-01-01", "1.20.14", "alpine:3.19", false],
    ["golang:1.20.0", "2026-01-01", "1.20", "debian:bullseye", false],
    ["golang:alpine", "2024-01-01", "1.21.5", "alpine:3.19", true],
    ["golang:bullseye", "2026-08-01", "1.24.6", "debian:bullseye", true],
    ["golang:1-alpine3.20", "2024-09-10", "1.23.1", "alpine:3.20", true],
    ["golang:1.21rc3-bookworm", "2026-01-01", "1.21rc3", "debian:bookworm", false],
    ["golang:1.23-alpine3.20", "2026-08-01", "1.23.9", "alpine:3.20", false],
    ["mirror.gcr.io/library/golang:1.23.4-alpine", "2026-08-01", "1.23.4", "alpine:3.21", false],
  ] as const)("%s on %s", (reference, asOf, version, resolved, floating) => {
    const { go, resolved: key, floating: floats } = image(reference, asOf);
    expect([go === null ? null : value(go.version), key, floats]).toEqual([version, resolved, floating]);
    expect(go?.root).toBe("/usr/local/go");
  });

  it("a release newer than the data is known by its tag; its system as far as the tag tells it", () => {
    expect(image("golang:1.27.5-bookworm", "2026-11-01")).toMatchObject({ resolved: "debian:bookworm", confidence: "partly", floating: false });
    expect(image("golang:1.27.5", "2026-11-01")).toMatchObject({ resolved: "debian:trixie", confidence: "partly", floating: true });
    const { go } = image("golang:1.28-alpine3.24", "2026-11-01");
    expect(go && [value(go.version), value(go.line)]).toEqual(["unknown: patch release of Go in golang:1.28-alpine3.24", "1.28"]);
    expect(reason("golang:1.28", "2026-11-01")).toBe('no facts about the tag golang:1.28; describe it in "images" of the configuration, such as "golang:*": { "like": "debian:bookworm-slim" }');
  });

  it("GOTOOLCHAIN is local since the rebuild of 1.21.1", () => {
    const toolchain = (reference: string, asOf: string): readonly (string | undefined)[] => [image(reference, asOf).go?.toolchain, image(reference, asOf).env.get("GOTOOLCHAIN")];
    expect(toolchain("golang:1.21.0-bookworm", "2026-01-01")).toEqual(["auto", undefined]);
    expect(toolchain("golang:1.21.1-bookworm", "2023-09-10")).toEqual(["auto", undefined]);
    expect(toolchain("golang:1.21.1-bookworm", "2023-09-20")).toEqual(["local", "local"]);
    expect(toolchain("golang:1.22-bookworm", "2026-01-01")).toEqual(["local", "local"]);
    expect(toolchain("golang:1.20-bookworm", "2026-01-01")).toEqual(["auto", undefined]);
  });

  it("the Debian variant has a compiler and git, the Alpine variant has none", () => {
    const debian = image("golang:1.22-bookworm");
    const alpine = image("golang:1.22-alpine");
    expect(["gcc", "g++", "git", "make", "go"].map((name) => debian.tools.get(name))).toEqual([true, true, true, true, true]);
    expect(["gcc", "g++", "git", "make", "bash", "go"].map((name) => alpine.tools.get(name))).toEqual([false, false, false, false, false, true]);
    expect([value(debian.cHeaders), value(alpine.cHeaders)]).toEqual([true, false]);
    expect([value(debian.caCertificates), value(alpine.caCertificates)]).toEqual(["/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/certs/ca-certificates.crt"]);
    expect([debian.workdir, debian.env.get("PATH")]).toEqual(["/go", "/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]);
  });

  it("pinned by a digest: what all days have in common", () => {
    const { go, resolved, libc, floating } = image("golang:1.22@sha256:12ab");
    expect([resolved, libc.version, floating, go && value(go.line)]).toEqual(["debian:bookworm", "2.36", false, "1.22"]);
    expect(go && value(go.version)).toBe("unknown: it is pinned by a digest whose day is not known");
    expect(image("golang:1.22.3-bookworm@sha256:12ab").go?.version).toMatchObject({ kind: "known", value: "1.22.3" });
  });

  it("tags that the image never had", () => {
    for (const tag of ["1.22-slim", "1.22-onbuild", "1.22-trixie", "tip-20240101", "1.22-alpine2.9"]) expect(reason(`golang:${tag}`)).toMatch(/^no facts about the tag golang:/);
  });

  it("is Windows for a Windows platform", () => {
    expect(resolveImage("golang:1.22", { asOf: "2026-01-01", platform: { os: "windows", arch: "amd64" } })).toMatchObject({ kind: "known", value: { os: "windows" } });
    expect(resolveImage("alpine:3.20", { asOf: "2026-01-01", platform: { os: "windows", arch: "amd64" } })).toMatchObject({ kind: "unknown", reason: { code: "image" } });
  });
});

describe("what an image has", () => {
  it("scratch has nothing", () => {
    const scratch = image("scratch");
    expect([value(scratch.interpreters("amd64")), value(scratch.shell), value(scratch.caCertificates), value(scratch.zoneinfo), value(scratch.nsswitch), value(scratch.users), value(scratch.libraries)]).toEqual([
      [],
      null,
      null,
      false,
      false,
      { items: [], complete: true },
      { items: [], complete: true },
    ]);
  });

  it.each([
    ["debian:bookworm-slim", "/bin/sh", "dash", null, true, true, "2.36"],
    ["debian:trixie", "/bin/sh", "dash", null, true, false, "2.41"],
    ["ubuntu:24.04", "/bin/sh", "dash", null, false, false, "2.39"],
    ["alpine:3.6", "/bin/sh", "busybox", null, false, false, "1.1.16"],
    ["alpine:3.11", "/bin/sh", "busybox", "/etc/ssl/cert.pem", false, false, "1.1.24"],
    ["alpine:3.24", "/bin/sh", "busybox", "/etc/ssl/certs/ca-certificates.crt", false, false, "1.2.6"],
    ["gcr.io/distroless/static-debian12", null, null, "/etc/ssl/certs/ca-certificates.crt", true, true, null],
    ["gcr.io/distroless/base-debian12:debug", null, null, "/etc/ssl/certs/ca-certificates.crt", true, true, "2.36"],
    ["cgr.dev/chainguard/static", null, null, "/etc/ssl/certs/ca-certificates.crt", true, "unknown: legacy zone names of cgr.dev/chainguard/static", null],
    ["busybox:glibc", "/bin/sh", "busybox", null, false, false, "2.41"],
    ["registry.access.redhat.com/ubi9/ubi-minimal", "/bin/sh", "bash", "/etc/pki/tls/certs/ca-bundle.crt", "unknown: time zone database of registry.access.redhat.com/ubi9/ubi-minimal", "unknown: legacy zone names of registry.access.redhat.com/ubi9/ubi-minimal", "2.34"],
  ] as const)("%s", (reference, shell, kind, ca, zones, legacy, libc) => {
    const found = image(reference);
    expect([value(found.shell), value(found.shellKind), value(found.caCertificates), value(found.zoneinfo), value(found.legacyZoneNames), found.libc.version]).toEqual([shell, kind, ca, zones, legacy, libc]);
  });

  it("loaders by architecture", () => {
    const debian = image("debian:bookworm");
    expect(["amd64", "arm64", "arm", "arm/v5", "386", "ppc64le", "s390x", "riscv64"].map((arch) => value(debian.interpreters(arch)))).toEqual([
      ["/lib64/ld-linux-x86-64.so.2"],
      ["/lib/ld-linux-aarch64.so.1"],
      ["/lib/ld-linux-armhf.so.3"],
      ["/lib/ld-linux.so.3"],
      ["/lib/ld-linux.so.2"],
      ["/lib64/ld64.so.2"],
      ["/lib/ld64.so.1"],
      ["/lib/ld-linux-riscv64-lp64d.so.1"],
    ]);
    expect(value(image("alpine:3.20").interpreters("arm64"))).toEqual(["/lib/ld-musl-aarch64.so.1"]);
    expect(value(image("frolvlad/alpine-glibc").interpreters("amd64"))).toEqual(["/lib/ld-musl-x86_64.so.1", "/lib64/ld-linux-x86-64.so.2"]);
    expect(value(debian.interpreters("sparc64"))).toBe("unknown: loader for sparc64 of debian:bookworm");
  });

  it("variants of distroless", () => {
    const nonroot = image("gcr.io/distroless/static-debian12:nonroot");
    expect([nonroot.user, nonroot.workdir, value(nonroot.entrypoint)]).toEqual(["65532", "/home/nonroot", null]);
    const debug = image("gcr.io/distroless/base-debian12:debug-nonroot");
    expect([debug.user, value(debug.entrypoint), debug.env.get("PATH")?.endsWith(":/busybox"), value(debug.shell), debug.tools.get("sh")]).toEqual(["65532", ["/busybox/sh"], true, null, true]);
    expect(debug.env.get("SSL_CERT_FILE")).toBe("/etc/ssl/certs/ca-certificates.crt");
  });

  it("distroless on trixie got the legacy zone names and two libraries later", () => {
    const on = (asOf: string): readonly unknown[] => {
      const found = image("gcr.io/distroless/base-debian13", asOf);
      const libraries = value(found.libraries);
      return [value(found.legacyZoneNames), typeof libraries === "string" ? libraries : libraries.items.length];
    };
    expect([on("2025-11-01"), on("2026-01-01"), on("2026-08-01")]).toEqual([
      [false, 2],
      [false, 4],
      [true, 4],
    ]);
  });

  it("glibc of busybox is that of the Debian on which a tag was last built", () => {
    expect(["2021-10-01", "2024-01-01", "2026-01-01"].map((day) => image("busybox:glibc", day).libc.version)).toEqual(["2.31", "2.36", "2.41"]);
    expect(image("busybox:1.35", "2026-08-01").libc.version).toBe("2.36");
  });

  it("versions of what moves all the time hold for its day only", () => {
    const on = (reference: string, asOf: string): readonly unknown[] => {
      const { libc, go } = image(reference, asOf);
      return [libc.kind, libc.version, go === null ? null : value(go.version)];
    };
    expect(on("cgr.dev/chainguard/go", "2026-08-21")).toEqual(["glibc", "2.43", "1.27.0"]);
    expect(on("cgr.dev/chainguard/go", "2026-03-01")).toEqual(["glibc", null, "unknown: release of Go in cgr.dev/chainguard/go"]);
    expect(on("cgr.dev/chainguard/go:latest@sha256:ab", "2026-08-21")).toEqual(["glibc", null, "unknown: release of Go in cgr.dev/chainguard/go:latest@sha256:ab"]);
    expect(on("debian:sid", "2026-08-21")).toEqual(["glibc", null, null]);
  });

  it("layers that the facts do not list may have what the system lacks", () => {
    const node = image("node:20-bookworm");
    expect([value(node.caCertificates), value(node.entrypoint), node.tools.get("gcc"), value(node.shell)]).toEqual([
      "unknown: CA bundle of node:20-bookworm",
      "unknown: entrypoint of node:20-bookworm",
      undefined,
      "/bin/sh",
    ]);
    expect(value(image("nginx:1.27-bookworm").caCertificates)).toBe("/etc/ssl/certs/ca-certificates.crt");
  });

  it("a release without facts of its own: what its line had in common", () => {
    const found = image("node:18.17.1");
    expect([found.resolved, found.libc, value(found.shell), found.release]).toEqual(["debian:bullseye|debian:bookworm", { kind: "glibc", version: null }, "/bin/sh", null]);
  });

  it("the same image of distroless pinned by a digest", () => {
    const found = image("gcr.io/distroless/static:nonroot@sha256:aa");
    expect([found.resolved, value(found.caCertificates), value(found.zoneinfo), value(found.interpreters("amd64")), found.user]).toEqual([
      "distroless-static:11|distroless-static:12|distroless-static:13",
      "/etc/ssl/certs/ca-certificates.crt",
      true,
      [],
      "65532",
    ]);
  });

  it("evidence names the fact, the day and the sources", () => {
    expect(image("alpine", "2024-03-01").evidence).toEqual({
      fact: "img:alpine:3.19",
      text: "alpine is alpine:3.19 on 2024-03-01 (verified: docker-library/official-images@37079fb336, alpinelinux/docker-alpine branches v3.6..v3.20; 2024-09)",
      at: null,
    });
  });
});

describe("time", () => {
  it("a day after the data's is the data's", () => {
    expect(dataDate()).toBe("2026-08-21");
    expect(image("alpine", "2027-01-01")).toMatchObject({ resolved: "alpine:3.24", asOf: "2026-08-21", floating: true });
  });

  it("a day before a tag is its first", () => {
    expect(image("golang:1.24", "2024-01-01").go?.version).toMatchObject({ value: "1.24.0" });
  });
});

describe("confidence", () => {
  it("facts that are not sure enough are unknown, with what to do", () => {
    expect(reason("ubuntu:18.04")).toBe('facts about ubuntu:18.04 are only "known"; check them and set "minimumConfidence": "known", or describe the image in "images" of the configuration');
    expect(image("ubuntu:18.04", undefined, { minimumConfidence: "known" }).libc.version).toBe("2.27");
    expect(reason("almalinux:9-minimal", undefined, { minimumConfidence: "verified" })).toMatch(/^facts about almalinux:9-minimal are only "partly"/);
    expect(image("scratch", undefined, { minimumConfidence: "verified" }).resolved).toBe("scratch");
  });

  it("images without facts", () => {
    expect(reason("corp.io/x/base:7")).toBe('no facts about the image corp.io/x/base; describe it in "images" of the configuration, such as "corp.io/x/base:*": { "like": "debian:bookworm-slim" }');
    expect(reason("alpine:2.7")).toMatch(/^no facts about the tag alpine:2.7;/);
    expect(reason("nixos/nix")).toMatch(/a foreign glibc binary does not start/);
  });

  it("a copy in a registry that is not known is uncertain", () => {
    expect(reason("nexus.corp:5000/library/alpine:3.20")).toMatch(/are only "uncertain"/);
    expect(image("harbor.corp/dockerhub/alpine:3.20", undefined, { minimumConfidence: "uncertain" }).resolved).toBe("alpine:3.20");
    expect(reason("ghcr.io/x/golang:1.22")).toMatch(/^no facts about the image/);
  });
});

describe("settings", () => {
  it("mirrors: the longest prefix counts", () => {
    const mirrors = { "registry.corp/": "docker.io/x/", "registry.corp/dockerhub/": "docker.io/" };
    expect(image("registry.corp/dockerhub/library/alpine:3.20", undefined, { mirrors })).toMatchObject({ resolved: "alpine:3.20", confidence: "verified", reference: "registry.corp/dockerhub/library/alpine:3.20" });
  });

  it("images: described by another image, with what is added", () => {
    const images = { "registry.corp/base:*": { like: "debian:bookworm-slim", adds: ["ca-certificates"], env: { SSL_CERT_FILE: "/corp/ca.pem" }, user: "65532" } };
    const found = image("registry.corp/base:7", undefined, { images });
    expect([found.resolved, found.user, found.env.get("SSL_CERT_FILE"), value(found.caCertificates), found.packages]).toEqual(["debian:bookworm", "65532", "/corp/ca.pem", "/etc/ssl/certs/ca-certificates.crt", ["ca-certificates"]]);
    expect(found.evidence.text).toBe('registry.corp/base:7 is like debian:bookworm-slim (assumed: "images" of the configuration, "registry.corp/base:*")');
    expect(image("registry.corp/base@sha256:11", undefined, { images }).resolved).toBe("debian:bookworm");
    expect(reason("registry.corp/other:7", undefined, { images })).toMatch(/^no facts/);
  });

  it("images: a tool that is added is there", () => {
    const images = { "corp/build": { like: "golang:1.22-alpine", adds: ["gcc", "git"] } };
    expect(["gcc", "git", "make"].map((name) => image("corp/build:1", undefined, { images }).tools.get(name))).toEqual([true, true, false]);
  });

  it("images: a description may expire", () => {
    const images = { "corp/x": { like: "alpine:3.20", until: "2026-03-01" } };
    expect(image("corp/x:1", "2026-02-01", { images }).resolved).toBe("alpine:3.20");
    expect(reason("corp/x:1", "2026-04-01", { images })).toMatch(/^no facts about the image corp\/x/);
  });

  it("images: comes before the facts", () => {
    expect(image("alpine:3.20", undefined, { images: { "alpine:3.20": { like: "scratch" } } }).resolved).toBe("scratch");
  });
});

it("resolving costs less than a tenth of a millisecond", () => {
  const references = ["golang:1.22-alpine", "golang", "alpine:3.20", "gcr.io/distroless/static-debian12:nonroot", "debian:bookworm-slim", "corp.io/x/base:7", "node:20-alpine"];
  for (let i = 0; i < 200; i++) for (const reference of references) resolve(reference);
  const start = process.cpuUsage().user;
  for (let i = 0; i < 300; i++) for (const reference of references) resolve(reference);
  const each = (process.cpuUsage().user - start) / 1000 / (300 * references.length);
  expect(each).toBeLessThan(0.1);
});
