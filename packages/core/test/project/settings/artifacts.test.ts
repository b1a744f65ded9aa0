import { describe, expect, it } from "vitest";
import type { Project, Settings } from "../../../src/index.js";
import { HELLO, project, SERVER, shipped, type Files } from "../support.js";

/** The program is built by something that cannot be read, and copied. */
const COPIES = 'FROM gcr.io/distroless/static-debian12\nCOPY dist/api /api\nENTRYPOINT ["/api"]\n';
const MAKEFILE = "build-linux:\n\tCGO_ENABLED=0 go build -o $(shell ./where.sh) .\n\nrelease:\n\tmage release\n";

function built(artifacts: NonNullable<NonNullable<Settings["shipments"]>[number]["artifacts"]>, files: Files = {}): Project {
  return project({ Dockerfile: COPIES, Makefile: MAKEFILE, ...files }, { shipments: [{ dockerfile: "Dockerfile", artifacts }] });
}

function problems({ unusedSettings }: Project): readonly string[] {
  return unusedSettings.map(({ text }) => text);
}

describe("an artifact of which the settings say what builds it", () => {
  it("is not known without them", () => {
    expect(project({ Dockerfile: COPIES, Makefile: MAKEFILE }).shipments).toEqual([]);
  });

  it("is what a goal of make builds, wherever that writes it", () => {
    const found = built({ "dist/api": { make: "build-linux" } });
    expect(found.shipments.map(shipped)).toEqual(["/api static in gcr.io/distroless/static-debian12"]);
    expect(found.invocations.map(({ chain }) => chain.map(({ text }) => text))).toEqual([
      ["the settings say that dist/api is built by `make build-linux`", "target build-linux", "CGO_ENABLED=0 go build -o $(shell ./where.sh) ."],
    ]);
    expect(problems(found)).toEqual([]);
  });

  it("is what a goal builds with the variables that are given", () => {
    const Makefile = "CGO = 0\nbuild-linux:\n\tCGO_ENABLED=$(CGO) go build -o dist/api .\n";
    expect(built({ "dist/api": { make: "build-linux CGO=1" } }, { Makefile }).shipments.map(shipped)).toEqual(["/api dynamic in gcr.io/distroless/static-debian12"]);
    expect(built({ "dist/api": { make: "build-linux" } }, { Makefile }).shipments.map(shipped)).toEqual(["/api static in gcr.io/distroless/static-debian12"]);
  });

  it("is what a command of the shell builds", () => {
    expect(built({ "dist/api": { run: "export CGO_ENABLED=0; go build -o dist/api ." } }).shipments.map(shipped)).toEqual(["/api static in gcr.io/distroless/static-debian12"]);
    expect(built({ "dist/api": { run: "CGO_ENABLED=1 go build -o /tmp/x ." } }).shipments.map(shipped)).toEqual(["/api dynamic in gcr.io/distroless/static-debian12"]);
  });

  it("is built in a directory", () => {
    const files = { "api/Makefile": "build:\n\tCGO_ENABLED=0 go build -o ../dist/api .\n", "api/go.mod": "module example.com/api\n\ngo 1.24\n", "api/main.go": HELLO };
    expect(built({ "dist/api": { make: "build", directory: "api" } }, files).shipments.map(({ artifact }) => artifact.main)).toEqual(["example.com/api"]);
  });

  it("is the one of several programs that is written there, or has its name", () => {
    const sources = { "cmd/api/main.go": SERVER, "cmd/job/main.go": HELLO };
    const there = { ...sources, Makefile: "all:\n\tCGO_ENABLED=0 go build -o dist/api ./cmd/api\n\tgo build -o dist/job ./cmd/job\n" };
    expect(built({ "dist/api": { make: "all" } }, there).shipments.map(({ artifact }) => artifact.main)).toEqual(["example.com/app/cmd/api"]);
    const named = { ...sources, Makefile: "all:\n\tCGO_ENABLED=0 go build -o out/api ./cmd/api\n\tgo build -o out/job ./cmd/job\n" };
    expect(built({ "dist/api": { make: "all" } }, named).shipments.map(({ artifact }) => artifact.main)).toEqual(["example.com/app/cmd/api"]);
  });

  it("comes before what other builds may write there", () => {
    const files = { Makefile: "a:\n\tgo build -o dist/api .\nb:\n\tCGO_ENABLED=0 go build -o dist/api .\n" };
    expect(project({ Dockerfile: COPIES, ...files }).shipments.map(shipped)).toEqual(["/api unknown in gcr.io/distroless/static-debian12"]);
    expect(built({ "dist/api": { make: "b" } }, files).shipments.map(shipped)).toEqual(["/api static in gcr.io/distroless/static-debian12"]);
  });
});

describe("an artifact that is not found all the same", () => {
  it("is told when nothing that is understood builds it", () => {
    expect(problems(built({ "dist/api": { make: "release" } }))).toEqual(["no go build that is understood is started for dist/api"]);
    expect(problems(built({ "dist/api": { make: "nothing" } }))).toEqual(["no go build that is understood is started for dist/api"]);
  });

  it("is told when several programs may be it", () => {
    const files = { Makefile: "all:\n\tgo build -o out/x ./cmd/api\n\tgo build -o out/y ./cmd/job\n", "cmd/api/main.go": SERVER, "cmd/job/main.go": HELLO };
    const found = built({ "dist/api": { make: "all" } }, files);
    expect(found.shipments).toEqual([]);
    expect(problems(found)).toEqual(["2 programs are built for dist/api, and it is not known which of them it is: name a command that builds one"]);
  });

  it("is told when no image has it", () => {
    expect(problems(built({ "dist/apy": { make: "build-linux" } }))).toEqual(["no image of Dockerfile has dist/apy"]);
  });
});
