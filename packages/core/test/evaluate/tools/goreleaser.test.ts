import { describe, expect, it } from "vitest";
import { literalOf, print, slice, carrier } from "../../../src/text/index.js";
import { run } from "./support.js";

const GO_MOD = "module example.com/acme/app\n\ngo 1.24\n";

function release(config: string, command = "goreleaser release", files: Readonly<Record<string, string>> = {}) {
  return run({ "go.mod": GO_MOD, "main.go": "package main\n\nfunc main() {}\n", ".goreleaser.yml": config, ...files }, command);
}

describe("goreleaser", () => {
  it("forms the go command as goreleaser does", () => {
    const { go } = release(`
builds:
  - id: server
    main: ./cmd/server
    binary: serve
    env: [CGO_ENABLED=0]
    goos: [linux]
    goarch: [arm]
    goarm: ["7"]
    flags: [-trimpath]
    tags: [netgo, osusergo]
    asmflags: all=-x
    gcflags: [all=-N]
    ldflags:
      - -s -w
      - -X main.os={{ .Os }}/{{ .Arch }}{{ if .Arm }}v{{ .Arm }}{{ end }}
    buildmode: pie
`);
    expect(go).toEqual([
      "CGO_ENABLED=0 GOARCH=arm GOARM=7 GOOS=linux go build -trimpath -asmflags=all=-x -gcflags=all=-N -tags=netgo,osusergo '-ldflags=-s -w -X main.os=linux/armv7' -buildmode=pie -o ./dist/server_linux_arm_7/serve ./cmd/server",
    ]);
  });

  it("builds the module for its usual platforms where nothing is configured; programs for other systems are left out", () => {
    const version = ["version=<{{ .Version }} of the release>", "commit=<{{ .Commit }} of the release>", "date=<{{ .Date }} of the release>", "builtBy=goreleaser"];
    const flags = `'-ldflags=-s -w ${version.map((text) => `-X main.${text}`).join(" ")}'`;
    expect(release("version: 2\n").go).toEqual([
      `GOAMD64=v1 GOARCH=amd64 GOOS=linux go build ${flags} -o ./dist/app_linux_amd64_v1/app .`,
      `GOARCH=arm64 GOARM64=v8.0 GOOS=linux go build ${flags} -o ./dist/app_linux_arm64_v8.0/app .`,
      `GO386=sse2 GOARCH=386 GOOS=linux go build ${flags} -o ./dist/app_linux_386_sse2/app .`,
    ]);
  });

  it("leaves out what is ignored or no platform, and takes targets before a matrix", () => {
    const outputs = (build: string): readonly string[] => release(`builds:\n  - ${build.replaceAll("\n", "\n    ")}\n`).go.map((line) => /dist\/(\S+)/.exec(line)?.[1] ?? "");
    expect(outputs("goos: [linux]\ngoarch: [amd64, arm, wasm]\ngoarm: [6, 7]\nignore: [{ goos: linux, goarch: arm, goarm: 6 }]")).toEqual(["app_linux_amd64_v1/app", "app_linux_arm_7/app"]);
    expect(outputs("targets: [linux_riscv64, linux_amd64_v3]\ngoarch: [arm64]")).toEqual(["app_linux_amd64_v3/app", "app_linux_riscv64_rva20u64/app"]);
    expect(outputs("goos: [windows]\ngoarch: [amd64]")).toEqual(["app_windows_amd64_v1/app.exe"]);
    expect(outputs("goos: [linux]\ngoarch: [amd64]\nno_unique_dist_dir: true")).toEqual(["app"]);
    expect(outputs("skip: true")).toEqual([]);
  });

  it("uses overrides for their target only, their variables after those of the build", () => {
    const { go } = release(`
builds:
  - goos: [linux]
    goarch: [amd64, arm64]
    env: [CGO_ENABLED=1, CC=gcc]
    ldflags: -s
    overrides:
      - goos: linux
        goarch: arm64
        env: [CC=aarch64-linux-gnu-gcc]
        ldflags: [-w]
`);
    expect(go).toEqual([
      "CC=gcc CGO_ENABLED=1 GOAMD64=v1 GOARCH=amd64 GOOS=linux go build -ldflags=-s -o ./dist/app_linux_amd64_v1/app .",
      "CC=aarch64-linux-gnu-gcc CGO_ENABLED=1 GOARCH=arm64 GOARM64=v8.0 GOOS=linux go build -ldflags=-w -o ./dist/app_linux_arm64_v8.0/app .",
    ]);
  });

  it("knows variables of the configuration and of the caller in templates", () => {
    const { go } = run(
      {
        "go.mod": GO_MOD,
        ".goreleaser.yml": `
project_name: tool
env:
  - CGO_ENABLED=0
  - CHANNEL={{ envOrDefault "CHANNEL" "stable" }}
builds:
  - targets: [linux_amd64]
    env: ['EXTRA={{ .Env.CHANNEL }}-{{ .ProjectName | toupper }}']
    ldflags: -X main.a={{ .Env.EXTRA }} -X main.b={{ .Env.GIVEN }} -X main.c={{ .Env.MISSING }}
`,
      },
      "goreleaser build --snapshot",
      { GIVEN: "here" },
    );
    expect(go[0]).toContain("CGO_ENABLED=0 ");
    expect(go[0]).toContain("'-ldflags=-X main.a=stable-TOOL -X main.b=here -X main.c=<{{ .Env.MISSING }}>'");
  });

  it("points at the characters of each flag", () => {
    const config = "builds:\n  - targets: [linux_amd64]\n    ldflags:\n      - >-\n        -s\n        -X main.v={{ .Version }}\n";
    const word = release(config).calls[0]?.words.find(({ value }) => carrier(value).startsWith("-ldflags="))?.value;
    const at = word === undefined ? null : slice(word, "-ldflags=-s ".length, "-ldflags=-s -X main.v=".length).pieces[0]?.origin;
    expect(at && config.slice(at.start, at.end)).toBe("-X main.v=");
    const unknown = word?.pieces.find(({ kind }) => kind === "unknown")?.origin;
    expect(unknown && config.slice(unknown.start, unknown.end)).toBe("{{ .Version }}");
  });

  it("runs hooks as commands, and not by a shell", () => {
    const { go } = release("before:\n  hooks:\n    - go build -o 'bin/a b' ./a && go build ./never\n    - cmd: go build ./sub\n      dir: sub\n      env: [GOOS=plan9]\nbuilds:\n  - skip: true\n");
    expect(go).toEqual(["go build -o 'bin/a b' ./a", "(cd sub) GOOS=plan9 go build ./sub"]);
  });

  it("gives images the programs of their platform and the named files", () => {
    const config = `
builds:
  - { id: app, binary: app, targets: [linux_amd64, linux_arm64] }
  - { id: other, binary: other, targets: [linux_amd64] }
dockers:
  - ids: [app]
    goarch: arm64
    dockerfile: build/Dockerfile
    extra_files: [config.yml, docs]
    build_flag_templates: [--platform=linux/arm64, "--build-arg=VERSION={{ .Version }}", --target=prod]
`;
    const { images } = release(config, "goreleaser", { "config.yml": "", "docs/a.md": "", "build/Dockerfile": "FROM scratch\n" });
    const [image] = images;
    expect(images).toHaveLength(1);
    expect(image?.dockerfile).toMatchObject({ value: "/‹repository›/build/Dockerfile" });
    expect(image?.platforms).toMatchObject({ value: ["linux/arm64"] });
    expect(image?.target).toMatchObject({ value: "prod" });
    expect([...(image?.buildArgs ?? [])].map(([name, value]) => `${name}=${print(value)}`)).toEqual(["VERSION=<{{ .Version }} of the release>"]);
    const context = image?.context.kind === "known" ? image.context.value : "";
    expect(image?.files.list(context)?.names.toSorted()).toEqual(["app", "config.yml", "docs"]);
    expect(image?.files.stat(`${context}/app`)).toMatchObject({ kind: "file", artifacts: ["2"] });
    expect(image?.call.at).toEqual({ file: ".goreleaser.yml", start: config.indexOf("ids: [app]\n    goarch"), end: config.indexOf("ids: [app]\n    goarch") + 3 });
  });

  it("gives images of the second version a directory for each platform", () => {
    const { images } = release("builds:\n  - { targets: [linux_amd64, linux_arm_7] }\ndockers_v2:\n  - images: [acme/app]\n    platforms: [linux/amd64, linux/arm/v7]\n    build_args: { EDITION: free }\n");
    const [image] = images;
    const context = image?.context.kind === "known" ? image.context.value : "";
    expect(image?.platforms).toMatchObject({ value: ["linux/amd64", "linux/arm/v7"] });
    expect(image?.buildArgs.get("EDITION")).toMatchObject({ pieces: [{ text: "free" }] });
    expect(image?.files.stat(`${context}/linux/amd64/app`)).toMatchObject({ artifacts: ["1"] });
    expect(image?.files.stat(`${context}/linux/arm/v7/app`)).toMatchObject({ artifacts: ["2"] });
  });

  it("builds one platform and no image when it is told to", () => {
    const config = "builds:\n  - { id: a, targets: [linux_amd64, linux_arm64] }\n  - { id: b, targets: [linux_amd64] }\ndockers: [{}]\n";
    const { go, images } = release(config, "goreleaser build --single-target --snapshot --clean --id b -o bin/b");
    const { go: ofDefaults } = run({ "go.mod": GO_MOD }, "goreleaser build --single-target");
    expect(ofDefaults).toHaveLength(1);
    expect(go.map((line) => /dist\/\S+/.exec(line)?.[0])).toEqual(["dist/b_linux_amd64_v1/app"]);
    expect(images).toEqual([]);
  });

  it("says what it does not understand", () => {
    expect(release("builds:\n  - builder: prebuilt\n").notUnderstood).toEqual(["goreleaser: the builder `prebuilt` of goreleaser"]);
    expect(release("builds:\n  - builder: rust\n")).toMatchObject({ go: [], notUnderstood: [] });
    expect(release("builds: [\n").notUnderstood[0]).toMatch(/^goreleaser: a configuration of goreleaser with an error/);
    expect(run({}, "goreleaser release -f gone.yml").notUnderstood).toEqual(["goreleaser: a configuration of goreleaser that is not known"]);
  });

  it("keeps apart what a condition that is not known decides", () => {
    const { calls } = release('builds:\n  - targets: [linux_amd64]\n    ldflags: -s{{ if .Prerelease }} -X main.channel=beta{{ end }}\n');
    const word = calls[0]?.words.find(({ value }) => carrier(value).startsWith("-ldflags="))?.value;
    expect(word && print(word)).toBe("-ldflags=-s{ -X main.channel=beta|}");
    expect(word && literalOf(word)).toBeNull();
  });
});

describe("builder: prebuilt", () => {
  const config = (path: string): string => `before:\n  hooks: [make app]\nbuilds:\n  - builder: prebuilt\n    goos: [linux]\n    goarch: [amd64]\n    prebuilt: { path: '${path}' }\n    binary: app\ndockers: [{}]\n`;
  const Makefile = "app:\n\tCGO_ENABLED=0 go build -o out/app_linux_amd64 .\n";
  const release = (path: string) => run({ ".goreleaser.yml": config(path), Makefile, Dockerfile: "FROM scratch\nCOPY app /app\n", "go.mod": "module example.com/app\n" }, "goreleaser release");

  it("takes what was built before, and runs no go command", () => {
    const { go, images, notUnderstood } = release("out/app_{{ .Os }}_{{ .Arch }}");
    expect(go).toEqual(["CGO_ENABLED=0 go build -o out/app_linux_amd64 ."]);
    expect(images.flatMap(({ artifacts }) => artifacts.map(({ path, ids }) => [path.split("/").at(-1), ids]))).toContainEqual(["app", ["1"]]);
    expect(notUnderstood).toEqual([]);
  });

  it("is told when nothing is known to build it", () => {
    expect(release("other/app").notUnderstood).toEqual(["goreleaser: what builds other/app, which goreleaser takes as it is (builder: prebuilt)"]);
    expect(release("{{ .Version }}/app").notUnderstood).toEqual(["goreleaser: what builds a program, which goreleaser takes as it is (builder: prebuilt)"]);
  });
});

describe("gomod.proxy", () => {
  const release = (goMod: string, ...words: readonly string[]) => run({ ".goreleaser.yml": "gomod: { proxy: true }\nbuilds:\n  - { main: ./cmd/app, targets: [linux_amd64], ldflags: [-s] }\n", "go.mod": goMod }, ["goreleaser", ...words].join(" "));
  const main = ({ go }: ReturnType<typeof run>): string | undefined => go[0]?.split(" ").at(-1);

  it("builds the released module by its path, and a snapshot from the directory", () => {
    expect(main(release("module example.com/app/v2\n", "release"))).toBe("example.com/app/v2/cmd/app");
    expect(main(release("module example.com/app/v2\n", "release", "--snapshot"))).toBe("./cmd/app");
  });

  it("is not understood with replace lines, which the released module has not", () => {
    const { go, notUnderstood } = release("module example.com/app\n\nreplace example.com/lib => ./lib\n", "release");
    expect(go).toEqual([]);
    expect(notUnderstood).toEqual(["goreleaser: a module with replace lines, which goreleaser does not build by gomod.proxy"]);
  });
});
