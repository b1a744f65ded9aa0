import { beforeEach, describe, expect, it } from "vitest";
import { REPOSITORY_MOUNT, repositoryFiles, StageFiles, type FileView } from "../../src/evaluate/files/index.js";
import { loadPackages, PackageStore, workspaceHeaders, type BuildContext, type LoadResult } from "../../src/gopackages/index.js";
import { literal } from "../../src/text/index.js";
import { memoryWorkspace } from "./support.js";

const REPOSITORY = {
  "go.mod": "module example.com/app\n\ngo 1.24\n",
  "cmd/app/main.go": 'package main\n\nimport _ "example.com/app/lib"\n\nfunc main() {}\n',
  "lib/lib.go": "package lib\n",
  "tools/tool.go": "package tools\n",
};
const CONTEXT: BuildContext = { goos: "linux", goarch: "amd64", cgo: false, tags: [], goVersion: "1.24", mod: null, race: false };
const at = (path: string): string => `${REPOSITORY_MOUNT}/${path}`;

let files: StageFiles;
let store: PackageStore;
let base: FileView;

beforeEach(() => {
  const workspace = memoryWorkspace(REPOSITORY);
  base = repositoryFiles(workspace);
  files = new StageFiles(base);
  store = new PackageStore(workspaceHeaders(workspace));
});

const load = (view: FileView = files.snapshot(), context = CONTEXT): LoadResult => loadPackages({ view, directory: REPOSITORY_MOUNT, patterns: ["./cmd/app"], context, moduleCache: null, store });
const importsOf = (result: LoadResult): readonly string[] => [...(result.closures[0]?.packages.keys() ?? [])].filter((path) => path.startsWith("example.com/") || path === "net");

describe("the same command is loaded once", () => {
  it("while builds only write what go does not read", () => {
    const first = load();
    files.write(at("bin/app"), { content: null, artifacts: ["a"], from: "go build" }, "must");
    files.write(at("app"), { content: null, artifacts: ["b"], from: "go build" }, "must");
    files.write(at("tools/made.go"), { content: literal("package tools\n"), artifacts: [], from: "echo" }, "must");
    expect(load()).toBe(first);
  });

  it("on other machines with the same files", () => {
    expect(load(new StageFiles(base).snapshot())).toBe(load());
  });
});

describe("it is loaded anew", () => {
  it("after a file was written into one of its packages", () => {
    expect(importsOf(load())).toEqual(["example.com/app/cmd/app", "example.com/app/lib"]);
    files.write(at("lib/net.go"), { content: literal('package lib\n\nimport _ "net"\n'), artifacts: [], from: "echo" }, "must");
    expect(importsOf(load())).toEqual(["example.com/app/cmd/app", "example.com/app/lib", "net"]);
  });

  it("after its go.mod was written", () => {
    expect(load().failure).toBe(null);
    files.write(at("go.mod"), { content: literal("module example.com/other\n\ngo 1.24\n"), artifacts: [], from: "echo" }, "must");
    expect(load().failure?.text).toContain("example.com/app/lib");
  });

  it("for another architecture", () => {
    expect(load(files.snapshot(), { ...CONTEXT, goarch: "arm64" })).not.toBe(load());
  });
});
