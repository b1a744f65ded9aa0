import { describe, expect, it } from "vitest";
import { run, type Files } from "./support.js";

const MODULE = { "go.mod": "module example.com/app\n" };
const ko = (command: string, files: Files = {}, environment: Readonly<Record<string, string>> = {}) => run({ ...MODULE, ...files }, command, environment);

describe("ko", () => {
  it("builds without cgo and without paths, by import path", () => {
    expect(ko("ko build ./cmd/app").go).toEqual(["CGO_ENABLED=0 GOARCH=amd64 GOOS=linux go build -trimpath -o /tmp/ko/out example.com/app/cmd/app"]);
    expect(ko("ko publish --bare --platform=linux/arm64,linux/arm/v7 ko://example.com/app").go).toEqual([
      "CGO_ENABLED=0 GOARCH=arm64 GOOS=linux go build -trimpath -o /tmp/ko/out example.com/app",
      "CGO_ENABLED=0 GOARCH=arm GOARM=7 GOOS=linux go build -trimpath -o /tmp/ko/out example.com/app",
    ]);
    expect(ko("ko login").go).toEqual([]);
  });

  it("takes the environment over its defaults, and the configuration over both", () => {
    const config = { ".ko.yaml": "builds:\n- main: ./cmd/app\n  env: [CGO_ENABLED=1]\n  flags: -v -tags x\n  ldflags: [-s, '-X main.v={{.Env.VERSION}}']\ndefaultFlags: [-race]\n" };
    expect(ko("ko build .", {}, { CGO_ENABLED: "1" }).calls[0]?.environment.get("CGO_ENABLED")).toMatchObject({ value: { pieces: [{ text: "1" }] } });
    expect(ko("ko build ./cmd/app ./other", config, { VERSION: "3" }).go).toEqual([
      "CGO_ENABLED=1 GOARCH=amd64 GOOS=linux go build -v -tags x -trimpath '-ldflags=-s -X main.v=3' -o /tmp/ko/out example.com/app/cmd/app",
      "CGO_ENABLED=0 GOARCH=amd64 GOOS=linux go build -race -trimpath -o /tmp/ko/out example.com/app/other",
    ]);
    expect(ko("ko build ./cmd/app --ldflags -w", config).go[0]).toContain(" -ldflags=-w ");
  });

  it("names the base image in the chain", () => {
    const last = (files: Files) => ko("ko build ./cmd/app", files).calls[0]?.chain.at(-1)?.text;
    expect(last({})).toBe("ko builds example.com/app/cmd/app for linux/amd64 on cgr.dev/chainguard/static:latest");
    expect(last({ ".ko.yaml": "defaultBaseImage: alpine:3.20\n" })).toContain(" on alpine:3.20");
    expect(last({ ".ko.yaml": "defaultBaseImage: alpine\nbaseImageOverrides: { example.com/app/cmd/app: 'debian:12' }\n" })).toContain(" on debian:12");
  });

  it("builds what files refer to", () => {
    const files = { "config/a.yaml": "image: ko://example.com/app/cmd/a\n---\nimage: ko://example.com/app/cmd/a\n", "config/sub/b.yaml": "image: ko://example.com/app/cmd/b\n", "config/x.txt": "ko://no" };
    const mains = (command: string) => ko(command, files).go.map((line) => line.split(" ").at(-1));
    expect(mains("ko apply -f config")).toEqual(["example.com/app/cmd/a"]);
    expect(mains("ko resolve -Rf config/")).toEqual(["example.com/app/cmd/a", "example.com/app/cmd/b"]);
  });

  it("runs in the directory of the build that is configured", () => {
    const { go } = ko("ko build ./sub/cmd/x", { "sub/go.mod": "module example.com/sub\n", ".ko.yaml": "builds: [{ dir: sub, main: ./cmd/x }]\n" });
    expect(go).toEqual(["(cd sub) CGO_ENABLED=0 GOARCH=amd64 GOOS=linux go build -trimpath -o /tmp/ko/out example.com/sub/cmd/x"]);
  });

  it("is run by goreleaser, without -trimpath and with the flags of the build", () => {
    const config = "project_name: app\nbuilds: [{ skip: true, main: ./cmd/app, flags: -v, ldflags: ['-s', '-X main.v={{ .Env.V }}'], env: [CGO_ENABLED=1] }]\nkos: [{ base_image: 'alpine:3.20', platforms: [linux/arm64] }, { disable: 'true' }, { build: gone }]\n";
    const { go, calls, notUnderstood } = ko("goreleaser release", { ".goreleaser.yaml": config }, { V: "1" });
    expect(go).toEqual(["CGO_ENABLED=1 GOARCH=arm64 GOOS=linux go build -v '-ldflags=-s -X main.v=1' -o /tmp/ko/out example.com/app/cmd/app"]);
    expect(calls[0]?.chain.at(-1)?.text).toContain(" on alpine:3.20");
    expect(notUnderstood).toEqual(["goreleaser: a build that an image of `kos` names"]);
    expect(ko("goreleaser build", { ".goreleaser.yaml": config }).go).toEqual([]);
  });

  it("says what is not known", () => {
    expect(run({}, "ko build ./cmd/app").notUnderstood).toEqual(["ko: arguments of ko that are not known"]);
    expect(ko("ko build ./x", { ".ko.yaml": "builds: [{ main: ./x, ldflags: '{{.Git.ShortCommit}}' }]" }).go[0]).toContain("-ldflags=<{{ .Git.ShortCommit }} of ko>");
  });
});
