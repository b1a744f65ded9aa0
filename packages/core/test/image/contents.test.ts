import { describe, expect, it } from "vitest";
import { StageFiles, usersOf } from "../../src/evaluate/files/index.js";
import { imageFiles, resolveImage, type BaseImage } from "../../src/image/index.js";

const image = (reference: string, asOf = "2026-08-01"): BaseImage => {
  const found = resolveImage(reference, { asOf, platform: { os: "linux", arch: "amd64" } });
  if (found.kind === "unknown") throw new Error(found.reason.text);
  return found.value;
};
const kinds = (reference: string, ...paths: readonly string[]): readonly string[] => {
  const files = new StageFiles(imageFiles(image(reference), "amd64"));
  return paths.map((path) => files.stat(path).kind);
};

describe("files of base images", () => {
  it.each([
    ["scratch", ["/bin/sh", "/tmp", "/etc/ssl/certs/ca-certificates.crt", "/lib64/ld-linux-x86-64.so.2"], ["absent", "absent", "absent", "absent"]],
    ["alpine:3.20", ["/bin/sh", "/tmp", "/etc/ssl/certs/ca-certificates.crt", "/lib/ld-musl-x86_64.so.1", "/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-x86-64.so.2"], ["file", "directory", "file", "file", "absent", "absent"]],
    ["alpine:3.20", ["/usr/share/zoneinfo", "/usr/bin/git", "/bin/bash", "/app", "/srv/x", "/usr/bin/top", "/usr/lib/libstdc++.so.6"], ["absent", "absent", "absent", "absent", "absent", "unknown", "absent"]],
    ["debian:bookworm-slim", ["/bin/sh", "/usr/bin/sh", "/lib64/ld-linux-x86-64.so.2", "/usr/lib64/ld-linux-x86-64.so.2", "/usr/share/zoneinfo/UTC"], ["file", "file", "file", "file", "file"]],
    ["debian:bookworm-slim", ["/etc/ssl/certs/ca-certificates.crt", "/usr/bin/gcc", "/app/x", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6", "/lib/x86_64-linux-gnu/libc.so.6"], ["absent", "absent", "absent", "file", "file"]],
    ["debian:trixie", ["/usr/share/zoneinfo/US/Eastern", "/usr/share/zoneinfo/UTC"], ["absent", "file"]],
    ["ubuntu:24.04", ["/usr/share/zoneinfo", "/etc/ssl/certs/ca-certificates.crt", "/bin/bash"], ["absent", "absent", "file"]],
    ["gcr.io/distroless/static-debian12", ["/bin/sh", "/etc/ssl/certs/ca-certificates.crt", "/usr/share/zoneinfo/UTC", "/lib64/ld-linux-x86-64.so.2", "/home/nonroot"], ["absent", "file", "file", "absent", "directory"]],
    ["gcr.io/distroless/static-debian12:debug", ["/bin/sh", "/busybox/sh"], ["absent", "file"]],
    ["gcr.io/distroless/base-debian12", ["/lib64/ld-linux-x86-64.so.2", "/usr/lib/x86_64-linux-gnu/libssl.so.3"], ["file", "file"]],
    ["golang:1.22-bookworm", ["/usr/bin/gcc", "/usr/bin/git", "/usr/local/go/bin/go", "/go/bin", "/etc/ssl/certs/ca-certificates.crt", "/usr/local/bin/x"], ["file", "file", "file", "directory", "file", "absent"]],
    ["golang:1.22-alpine", ["/usr/bin/gcc", "/usr/bin/git", "/usr/local/go/bin/go", "/usr/local/go/lib/time/zoneinfo.zip"], ["absent", "absent", "file", "file"]],
    ["busybox:glibc", ["/bin/sh", "/lib64/ld-linux-x86-64.so.2", "/lib/libdl.so.2", "/lib/libc.so.6"], ["file", "file", "absent", "file"]],
    ["nginx:1.27-bookworm", ["/docker-entrypoint.sh", "/bin/sh", "/usr/bin/gcc", "/etc/ssl/certs/ca-certificates.crt"], ["unknown", "file", "unknown", "file"]],
  ] as const)("%s", (reference, paths, expected) => {
    expect(kinds(reference, ...paths)).toEqual(expected);
  });

  it("users are those of the facts", () => {
    expect(usersOf(imageFiles(image("gcr.io/distroless/static-debian12"), "amd64"))).toEqual({
      users: [
        { name: "root", uid: 0 },
        { name: "nobody", uid: 65534 },
        { name: "nonroot", uid: 65532 },
      ],
      complete: true,
    });
    expect(usersOf(imageFiles(image("scratch"), "amd64"))).toBe(null);
    const debian = usersOf(imageFiles(image("debian:bookworm"), "amd64"));
    expect([debian?.complete, debian?.users.find(({ name }) => name === "_apt")]).toEqual([true, { name: "_apt", uid: 42 }]);
    expect(usersOf(imageFiles(image("ubuntu:24.04"), "amd64"))?.complete).toBe(false);
    expect(debian?.users[0]).toEqual({ name: "root", uid: 0 });
  });
});
