import { describe, expect, it } from "vitest";
import { parseReference } from "../../src/image/reference.js";

const short = (reference: string): string => {
  const { name, tag, digest, platform, copy } = parseReference(reference);
  return `${name}:${tag}${digest === null ? "" : `@${digest}`}${platform === null ? "" : ` ${platform}`}${copy ? " copy" : ""}`;
};

describe("normalisation", () => {
  it.each([
    ["alpine", "alpine:latest"],
    ["alpine:3.20", "alpine:3.20"],
    ["docker.io/alpine", "alpine:latest"],
    ["docker.io/library/alpine:3", "alpine:3"],
    ["index.docker.io/library/alpine", "alpine:latest"],
    ["registry-1.docker.io/library/alpine", "alpine:latest"],
    ["registry.hub.docker.com/library/golang:1.22", "golang:1.22"],
    ["docker://golang:1.22", "golang:1.22"],
    ["docker-image://alpine:3.20", "alpine:3.20"],
    ["library/debian", "debian:latest"],
    ["public.ecr.aws/docker/library/golang:1.22", "golang:1.22"],
    ["mirror.gcr.io/library/golang", "golang:latest"],
    ["mirror.gcr.io/golang:1.22", "golang:1.22"],
    ["arm64v8/alpine:3.20", "alpine:3.20 linux/arm64"],
    ["arm32v7/golang", "golang:latest linux/arm/v7"],
    ["i386/debian:12", "debian:12 linux/386"],
    ["docker.io/amd64/busybox", "busybox:latest linux/amd64"],
    ["winamd64/golang:1.22", "golang:1.22 windows/amd64"],
    ["amd64/x/y", "amd64/x/y:latest"],
    ["alpine:3.20@sha256:ab", "alpine:3.20@sha256:ab"],
    ["alpine@sha256:ab", "alpine:latest@sha256:ab"],
    ["localhost:5000/x", "localhost:5000/x:latest"],
    ["localhost:5000/library/alpine:3", "alpine:3 copy"],
    ["nexus.corp/proxy/library/golang:1.22", "golang:1.22 copy"],
    ["harbor.corp/dockerhub/golang:1.22", "golang:1.22 copy"],
    ["corp.io/team/app:1", "corp.io/team/app:1"],
    ["corp/golang:1", "corp/golang:1"],
    ["ghcr.io/x/golang", "ghcr.io/x/golang:latest"],
    ["eu.gcr.io/distroless/static:nonroot", "gcr.io/distroless/static:nonroot"],
    ["corp.io/mirror/distroless/static-debian12:nonroot", "gcr.io/distroless/static-debian12:nonroot copy"],
    ["mcr.microsoft.com/azurelinux/distroless/base:3.0", "mcr.microsoft.com/azurelinux/distroless/base:3.0"],
    ["mcr.microsoft.com/azurelinux/distroless/minimal:3.0", "mcr.microsoft.com/azurelinux/distroless/minimal:3.0"],
    ["public.ecr.aws/amazonlinux/amazonlinux:2", "amazonlinux:2"],
    ["public.ecr.aws/lts/ubuntu:22.04", "ubuntu:22.04"],
    ["registry.redhat.io/ubi9/ubi-minimal", "registry.access.redhat.com/ubi9/ubi-minimal:latest"],
    ["redhat/ubi8-minimal:8.9", "registry.access.redhat.com/ubi8-minimal:8.9"],
    ["quay.io/rockylinux/rockylinux:9", "rockylinux/rockylinux:9"],
    ["quay.io/almalinuxorg/almalinux:9", "almalinux:9"],
    ["almalinux/9-minimal:9.4", "almalinux:9-minimal"],
    ["chainguard/static", "cgr.dev/chainguard/static:latest"],
  ])("%s", (reference, expected) => {
    expect(short(reference)).toBe(expected);
  });
});
