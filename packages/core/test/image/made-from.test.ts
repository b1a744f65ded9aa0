import { describe, expect, it } from "vitest";
import { resolveImage, type BaseImage, type ResolveOptions } from "../../src/image/index.js";
import { imageFiles } from "../../src/image/contents.js";
import type { Verdict } from "../../src/text/index.js";

const image = (reference: string, more: Partial<ResolveOptions> = {}): BaseImage => {
  const found = resolveImage(reference, { asOf: "2026-08-01", platform: { os: "linux", arch: "amd64" }, ...more });
  if (found.kind === "unknown") throw new Error(found.reason.text);
  return found.value;
};
const value = <T>(verdict: Verdict<T>): T | string => (verdict.kind === "known" ? verdict.value : `unknown: ${verdict.reason.text}`);

describe("an image that a public Dockerfile makes", () => {
  it("has the Go, the system and the variables of its base, and what the Dockerfile sets", () => {
    const arm = image("docker.io/gotify/build:1.24.1-linux-arm-7");
    expect(arm).toMatchObject({ reference: "docker.io/gotify/build:1.24.1-linux-arm-7", resolved: "debian:bookworm", confidence: "verified", libc: { kind: "glibc", version: "2.36" } });
    expect([...arm.env]).toEqual(expect.arrayContaining([["GOPATH", "/go"], ["CGO_ENABLED", "1"], ["GOOS", "linux"], ["GOARCH", "arm"], ["GOARM", "7"], ["CC", "arm-linux-gnueabihf-gcc"]]));
    expect(arm.go && value(arm.go.version)).toBe("1.24.1");
    expect(arm.tools.get("arm-linux-gnueabihf-gcc")).toBe(true);
    expect(arm.evidence.text).toBe("docker.io/gotify/build:1.24.1-linux-arm-7 is made from golang:1.24.1-bookworm (verified: gotify/build@672eb3c)");
  });

  it("a floating base means what it meant on the day of the build", () => {
    const builder = image("umputun/baseimage:buildgo-v1.17.0");
    expect(builder).toMatchObject({ resolved: "alpine:3.22", confidence: "partly" });
    expect(builder.env.get("CGO_ENABLED")).toBe("0");
    expect(builder.go && value(builder.go.line)).toBe("1.25");
  });

  it("Go that it unpacks itself is that of its tag, and its shell the one that it links to", () => {
    const tools = image("ghcr.io/kedacore/keda-tools:1.26.2");
    expect(tools.go).toMatchObject({ root: "/usr/local/go", toolchain: "auto" });
    expect(tools.go && value(tools.go.version)).toBe("1.26.2");
    expect(value(tools.shellKind)).toBe("bash");
    expect(tools.env.get("GOOS")).toBeUndefined();
  });

  it("a tag that was not read has what all commits have: the release of its base is open", () => {
    const newer = image("ghcr.io/kedacore/keda-tools:1.26.5@sha256:b17becd155fff15c6874701fef4bf654b7b4e32d187affa0aa592d263039ce36");
    expect(newer).toMatchObject({ resolved: "ubuntu:jammy|ubuntu:noble", confidence: "partly", libc: { kind: "glibc", version: null } });
    expect(newer.env.get("GOPATH")).toBe("/go");
    expect(resolveImage("gotify/build:1.18.0-linux-amd64", { asOf: "2026-08-01", platform: { os: "linux", arch: "amd64" } }).kind).toBe("unknown");
  });

  it("what other layers may have added is open, what the base has is there", () => {
    const builder = image("umputun/baseimage:app-v1.17.0");
    expect([value(builder.zoneinfo), value(builder.caCertificates), value(builder.entrypoint)]).toEqual([true, "/etc/ssl/certs/ca-certificates.crt", "unknown: entrypoint of umputun/baseimage:app-v1.17.0"]);
    const files = imageFiles(image("gotify/build:1.24.1-linux-arm64"), "amd64");
    expect(["/usr/bin/aarch64-linux-gnu-gcc", "/usr/bin/gcc", "/usr/bin/upx", "/go/bin/tool", "/workspace/bin/app"].map((path) => files.stat(path).kind)).toEqual(["file", "file", "unknown", "unknown", "absent"]);
    expect(imageFiles(image("node:22"), "amd64").stat("/workspace/bin/app").kind).toBe("unknown");
  });

  it("needs the confidence that is asked for", () => {
    const found = resolveImage("gotify/build:1.26.0-linux-amd64", { asOf: "2026-08-01", platform: { os: "linux", arch: "amd64" }, minimumConfidence: "verified" });
    expect(found.kind === "unknown" && found.reason.text).toMatch(/^facts about gotify\/build:1\.26\.0-linux-amd64 are only "partly"; check them/);
  });
});
