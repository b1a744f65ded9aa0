import { describe, expect, it } from "vitest";
import { usersOf } from "../../../src/evaluate/files/index.js";
import { imageFiles, resolveImage } from "../../../src/image/index.js";
import { TestMachine } from "./machine.js";

function after(reference: string, ...commands: readonly string[]): TestMachine {
  const base = resolveImage(reference, { asOf: "2026-08-01", platform: { os: "linux", arch: "amd64" }, minimumConfidence: "known" });
  if (base.kind === "unknown") throw new Error(base.reason.text);
  const machine = new TestMachine(imageFiles(base.value, "amd64"), "amd64", base.value.resolved);
  for (const command of commands) machine.command(command);
  return machine;
}
const kinds = (machine: TestMachine, ...paths: readonly string[]): readonly string[] => paths.map((path) => machine.files.stat(path).kind);

const CA = "/etc/ssl/certs/ca-certificates.crt";
const ZONES = "/usr/share/zoneinfo";
const LOADER = "/lib64/ld-linux-x86-64.so.2";

describe("what packages put into a file system", () => {
  it.each([
    ["debian:bookworm-slim", "apt-get install -y --no-install-recommends ca-certificates", [CA], ["file"]],
    ["debian:bookworm-slim", "apt-get install -y curl", [CA, "/usr/bin/curl", "/usr/lib/x86_64-linux-gnu/libcurl.so.4"], ["file", "file", "file"]],
    ["debian:bookworm-slim", "apt-get install -y --no-install-recommends curl", [CA, "/usr/bin/gcc"], ["absent", "absent"]],
    ["debian:bookworm-slim", "apt-get install -y gcc", ["/usr/bin/gcc", "/usr/include/stdlib.h"], ["file", "file"]],
    ["debian:bookworm-slim", "apt-get install -y --no-install-recommends gcc", ["/usr/bin/cc", "/usr/include/stdlib.h"], ["file", "unknown"]],
    ["debian:bookworm-slim", "apt-get install -y frobnicate", [CA, "/usr/bin/gcc", "/app/x"], ["unknown", "unknown", "absent"]],
    ["debian:bookworm-slim", "apt-get install -y librdkafka1", ["/usr/lib/x86_64-linux-gnu/librdkafka.so.1", CA], ["file", "absent"]],
    ["debian:trixie-slim", "apt-get install -y --no-install-recommends libvips42t64", ["/usr/lib/x86_64-linux-gnu/libvips.so.42"], ["file"]],
    ["debian:trixie", "apt-get install -y tzdata", [`${ZONES}/US/Eastern`, `${ZONES}/UTC`], ["absent", "file"]],
    ["debian:trixie", "apt-get install -y tzdata-legacy", [`${ZONES}/US/Eastern`], ["file"]],
    ["ubuntu:24.04", "apt-get install -y --no-install-recommends tzdata ca-certificates", [CA, `${ZONES}/UTC`], ["file", "file"]],
    ["ubuntu:24.04", "apt-get install -y --no-install-recommends ca-certificates", [ZONES], ["absent"]],
    ["alpine:3.20", "apk add --no-cache tzdata", [ZONES, `${ZONES}/UTC`, `${ZONES}/Europe/Berlin`, LOADER], ["directory", "file", "unknown", "absent"]],
    ["alpine:3.20", "apk add --no-cache gcompat", [LOADER, "/lib/ld-linux-x86-64.so.2", "/lib/libc.so.6"], ["file", "file", "file"]],
    ["alpine:3.20", "apk add --no-cache libstdc++", ["/usr/lib/libstdc++.so.6", "/usr/lib/libgcc_s.so.1"], ["file", "file"]],
    ["alpine:3.20", "apk add --no-cache nodejs", [LOADER, ZONES], ["absent", "absent"]],
    ["alpine:3.20", "apk add --no-cache bash", ["/bin/bash"], ["file"]],
    ["alpine:3.6", "apk add --no-cache ca-certificates", [CA], ["file"]],
    ["registry.access.redhat.com/ubi9/ubi-minimal", "microdnf install -y tzdata", [`${ZONES}/UTC`], ["file"]],
  ] as const)("%s: %s", (reference, command, paths, expected) => {
    expect(kinds(after(reference, command), ...paths)).toEqual(expected);
  });

  it("a file tells which package it is of", () => {
    expect(after("debian:bookworm-slim", "apt-get install -y git").files.stat(CA)).toMatchObject({ kind: "file", from: "apt package git" });
  });

  it("removal is an effect too", () => {
    expect(kinds(after("alpine:3.20", "apk add tzdata", "apk del tzdata"), ZONES)).toEqual(["absent"]);
    expect(kinds(after("debian:bookworm-slim", "apt-get install -y gcc git", "apt-get purge -y --auto-remove gcc"), "/usr/bin/gcc", "/usr/bin/git", CA)).toEqual(["absent", "file", "file"]);
    expect(kinds(after("debian:bookworm-slim", "apt-get install -y build-essential", "apt-get remove -y build-essential"), "/usr/bin/gcc")).toEqual(["file"]);
    expect(kinds(after("alpine:3.20", "apk add build-base gcc", "apk del build-base"), "/usr/bin/gcc", "/usr/bin/make")).toEqual(["file", "absent"]);
  });

  it.each([
    ["debian:bookworm-slim", "apt-get install -y --no-install-recommends ca-certificates tzdata", true],
    ["debian:bookworm-slim", "apt-get install -y openssh-server", false],
    ["debian:bookworm-slim", "apt-get install -y frobnicate", false],
    ["debian:bookworm-slim", "apt-get install -y $PACKAGES", false],
    ["alpine:3.20", "apk add --no-cache tzdata", true],
    ["alpine:3.20", "apk add --no-cache nginx", false],
  ] as const)("%s: the users are all known after %s: %s", (reference, command, complete) => {
    expect(usersOf(after(reference, command).files)?.complete).toBe(complete);
  });

  it("an installation that may not happen leaves it open", () => {
    const machine = after("alpine:3.20");
    machine.command("apk add tzdata", { certainty: "may" });
    expect(kinds(machine, `${ZONES}/UTC`)).toEqual(["unknown"]);
  });

  it("the database can be copied from the stage that installed it", () => {
    const build = after("golang:1.22-alpine", "apk add --no-cache tzdata ca-certificates");
    const final = after("scratch");
    final.files.copy(build.files, ZONES, ZONES, "COPY --from=build", "must");
    final.files.copy(build.files, CA, CA, "COPY --from=build", "must");
    expect(kinds(final, ZONES, `${ZONES}/UTC`, CA)).toEqual(["directory", "file", "file"]);
    expect(final.files.list(ZONES)).toEqual({ names: ["US", "UTC"], complete: false });
  });
});
