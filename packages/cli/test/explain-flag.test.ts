import { expect, test } from "vitest";
import { run } from "./support.js";

/** -X main.version: ARG of a Dockerfile → command line of make → make below it → go build. */
const PROJECT: Readonly<Record<string, string>> = {
  Dockerfile: 'FROM golang:1.24 AS build\nARG VERSION=1.2.3\nWORKDIR /src\nCOPY . .\nRUN make build VERSION=${VERSION}\nFROM scratch\nCOPY --from=build /src/sub/app /app\nENTRYPOINT ["/app"]\n',
  Makefile: "VERSION ?= dev\n.PHONY: build\nbuild:\n\t$(MAKE) -C sub app V=$(VERSION)\n",
  "sub/Makefile": '.PHONY: app\nLDFLAGS := -s\nLDFLAGS += -X main.version=$(V)\napp:\n\tgo build -ldflags "$(LDFLAGS)" -o app .\n',
  "sub/go.mod": "module example.com/app\n\ngo 1.24\n",
  "sub/main.go": "package main\n\nvar version string\n\nfunc main() { println(version) }\n",
};
const inImage = (out: string): string => out.split("\n\n").find((part) => part.includes("for Dockerfile@")) ?? out;

test("each hop of a variable that -X sets, from the Dockerfile to the go command", async () => {
  const { code, out } = await run(PROJECT, "explain", "main.version", "--as-of", "2026-01-01");
  expect(code).toBe(0);
  expect(inImage(out).split("\n")).toEqual([
    "-X main.version=1.2.3",
    "  go build -ldflags -s -X main.version=1.2.3 -o app .  sub/Makefile:5:2  for Dockerfile@linux/amd64",
    '    "main.version" is written here, appended to LDFLAGS  sub/Makefile:3:15',
    "    $(LDFLAGS), in the go command  sub/Makefile:5:21",
    '    "1.2.3" is written here, in ARG  Dockerfile:2:13',
    "    ${VERSION}, passed by `RUN make build VERSION=${VERSION}`  Dockerfile:5:24",
    "    $(VERSION), passed by `$(MAKE) -C sub app V=$(VERSION)`  Makefile:4:23",
    "    $(V), appended to LDFLAGS  sub/Makefile:3:28",
    "    $(LDFLAGS), in the go command  sub/Makefile:5:21",
  ]);
});

test("where it is lost: a variable of make that is not exported", async () => {
  const files = { ...PROJECT, Makefile: 'VERSION ?= dev\nexport CGO_ENABLED = 0\n.PHONY: build\nbuild:\n\tcd sub && go build -ldflags "-s -X main.version=$$VERSION" -o app .\n', Dockerfile: (PROJECT["Dockerfile"] ?? "").replace("ARG VERSION=1.2.3\n", "").replace(" VERSION=${VERSION}", "") };
  const { out } = await run(files, "explain", "--flag", "-X", "--as-of", "2026-01-01");
  expect(inImage(out).split("\n")).toEqual([
    "-X main.version=",
    "  go build -ldflags -s -X main.version= -o app .  Makefile:5:12  for Dockerfile@linux/amd64",
    '    "main.version" is written here  Makefile:5:37',
    "    $VERSION is empty: nothing sets it here  Makefile:5:50",
    "    VERSION is set here, but a variable of make that is not exported does not reach commands  Makefile:1:1",
  ]);
});

test("a flag that a later one replaces, and one that no command has", async () => {
  const files = { ...PROJECT, "sub/Makefile": '.PHONY: app\napp:\n\tgo build -ldflags "-X main.version=1" -ldflags=-s -o app .\n' };
  const { out } = await run(files, "explain", "--flag=-ldflags");
  expect(out).toContain("-ldflags=-X main.version=1 (replaced)");
  expect(out).toMatch(/a later one counts {2}sub\/Makefile:3:40/);
  const other = await run(files, "explain", "--flag", "-tags");
  expect(other.out).toMatch(/^Go commands without -tags\n {2}go build/);
});

test("variables of the environment", async () => {
  const files = { ...PROJECT, "sub/Makefile": ".PHONY: app\nCGO_ENABLED = 0\napp:\n\tgo build -o app .\n" };
  const { out } = await run(files, "explain", "--flag", "CGO_ENABLED");
  expect(inImage(out)).toContain("CGO_ENABLED=0 (does not reach go)");
  expect(inImage(out)).toContain("set here, but a variable of make that is not exported does not reach commands  sub/Makefile:2:1");
});

test("as JSON", async () => {
  const { out } = await run(PROJECT, "explain", ".", "main.version", "--format", "json");
  const { schema, ways } = JSON.parse(out) as { readonly schema: string; readonly ways: readonly { readonly flag: string; readonly state: string; readonly steps: readonly { readonly kind: string; readonly at: object }[] }[] };
  expect(schema).toBe("go-indep-lint/flag@1");
  const way = ways.find(({ flag }) => flag === "-X main.version=1.2.3");
  expect(way?.state).toBe("in force");
  expect(way?.steps.map(({ kind }) => kind)).toEqual(["written", "used", "written", "passed", "passed", "appended", "used"]);
  expect(way?.steps[2]?.at).toEqual({ file: "Dockerfile", line: 2, column: 13, endLine: 2, endColumn: 18 });
});

test("two flags, or a directory that is not there", async () => {
  expect((await run(PROJECT, "explain", "main.version", "--flag", "-X")).code).toBe(2);
  expect((await run(PROJECT, "explain", "nowhere")).err).toContain("nowhere: no such directory");
});
