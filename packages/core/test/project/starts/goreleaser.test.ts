import { describe, expect, it } from "vitest";
import { found, project, shipped, verdicts } from "../support.js";

const DOCKERFILE = 'FROM alpine:3.21\nCOPY app /usr/bin/\nENTRYPOINT ["/usr/bin/app"]\n';

describe("a release by goreleaser", () => {
  it("ships the program that it built", () => {
    const { shipments, entries, defects } = project({
      Dockerfile: DOCKERFILE,
      ".goreleaser.yml": "builds:\n  - { id: app, env: [CGO_ENABLED=0], goos: [linux], goarch: [amd64, arm64] }\ndockers:\n  - build_flag_templates: [--platform=linux/amd64]\n  - goarch: arm64\n    build_flag_templates: [--platform=linux/arm64]\n",
    });
    expect(defects).toEqual([]);
    expect(shipments.map((shipment) => [shipped(shipment), ...verdicts(shipment)])).toEqual([["/usr/bin/app static in alpine:3.21"], ["/usr/bin/app static in alpine:3.21"]]);
    expect(entries.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      "docker-build Dockerfile@linux/amd64 by .goreleaser.yml",
      "docker-build Dockerfile@linux/arm64 by .goreleaser.yml",
      "goreleaser .goreleaser.yml",
    ]);
  });

  it("does not see files of the repository in the image's context", () => {
    const { shipments } = project({ Dockerfile: DOCKERFILE, app: "#!/bin/sh\n", ".goreleaser.yml": "builds:\n  - { binary: other, targets: [linux_amd64] }\ndockers: [{}]\n" });
    expect(shipments).toEqual([]);
  });

  it("finds what is wrong with a program where it is built", () => {
    const files = {
      Dockerfile: DOCKERFILE,
      ".goreleaser.yml": "builds:\n  - id: app\n    env: [CGO_ENABLED=1, CC=gcc]\n    targets: [linux_amd64]\ndockers: [{}]\n",
    };
    const { shipments } = project(files);
    expect(shipments.map(shipped)).toEqual(["/usr/bin/app dynamic in alpine:3.21"]);
  });

  it("reports flags in the configuration", () => {
    const files = { ".goreleaser.yml": 'builds:\n  - targets: [linux_amd64]\n    ldflags:\n      - -s -w\n      - -X main.versoin={{ .Version }}\n' };
    expect(found(project(files), files)).toEqual([
      "go-ldflags/no-lost-debug-info .goreleaser.yml: -s",
      "go-ldflags/no-cargo-cult-flag .goreleaser.yml: -w",
      "go-ldflags/no-unresolved-x-target .goreleaser.yml: main.versoin={{ .Version }}",
    ]);
  });

  it("has nothing to say of the -X that goreleaser adds by itself", () => {
    const files = { ".goreleaser.yml": "builds:\n  - targets: [linux_amd64]\n" };
    expect(found(project(files), files)).toEqual([]);
  });
});
