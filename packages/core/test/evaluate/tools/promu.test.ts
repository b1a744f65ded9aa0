import { describe, expect, it } from "vitest";
import { run } from "./support.js";

const CONFIG = `
repository:
  path: github.com/acme/exporter
build:
  binaries:
    - name: exporter
      path: ./cmd/exporter
    - name: tool
      path: ./cmd/tool
  flags: -a -trimpath
  tags:
    all: [netgo, builtinassets]
    windows: [builtinassets]
  ldflags: |
    -X main.Version={{.Version}}
    -X main.User={{user}}
crossbuild:
  platforms: [linux/amd64, linux/armv7, darwin]
`;

describe("promu", () => {
  it("forms the go command as promu does, with a static link unless it is told otherwise", () => {
    expect(run({ ".promu.yml": CONFIG, VERSION: "1.2.3\n" }, "promu build --prefix out exporter").go).toEqual([
      "CGO_ENABLED=0 go build -o out/exporter -ldflags '-X main.Version=1.2.3 -X main.User=<`user` of the build>  -extldflags '-static'' -a -trimpath -tags netgo,builtinassets github.com/acme/exporter/cmd/exporter",
    ]);
    const dynamic = "repository: { path: github.com/acme/x }\nbuild: { static: false, ldflags: -s }\ngo: { cgo: true }\n";
    expect(run({ ".promu.yml": dynamic }, "promu build").go).toEqual(["CGO_ENABLED=1 go build -o x -ldflags -s github.com/acme/x"]);
    expect(run({ "a.yml": dynamic.replace("false", "true") }, "promu build -c a.yml --no-cgo").go).toEqual(["CGO_ENABLED=0 go build -o x -ldflags '-s -extldflags '-static'' github.com/acme/x"]);
  });

  it("builds for the platforms of Linux into directories of their own", () => {
    const { go } = run({ ".promu.yml": CONFIG }, "promu crossbuild");
    expect(go.map((line) => [/^.*?(?= go build)/.exec(line)?.[0], /-o (\S+)/.exec(line)?.[1]])).toEqual([
      ["CGO_ENABLED=0 GOARCH=amd64 GOOS=linux", ".build/linux-amd64/exporter"],
      ["CGO_ENABLED=0 GOARCH=amd64 GOOS=linux", ".build/linux-amd64/tool"],
      ["CGO_ENABLED=0 GOARCH=arm GOARM=7 GOOS=linux", ".build/linux-armv7/exporter"],
      ["CGO_ENABLED=0 GOARCH=arm GOARM=7 GOOS=linux", ".build/linux-armv7/tool"],
    ]);
  });

  it("builds for platforms that are named on the command line", () => {
    expect(run({ ".promu.yml": CONFIG }, "promu crossbuild -p ^linux/arm64$ --platforms 386").go.map((line) => /-o (\S+)/.exec(line)?.[1])).toEqual([
      ".build/linux-386/exporter", ".build/linux-386/tool", ".build/linux-arm64/exporter", ".build/linux-arm64/tool",
    ]);
  });

  it("is run by makefiles that name it by a path, and builds nothing for its other commands", () => {
    expect(run({ ".promu.yml": CONFIG, Makefile: "PROMU := /go/bin/promu\nbuild:\n\t$(PROMU) build --prefix . tool\n" }, "make build").go).toHaveLength(1);
    expect(run({ ".promu.yml": CONFIG }, "promu tarball .").go).toEqual([]);
    expect(run({ ".promu.yml": CONFIG }, "promu crossbuild tarballs").go).toEqual([]);
    expect(run({}, "promu build").notUnderstood).toEqual(["promu: a configuration of promu that is not known"]);
  });
});
