import { describe, expect, it, test } from "vitest";
import { literalOf, print, valueOr } from "../../../src/index.js";
import type { Project } from "../../../src/index.js";
import { builds } from "../callers/support.js";
import { project, shipped, type Files } from "../support.js";

const DOCKERFILE = "FROM golang:1.24 AS build\nARG VERSION\nRUN true\nFROM scratch AS prod\n";
const COPIES = 'FROM scratch\nCOPY dist/app /app\nENTRYPOINT ["/app"]\n';

const pipeline = (text: string): Files => ({ ".gitlab-ci.yml": text });

/** Jobs that are starts, and the go commands as they are written. */
const commands = ({ entries, invocations }: Project, text: string): readonly string[] => [
  ...entries.filter(({ kind }) => kind === "pipeline").map(({ id }) => id),
  ...invocations.map(({ at }) => `${at.file}: ${text.slice(at.start, at.end)}`),
];

describe("jobs", () => {
  it("run before_script and script in one shell, and after_script in another", () => {
    const analyzed = project({
      Dockerfile: DOCKERFILE,
      ...pipeline(`
variables:
  VERSION: "1.\${MINOR}"
  MINOR: "2"
before_script:
  - A=before
ship:
  script:
    - B=script
    - docker build --build-arg VERSION=$VERSION --build-arg A=$A --build-arg B=$B .
  after_script:
    - docker build --build-arg VERSION=after --build-arg A=\${A-none} .
  variables: {MINOR: "3"}
test:
  script: [go test ./...]
`),
    });
    expect(builds(analyzed)).toEqual(["Dockerfile in . amd64 VERSION=1.3 A=before B=script (docker-build .gitlab-ci.yml)", expect.stringMatching(/^Dockerfile in \. amd64 VERSION=after A=.*none.* \(docker-build \.gitlab-ci\.yml\)$/)]);
  });

  it("have their image's system and Go release, else one that is not known", () => {
    const goVersions = (files: Files): readonly string[] => project(files).invocations.map(({ goVersion, linkage }) => `${valueOr(goVersion, "?")} ${valueOr(linkage.kind, "?")}`);
    const job = "build:\n  script: [go build -o dist/app .]\n";
    expect(goVersions(pipeline(`variables: {GO: "1.24"}\nimage: golang:\${GO}-alpine3.22\n${job}`))[0]).toMatch(/^1\.24.* static$/);
    expect(goVersions(pipeline(`default:\n  image: {name: golang:1.24, entrypoint: [""]}\n${job}`))[0]).toMatch(/^1\.24.* dynamic$/);
    expect(goVersions(pipeline(job))).toEqual(["1.24 ?"]);
    expect(goVersions(pipeline(`image: $CI_REGISTRY_IMAGE/go\n${job}`))).toEqual(["1.24 ?"]);
    expect(goVersions(pipeline(`image: golang:1.24\n${job}  inherit: {default: false}\n`))).toEqual(["1.24 ?"]);
  });

  it("take what they extend, key by key, and what references name", () => {
    const analyzed = project({
      Dockerfile: DOCKERFILE,
      "ci/base.yml": ".base:\n  variables: {A: base, B: base}\n  before_script: [C=base]\n.steps:\n  script:\n    - D=steps\n",
      ...pipeline(`
include:
  - local: /ci/base.yml
  - template: Security/SAST.gitlab-ci.yml
.middle: {extends: .base, variables: {B: middle}}
.common: &common
  stage: build
ship:
  <<: *common
  extends: [.middle]
  script:
    - !reference [.steps, script]
    - docker build --build-arg VERSION=$A-$B-$C-$D .
`),
    });
    expect(builds(analyzed)).toEqual(["Dockerfile in . amd64 VERSION=base-middle-base-steps (docker-build .gitlab-ci.yml)"]);
    expect(analyzed.notUnderstood).toEqual([]);
  });

  it("are one for each combination of a matrix, without those for other systems", () => {
    const analyzed = project(pipeline("build:\n  parallel:\n    matrix:\n      - GOOS: [linux, darwin]\n        GOARCH: [amd64, arm64]\n  script: go build -o dist/$GOOS-$GOARCH .\n"));
    expect(analyzed.entries.map(({ id, kind }) => `${kind} ${id}`)).toEqual(["pipeline .gitlab-ci.yml:build (linux, amd64)", "pipeline .gitlab-ci.yml:build (linux, arm64)"]);
    expect(analyzed.invocations.map(({ chain }) => chain.at(0)?.text)).toEqual(["job build", "job build"]);
  });

  it("that build nothing, that never run, templates and those for other systems are no starts", () => {
    const text = `
.template: {script: [go build .]}
lint: {script: [golangci-lint run]}
never: {script: [go build .], rules: [{when: never}]}
win: {script: [go build .], tags: [saas-windows-medium-amd64]}
build: {script: [go build .], rules: [{if: $CI_COMMIT_TAG}]}
`;
    expect(commands(project(pipeline(text)), text)).toEqual([".gitlab-ci.yml:build", ".gitlab-ci.yml: go build ."]);
  });
});

describe("variables", () => {
  const argument = (head: string, value: string): string => {
    const [entry] = project({ Dockerfile: DOCKERFILE, ...pipeline(`${head}ship:\n  script:\n    - docker build --build-arg VERSION=${value} .\n`) }).entries;
    return print(entry?.buildArgs.get("VERSION") ?? { pieces: [] });
  };

  test.each([
    ["of the file", "variables: {V: '1'}\n", "$V", "1"],
    ["with a description", "variables: {V: {value: '1', description: the version}}\n", "$V", "1"],
    ["that are not expanded", "variables: {V: {value: '$CI', expand: false}}\n", "$V", "$CI"],
    ["with a dollar", "variables: {V: 'a$$b'}\n", "$V", "a$b"],
    ["that GitLab sets for every run", "", "$CI_COMMIT_SHA", "<CI_COMMIT_SHA of the pipeline>"],
    ["in others", "variables: {V: v-$CI_COMMIT_SHORT_SHA}\n", "$V", "v-<CI_COMMIT_SHORT_SHA of the pipeline>"],
    ["that name themselves", "variables: {V: $V}\n", "$V", "<V of the pipeline>"],
    ["of a rule", "variables: {V: '1'}\nworkflow: {rules: [{if: $CI_COMMIT_TAG, variables: {V: '2'}}]}\n", "$V", "{1|2}"],
    ["of a rule that a reference names", "variables: {V: '1'}\n.rules: {list: [{if: $CI_COMMIT_TAG, variables: {V: '2'}}]}\nworkflow: {rules: [!reference [.rules, list]]}\n", "$V", "{1|2}"],
    ["that are empty until somebody fills them in", "variables: {V: {value: '', description: the version}}\n", "$V", "{|<V of the pipeline>}"],
    ["that an earlier job may replace", "variables: {V: '1', GOOS: linux}\nversion: {stage: build, script: [./version], artifacts: {reports: {dotenv: v.env}}}\n", "$V-$GOOS", "{1|<V of the pipeline>}-linux"],
    ["of whoever includes the file", "variables: {V: '$[[ inputs.v ]]'}\n", "$V", "<$[[ inputs.v ]]>"],
  ])("%s", (_, head, value, expected) => {
    expect(argument(head, value)).toBe(expected);
  });

  it("point at where they are written", () => {
    const text = "variables:\n  VERSION: v1.2\nship:\n  script:\n    - docker build --build-arg VERSION=$VERSION .\n";
    const [entry] = project({ Dockerfile: DOCKERFILE, ...pipeline(text) }).entries;
    const value = entry?.buildArgs.get("VERSION") ?? { pieces: [] };
    expect(literalOf(value)).toBe("v1.2");
    expect(value.pieces.map(({ origin }) => (origin === null ? null : `${origin.file}: ${text.slice(origin.start, origin.end)}`))).toEqual([".gitlab-ci.yml: v1.2"]);
    const at = entry?.callers[0]?.at;
    expect(at === undefined ? null : text.slice(at.start, at.end)).toBe("docker build --build-arg VERSION=$VERSION .");
  });
});

describe("artifacts", () => {
  const build = (more: string): string => `build:\n  stage: build\n  variables: {CGO_ENABLED: "0"}\n  script: [go build -o dist/app .]\n  artifacts: {paths: [dist/]}\n${more}`;
  const image = (more = ""): string => `ship:\n  stage: deploy\n  script: [docker build .]\n${more}`;
  const shipments = (text: string): readonly string[] => project({ Dockerfile: COPIES, ...pipeline(text) }).shipments.map(shipped);

  it("are there in later stages", () => {
    const analyzed = project({ Dockerfile: COPIES, ...pipeline(image() + build("")) });
    expect(analyzed.shipments.map(shipped)).toEqual(["/app static in scratch"]);
    expect(analyzed.shipments[0]?.artifact.invocations).toEqual([".gitlab-ci.yml:build/example.com/app"]);
  });

  test.each([
    ["a job that needs them", build("") + image("  needs: [build]\n")],
    ["a job that needs another that runs for some", build("  rules: [{if: $CI_COMMIT_TAG}]\n") + image("  needs: [{job: build, artifacts: true}]\n")],
    ["a job of the same conditions", build("  only: [tags]\n") + image("  only: [tags]\n")],
    ["a job that depends on them", build("") + image("  dependencies: [build]\n")],
  ])("%s", (_, text) => {
    expect(shipments(text)).toEqual(["/app static in scratch"]);
  });

  test.each([
    ["needs without them", "  needs: [{job: build, artifacts: false}]\n"],
    ["no dependencies", "  dependencies: []\n"],
  ])("are not handed on: %s", (_, more) => {
    const files = { Makefile: "build:\n\tCGO_ENABLED=1 go build -o dist/app .\n", Dockerfile: COPIES, ...pipeline(build("") + image(more)) };
    expect(project(files).shipments.flatMap(({ artifact }) => artifact.invocations)).toContain("Makefile:build/example.com/app");
  });
});

describe("what is not understood", () => {
  it("is a file that is no YAML, once", () => {
    const text = "build:\n  script: [go build .\nship:\n  script: docker build .\n";
    const { notUnderstood, entries } = project(pipeline(text));
    expect(entries.filter(({ kind }) => kind === "pipeline")).toEqual([]);
    expect(notUnderstood.map(({ driver, reason }) => [driver, reason.code, reason.at?.file])).toEqual([["gitlab-ci", "syntax", ".gitlab-ci.yml"]]);
  });

  it("is a job whose script lies elsewhere", () => {
    const text = "include: {project: group/ci, file: go.yml}\ngo-build:\n  extends: .go-build\nnotify:\n  extends: .notify\n";
    const [item, ...others] = project(pipeline(text)).notUnderstood;
    expect(others).toEqual([]);
    expect(item?.reason.text).toBe("what the job go-build runs, which is not in the repository");
    expect(text.slice(item?.reason.at?.start, item?.reason.at?.end)).toBe("go-build");
  });

  it("is a reference to what is not there, while the other lines count", () => {
    const text = "build:\n  script:\n    - !reference [.setup, script]\n    - go build .\n";
    const analyzed = project(pipeline(text));
    expect(commands(analyzed, text)).toEqual([".gitlab-ci.yml:build", ".gitlab-ci.yml: go build ."]);
    expect(analyzed.notUnderstood.map(({ driver, reason }) => `${driver} ${reason.text} at ${text.slice(reason.at?.start, reason.at?.end)}`)).toContain("gitlab-ci `!reference [.setup, script]`, which is not in the repository at .setup");
  });

  it("ends: jobs and references that name each other, files that include each other", () => {
    const text = "include: [{local: a.yml}]\na: {extends: b, script: [!reference [a, script], go build .]}\nb: {extends: a, script: [!reference [a, script], !reference [b, script]]}\n";
    expect(project({ "a.yml": "include: .gitlab-ci.yml\n", ...pipeline(text) }).entries.map(({ id }) => id)).toContain(".gitlab-ci.yml:a");
  });

  it("ends: references that stand for more and more", () => {
    const level = (i: number): string => `.l${i}:\n  script: [${Array.from({ length: 12 }, () => (i === 0 ? "" : `!reference [.l${i - 1}, script]`)).join(", ")}]\n`;
    const text = `${Array.from({ length: 10 }, (_, i) => level(i)).join("")}build:\n  script: [!reference [.l9, script], go build .]\n`;
    const started = performance.now();
    expect(commands(project(pipeline(text)), text)).toEqual([".gitlab-ci.yml:build", ".gitlab-ci.yml: go build ."]);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("child pipelines", () => {
  const CHILD = "build:\n  variables: {CGO_ENABLED: '1'}\n  script: [go build -o $OUT .]\n";
  const start = (trigger: string, more = ""): string => `variables: {OUT: dist/app}\nstart:\n${more}  trigger: ${trigger}\n`;
  const told = (files: Files): readonly string[] =>
    project(files).invocations.map(({ id, environment, command }) => [id.replace(/\/example.*/, ""), environment.getExported("CGO_ENABLED")?.value, command.words[3]?.value].map((part) => (part === undefined ? "" : typeof part === "string" ? part : print(part))).join(" "));

  it.each(["{include: /ci/child.yml}", "{include: [{local: ci/child.yml}]}", "{include: ci/child.yml, strategy: depend}"])("%s is read, with the variables of the file that starts it", (trigger) => {
    expect(told({ ...pipeline(start(trigger)), "ci/child.yml": CHILD })).toEqual(["ci/child.yml of start:build 1 dist/app"]);
  });

  it("gets variables of the job, which count more than its own, unless they are kept back", () => {
    const files = { "ci/child.yml": CHILD };
    expect(told({ ...pipeline(start("{include: ci/child.yml}", "  variables: {CGO_ENABLED: '0'}\n")), ...files })).toEqual(["ci/child.yml of start:build 0 dist/app"]);
    expect(told({ ...pipeline(start("{include: ci/child.yml, forward: {yaml_variables: false}}", "  variables: {CGO_ENABLED: '0', OUT: x}\n")), "ci/child.yml": CHILD.replace("$OUT", "own") })).toEqual(["ci/child.yml of start:build 1 own"]);
  });

  it("is one for each combination, and one of several files", () => {
    const files = { "ci/child.yml": CHILD, "ci/more.yml": "variables: {EXTRA: a}\n" };
    expect(told({ ...pipeline(start("{include: [ci/child.yml, ci/more.yml]}", "  parallel: {matrix: [{OUT: [a, b]}]}\n")), ...files })).toEqual(["ci/child.yml of start (a):build 1 a", "ci/child.yml of start (b):build 1 b"]);
  });

  it("may start one more, and no more than that", () => {
    const files = { "ci/child.yml": "next: {trigger: {include: ci/two.yml}}\n", "ci/two.yml": `again: {trigger: {include: ci/child.yml}}\n${CHILD.replace("$OUT", "own")}` };
    expect(told({ ...pipeline(start("{include: ci/child.yml}")), ...files })).toEqual(["ci/two.yml of next:build 1 own"]);
  });

  it("is told when a job writes it, and it may build", () => {
    const written = (name: string): readonly string[] => project(pipeline(`${name}: {trigger: {include: [{artifact: child.yml, job: generate}]}}\n`)).notUnderstood.map(({ reason }) => reason.text);
    expect(written("build-images")).toEqual(["what the pipeline that build-images starts runs, which is not in the repository"]);
    expect(written("deploy")).toEqual([]);
  });
});
