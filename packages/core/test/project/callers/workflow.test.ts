import { describe, expect, test } from "vitest";
import { literalOf, valueOr } from "../../../src/index.js";
import { project, shipped, type Files } from "../support.js";
import { builds } from "./support.js";

const DOCKERFILE = "FROM golang:1.24 AS build\nARG VERSION\nRUN true\nFROM scratch AS prod\n";
const COPIES = 'FROM scratch\nARG TARGETARCH\nCOPY dist/app-${TARGETARCH} /app\nENTRYPOINT ["/app"]\n';

const workflow = (jobs: string, head = "on: push\n"): Files => ({ ".github/workflows/ci.yml": `${head}jobs:\n${jobs}` });

describe("docker/build-push-action", () => {
  test("gives what its inputs say, for each combination of the matrix that differs", () => {
    const analyzed = project({
      "cmd/a/Dockerfile": DOCKERFILE,
      "cmd/b/Dockerfile": DOCKERFILE,
      ...workflow(`
  image:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        app: [a, b]
        unread: [1, 2, 3]
        exclude: []
    env:
      VERSION: \${{ github.ref_name }}
    steps:
      - uses: actions/checkout@v4
      - uses: docker/build-push-action@v6
        with:
          context: .
          file: cmd/\${{ matrix.app }}/Dockerfile
          target: prod
          platforms: linux/amd64,linux/arm64
          build-args: |
            # a comment
            VERSION=\${{ env.VERSION }}
            APP=\${{ matrix.app == 'a' && 'first' || 'second' }}
`),
    });
    expect(builds(analyzed)).toEqual([
      "cmd/a/Dockerfile in . #prod amd64 VERSION=<github.ref_name> APP=first (workflow .github/workflows/ci.yml)",
      "cmd/a/Dockerfile in . #prod arm64 VERSION=<github.ref_name> APP=first (workflow .github/workflows/ci.yml)",
      "cmd/b/Dockerfile in . #prod amd64 VERSION=<github.ref_name> APP=second (workflow .github/workflows/ci.yml)",
      "cmd/b/Dockerfile in . #prod arm64 VERSION=<github.ref_name> APP=second (workflow .github/workflows/ci.yml)",
    ]);
  });

  test("builds the repository as it was checked in when it names no context", () => {
    const step = (inputs: string): Files => workflow(`  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with: {${inputs}}\n`);
    expect(builds(project({ Dockerfile: DOCKERFILE, ...step("push: true") }))).toEqual(["Dockerfile in . amd64 (workflow .github/workflows/ci.yml)"]);
    expect(builds(project({ "sub/Dockerfile": DOCKERFILE, ...step("context: '{{defaultContext}}:sub'") }))).toEqual(["sub/Dockerfile in sub amd64 (workflow .github/workflows/ci.yml)"]);
  });

  test("takes outputs and variables of earlier steps as far as they are known", () => {
    const analyzed = project({
      Dockerfile: DOCKERFILE,
      ...workflow(`
  image:
    runs-on: ubuntu-latest
    steps:
      - id: meta
        run: |
          echo "version=1.2" >> "$GITHUB_OUTPUT"
          echo "COMMIT=$(git rev-parse HEAD)" >> $GITHUB_ENV
          echo "KIND=release" >> $GITHUB_ENV
      - id: tags
        uses: docker/metadata-action@v5
      - uses: docker/build-push-action@v6
        with:
          context: .
          build-args: |
            VERSION=\${{ steps.meta.outputs.version }}
            KIND=\${{ env.KIND }}
            TAGS=\${{ steps.tags.outputs.version }}
`),
    });
    expect(builds(analyzed)).toEqual(["Dockerfile in . amd64 VERSION=1.2 KIND=release TAGS=<steps.tags.outputs.version> (workflow .github/workflows/ci.yml)"]);
  });

  test.each([
    ["no step sets it", "run: echo OTHER=1 >> $GITHUB_ENV", "TAG="],
    ["a step that may not run sets it", "if: github.event_name == 'push'\n        run: echo TAG=v1 >> $GITHUB_ENV", "TAG=<a step may set env.TAG>"],
    ["a step sets what is not known", "run: cat versions >> $GITHUB_ENV", "TAG=<a step may set env.TAG>"],
    ["an action may set it", "uses: owner/tags@v1", "TAG=<owner/tags may set env.TAG>"],
    ["an action that sets none", "uses: docker/setup-qemu-action@v3", "TAG="],
  ])("env: %s", (_, step, expected) => {
    const analyzed = project({
      Dockerfile: DOCKERFILE,
      ...workflow(`
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - ${step}
      - uses: docker/build-push-action@v6
        with:
          context: .
          build-args: TAG=\${{ env.TAG }}
`),
    });
    expect(builds(analyzed)).toEqual([`Dockerfile in . amd64 ${expected} (workflow .github/workflows/ci.yml)`]);
  });
});

test("commands of run steps build images, with the environment and in the directory of the step", () => {
  const analyzed = project({
    "app/Dockerfile": DOCKERFILE,
    ...workflow(
      `
  image:
    runs-on: ubuntu-latest
    defaults: {run: {working-directory: app}}
    env: {VERSION: "1"}
    steps:
      - run: docker build --build-arg VERSION .
      - run: docker build --build-arg VERSION=\${{ inputs.version }} --build-arg B=$B app
        working-directory: .
        env: {B: "2"}
`,
      "on:\n  workflow_dispatch:\n    inputs:\n      version: {default: dev}\n",
    ),
  });
  expect(builds(analyzed)).toEqual(["app/Dockerfile in app amd64 VERSION=1 (docker-build .github/workflows/ci.yml)", "app/Dockerfile in app amd64 VERSION=dev B=2 (docker-build .github/workflows/ci.yml)"]);
});

describe("what a job builds before the image", () => {
  const job = (steps: string, runsOn = "ubuntu-24.04"): Files => workflow(`  image:\n    runs-on: ${runsOn}\n    steps:\n${steps}`);
  const image = "      - uses: docker/build-push-action@v6\n        with: {context: ., platforms: linux/amd64}\n";

  test("is what the Dockerfile copies", () => {
    const analyzed = project({ Dockerfile: COPIES, ...job(`      - run: CGO_ENABLED=0 go build -o dist/app-amd64 .\n${image}`) });
    expect(analyzed.shipments.map(shipped)).toEqual(["/app static in scratch"]);
    expect(analyzed.shipments[0]?.artifact.invocations).toEqual([".github/workflows/ci.yml:image/example.com/app"]);
  });

  test("is linked with the C library of the runner, which has gcc", () => {
    const files = { Dockerfile: COPIES.replace("FROM scratch", "FROM debian:bookworm-slim"), ...job(`      - run: go build -o dist/app-amd64 .\n${image}`) };
    const analyzed = project(files);
    expect(analyzed.shipments.map(shipped)).toEqual(["/app dynamic in debian:bookworm-slim"]);
    expect(analyzed.assumptions.map(({ text }) => text)).toContain("the runner ubuntu-24.04 is Ubuntu 24.04 with GCC, as the documentation of GitHub's runner images says");
    const [shipment] = project({ ...files, Dockerfile: COPIES }).shipments;
    expect(shipment?.requirements.map(({ kind, verdict }) => `${kind}: ${verdict}`)).toContain("interpreter: unmet");
  });

  test("moves with cp and mv, and out of scripts that the job calls", () => {
    const analyzed = project({
      Dockerfile: COPIES,
      "hack/build.sh": '#!/usr/bin/env bash\nset -eu\nexport CGO_ENABLED=0\ngo build -o "out/$1" .\nmkdir -p dist\nmv "out/$1" "dist/app-$1"\n',
      ...job(`      - run: ./hack/build.sh amd64\n${image}`),
    });
    expect(analyzed.shipments.map(shipped)).toEqual(["/app static in scratch"]);
  });

  test("stands before what others build at the same path", () => {
    const files = { Makefile: "build:\n\tCGO_ENABLED=1 go build -o dist/app-amd64 .\n", Dockerfile: COPIES, ...job(`      - run: CGO_ENABLED=0 go build -o dist/app-amd64 .\n${image}`) };
    expect(project(files).shipments.map(shipped)).toEqual(["/app static in scratch"]);
  });

  test("is handed over between jobs", () => {
    const analyzed = project({
      Dockerfile: COPIES,
      ...workflow(`
  image:
    needs: [build]
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v4
        with: {path: dist, pattern: "bin-*", merge-multiple: true}
${image}
  build:
    runs-on: ubuntu-latest
    strategy: {matrix: {arch: [amd64, arm64]}}
    env: {CGO_ENABLED: 0}
    steps:
      - run: GOARCH=\${{ matrix.arch }} go build -o out/app-\${{ matrix.arch }} .
      - uses: actions/upload-artifact@v4
        with: {name: "bin-\${{ matrix.arch }}", path: "out/app-\${{ matrix.arch }}"}
`),
    });
    expect(analyzed.shipments.map(shipped)).toEqual(["/app static in scratch"]);
    expect(analyzed.shipments[0]?.artifact.invocations).toEqual([".github/workflows/ci.yml:build (amd64)/example.com/app"]);
  });

  test("is built by the Go release of setup-go, and on the system of a container", () => {
    const goVersions = (files: Files): readonly string[] => project(files).invocations.map(({ goVersion, linkage }) => `${valueOr(goVersion, "?")} ${valueOr(linkage.kind, "?")}`);
    expect(goVersions(job("      - uses: actions/setup-go@v5\n        with: {go-version: 1.24.3}\n      - run: go build -o dist/app .\n"))).toEqual(["1.24.3 dynamic"]);
    expect(goVersions(workflow("  build:\n    runs-on: ubuntu-latest\n    container: golang:1.24-alpine3.22\n    steps:\n      - run: go build -o dist/app .\n"))[0]).toMatch(/^1\.24.* static$/);
    expect(goVersions(job("      - run: go build -o dist/app .\n", "self-hosted"))).toEqual(["1.24 ?"]);
  });
});

test("local actions and called workflows are followed, with their inputs", () => {
  const analyzed = project({
    Dockerfile: DOCKERFILE,
    ".github/actions/image/action.yml": `inputs:
  version: {required: true}
  kind: {default: plain}
runs:
  using: composite
  steps:
    - shell: bash
      run: docker build --build-arg VERSION=\${{ inputs.version }} --build-arg KIND=\${{ inputs.kind }} .
`,
    ".github/workflows/called.yml": "on:\n  workflow_call:\n    inputs:\n      v: {type: string}\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ./.github/actions/image\n        with: {version: \"${{ inputs.v }}\"}\n",
    ...workflow("  call:\n    uses: ./.github/workflows/called.yml\n    with: {v: \"3\"}\n"),
  });
  expect(builds(analyzed)).toEqual(["Dockerfile in . amd64 VERSION=3 KIND=plain (docker-build .github/actions/image/action.yml)"]);
});

test("steps whose condition is false are left out", () => {
  const analyzed = project({
    Dockerfile: DOCKERFILE,
    ...workflow("  image:\n    runs-on: ubuntu-latest\n    strategy: {matrix: {push: [false]}}\n    steps:\n      - if: matrix.push\n        run: docker build --build-arg VERSION=1 .\n      - if: ${{ !matrix.push }}\n        run: docker build --build-arg VERSION=2 .\n"),
  });
  expect(builds(analyzed)).toEqual(["Dockerfile in . amd64 VERSION=2 (docker-build .github/workflows/ci.yml)"]);
});

test("a side of a condition that is known decides, whatever the run says of the other", () => {
  const step = (condition: string, version: number): string => `      - if: ${condition}\n        run: docker build --build-arg VERSION=${version} .\n`;
  const analyzed = project({
    Dockerfile: DOCKERFILE,
    ...workflow(`  image:
    runs-on: ubuntu-latest
    needs: [check]
    env: {OLD: "\${{ matrix.platform == 'linux/arm/v5' && 'true' || 'false' }}"}
    strategy: {matrix: {platform: [linux/arm/v5]}}
    steps:
${step("needs.check.outputs.push == 'true' && env.OLD == 'false'", 1)}${step("${{ !(github.ref == 'x' || env.OLD == 'true') }}", 2)}${step("${{ env.OLD == 'true' || github.ref == 'x' }}", 3)}${step("github.ref == 'x' && env.OLD == 'true'", 4)}`),
  });
  expect(builds(analyzed).map((build) => /VERSION=\d/.exec(build)?.[0])).toEqual(["VERSION=3", "VERSION=4"]);
});

test("places of build arguments are those of their names in the workflow", () => {
  const files: Files = { Dockerfile: DOCKERFILE, ...workflow("  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          build-args: |\n            VERSION=1\n") };
  const text = files[".github/workflows/ci.yml"] ?? "";
  const [entry] = project(files).entries;
  const at = entry?.callers[0]?.argumentsAt.get("VERSION");
  expect(at === undefined ? null : text.slice(at.start, at.end)).toBe("VERSION");
  expect(literalOf(entry?.buildArgs.get("VERSION") ?? { pieces: [] })).toBe("1");
});

test("a deep expression of alternatives takes no longer than it is long", () => {
  const nested = Array.from({ length: 60 }).reduce<string>((inner) => `github.ref_type && (${inner}) || 'x'`, "'linux/arm64'");
  const started = performance.now();
  project({ Dockerfile: DOCKERFILE, ...workflow(`  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          platforms: \${{ ${nested} }}\n`) });
  expect(performance.now() - started).toBeLessThan(5000);
});
