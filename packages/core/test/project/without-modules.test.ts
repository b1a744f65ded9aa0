import { describe, expect, it } from "vitest";
import { memoryWorkspace, openProject, valueOr, type Settings } from "../../src/index.js";
import { shipped, verdicts, type Files } from "./support.js";

const MAIN = `package main

import (
	"example.com/owner/app/lib"
	"example.com/other/dep"
)

func main() { lib.Serve(); dep.Do() }
`;
const FILES: Files = {
  "cmd/app/main.go": MAIN,
  "lib/lib.go": 'package lib\n\nimport "net/http"\n\nvar Version string\n\nfunc Serve() { http.ListenAndServe(":80", nil) }\n',
  "vendor/example.com/other/dep/dep.go": "package dep\n\nfunc Do() {}\n",
};

/** No go.mod, on a day before modules. */
function project(files: Files, settings: Settings = { asOf: "2018-06-01" }) {
  return openProject(memoryWorkspace({ ...FILES, ...files }), settings).project();
}

const own = (files: Files): readonly string[] =>
  project(files).invocations.map(({ closure, linkage }) => {
    const packages = [...(closure?.packages.values() ?? [])].filter(({ source }) => source !== "std").map(({ importPath }) => importPath);
    return [...packages, ...linkage.variables.map(({ target, status }) => `${target} ${valueOr(status, "unknown")}`)].join(" ");
  });

const PACKAGES = "example.com/other/dep example.com/owner/app/cmd/app example.com/owner/app/lib";

describe("a repository without go.mod", () => {
  it("is built in GOPATH, at the import path that its own files import", () => {
    expect(own({ Makefile: "app:\n\tgo build -ldflags '-X example.com/owner/app/lib.Version=1' -o app ./cmd/app\n" })).toEqual([`${PACKAGES} example.com/owner/app/lib.Version set`]);
  });

  it("is known by its directory in an image, also in one of which only the name is known", () => {
    const dockerfile = (image: string): string => `FROM ${image}\nWORKDIR /go/src/example.com/owner/app\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app ./cmd/app\nENTRYPOINT ["/app"]\n`;
    expect(own({ Dockerfile: dockerfile("golang:latest") })).toEqual([PACKAGES]);
    expect(own({ Dockerfile: dockerfile("golang:1.5.3") })).toEqual([PACKAGES]);
  });

  it("has packages without sources where neither GOPATH nor vendor has them", () => {
    const files = { Makefile: "app:\n\tgo build -o app ./cmd/app\n", "lib/lib.go": 'package lib\n\nimport "example.com/gone/x"\n\nfunc Serve() { x.Do() }\n' };
    expect(project(files).invocations.flatMap(({ closure }) => closure?.missing.map(({ importPath, reason }) => `${importPath}: ${reason.text}`))).toContain("example.com/gone/x: no sources of example.com/gone/x");
  });

  it("has no import path where its files do not tell", () => {
    const files = { Makefile: "app:\n\tgo build -o app ./cmd/app\n", "cmd/app/main.go": 'package main\n\nimport "example.com/other/dep"\n\nfunc main() { dep.Do() }\n' };
    expect(project(files).invocations.map(({ closure }) => closure)).toEqual([null]);
  });

  it("is none where a module is made before the build", () => {
    const files = { Dockerfile: "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go mod init example.com/owner/app && go build -o /app ./cmd/app\nENTRYPOINT [\"/app\"]\n" };
    expect(project(files, { asOf: "2025-06-01" }).invocations.map(({ closure, linkage }) => [closure, linkage.failure])).toEqual([[null, null]]);
    const unknown = { Dockerfile: files.Dockerfile.replace("golang:1.24", "corp/builder") };
    expect(project(unknown).invocations.map(({ goVersion }) => goVersion.kind)).toEqual(["unknown"]);
  });

  it("is none above the directories of modules", () => {
    expect(project({ "build.sh": "go build -o app ./server\n", "server/go.mod": "module example.com/server\n" }).invocations.map(({ goVersion }) => goVersion.kind)).toEqual(["unknown"]);
  });

  it.each(["tool.go", "example.com/tool@v1.0.0", "std"])("tells no release of a build of %s", (argument) => {
    expect(project({ Makefile: `app:\n\tgo install ${argument}\n` }).invocations.map(({ goVersion }) => goVersion.kind)).toEqual(["unknown"]);
  });
});

describe("a dynamic program, whatever links it", () => {
  const Makefile = "image: app\n\tdocker build .\napp:\n\tgo build -o app ./cmd/app\n";
  const image = (base: string): Files => ({ Makefile, Dockerfile: `FROM ${base}\nCOPY app /app\nENTRYPOINT ["/app"]\n` });

  it("does not start where there is no loader", () => {
    const [shipment] = project(image("scratch")).shipments;
    expect(shipment && [shipped(shipment), ...verdicts(shipment)]).toEqual(expect.arrayContaining(["/app dynamic in scratch", "interpreter a dynamic loader: unmet"]));
  });

  it("may start where there is one", () => {
    const [shipment] = project(image("alpine:3.18")).shipments;
    expect(shipment && verdicts(shipment)).toContain("interpreter an interpreter or none: unknown");
  });
});

describe("-mod=vendor", () => {
  const files: Files = {
    "go.mod": "module example.com/owner/app\n\ngo 1.17\n\nrequire example.com/other/dep v1.0.0\n",
    Dockerfile: "FROM golang:1.17 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -mod=vendor -o /app ./cmd/app\nFROM scratch\nCOPY --from=build /app /app\nENTRYPOINT [\"/app\"]\n",
  };

  it("asks for a directory that whoever builds has made where the repository has none", () => {
    const { "vendor/example.com/other/dep/dep.go": _, ...rest } = FILES;
    const analyzed = openProject(memoryWorkspace({ ...rest, ...files }), { asOf: "2021-10-01" }).project();
    expect(analyzed.shipments.map(shipped)).toEqual(["/app static in scratch"]);
  });

  it("fails where the one that is there does not agree", () => {
    expect(project(files, { asOf: "2021-10-01" }).invocations.map(({ linkage }) => linkage.failure?.fact)).toEqual(["s3"]);
  });
});
