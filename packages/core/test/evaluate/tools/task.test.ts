import { describe, expect, it } from "vitest";
import { EMPTY, print } from "../../../src/text/index.js";
import { run } from "./support.js";

const task = (Taskfile: string, command = "task build", more: Readonly<Record<string, string>> = {}) => run({ "Taskfile.yml": `version: "3"\n${Taskfile}`, ...more }, command);

describe("task", () => {
  it("runs commands with variables of the file, of the task and of the command line", () => {
    const taskfile = `
vars: { NAME: app, FLAGS: "-s -w", VERSION: '{{default "dev" .VERSION}}' }
tasks:
  build:
    vars: { OUT: "bin/{{.NAME}}" }
    env: { CGO_ENABLED: 0 }
    dir: cmd
    cmds:
      - go build -ldflags "{{.FLAGS}} -X main.version={{.VERSION}}" -o {{.OUT}} ./{{.NAME}}
`;
    expect(task(taskfile).go).toEqual(["(cd cmd) CGO_ENABLED=0 go build -ldflags '-s -w -X main.version=dev' -o bin/app ./app"]);
    expect(task(taskfile, "task build NAME=other VERSION=2").go).toEqual(["(cd cmd) CGO_ENABLED=0 go build -ldflags '-s -w -X main.version=2' -o bin/other ./other"]);
  });

  it("runs dependencies first and once, and other tasks with what they are given", () => {
    const taskfile = `
tasks:
  default: { deps: [gen, gen], cmds: [{ task: one, vars: { ARCH: arm64 } }] }
  gen: [go generate ./...]
  one:
    deps: [gen]
    env: { GOARCH: "{{.ARCH}}" }
    cmd: go build ./{{.ARCH}}
`;
    expect(task(taskfile, "task").go).toEqual(["go generate ./...", "GOARCH=arm64 go build ./arm64"]);
  });

  it("gives every command a shell of its own, and the whole shell", () => {
    expect(task("tasks:\n  build:\n    cmds:\n      - cd sub && go build .\n      - export GOOS=plan9\n      - go build .\n      - |\n        export GOOS=linux\n        go build ./x\n", "task build", { "sub/a.go": "" }).go).toEqual(["(cd sub) go build .", "go build .", "GOOS=linux go build ./x"]);
  });

  it("does not know what a command prints, and keeps apart what a loop does", () => {
    const { go } = task("vars: { V: { sh: git describe } }\ntasks:\n  build:\n    cmds:\n      - go build -ldflags=-X=main.v={{.V}}\n      - { for: [a, b], cmd: 'go build ./{{.ITEM}}' }\n");
    expect(go[0]).toMatch(/^go build \??'?-ldflags=-X=main\.v=<output of `git describe`>/);
    expect(go[1]).toMatch(/^may: go build \??'?\.\/<an item of a loop>/);
  });

  it("finds tasks of included files under their names", () => {
    const { go, notUnderstood } = task("includes: { docker: ./build, flat: { taskfile: flat.yml, flatten: true } }\ntasks:\n  build: [{ task: 'docker:image' }, { task: here }, { task: gone }]\n", "task build", {
      "build/Taskfile.yml": "tasks:\n  image: [{ task: bin }]\n  bin: go build ./image\n",
      "flat.yml": "tasks: { here: go build ./here }\n",
    });
    expect(go).toEqual(["go build ./image", "go build ./here"]);
    expect(notUnderstood).toEqual(["task: the task gone, which is not found"]);
  });

  it("ends for tasks that call each other without end", () => {
    expect(task("tasks:\n  build: [{ task: again }, { task: again }]\n  again: [{ task: build }, { task: build }]\n").notUnderstood.some((text) => text.includes("limit: "))).toBe(true);
  });
});

describe("dotenv", () => {
  const FILES = { "dev.env": "CGO_ENABLED=1\nGOARCH=arm64\n", ".env": "CGO_ENABLED=0\nGOOS=linux\nGOFLAGS=-tags=${X}\n" };
  const task = (head: string, own = ""): string => `version: "3"\n${head}tasks:\n  default:\n${own}    cmds: [go build]\n`;

  it("sets variables of all tasks: of one name the first file counts, and one that is not there is none", () => {
    expect(run({ "Taskfile.yml": task("dotenv: [none.env, dev.env, .env]\n"), ...FILES }, "task").go).toEqual(["CGO_ENABLED=1 GOARCH=arm64 GOFLAGS=<GOFLAGS, which is made of other variables> GOOS=linux go build"]);
  });

  it("counts less than env of the file, that of the task more, and less than env of the task", () => {
    const { go } = run({ "Taskfile.yml": task("dotenv: [.env]\nenv: {GOOS: darwin, GOFLAGS: a}\n", "    dotenv: ['{{.WHICH}}.env']\n    env: {GOARCH: riscv64}\n").replace("tasks:", "vars: {WHICH: dev}\ntasks:"), ...FILES }, "task");
    expect(go).toEqual(["CGO_ENABLED=1 GOARCH=riscv64 GOFLAGS=a GOOS=darwin go build"]);
  });

  it("counts less than what whoever starts it has set, as env does", () => {
    expect(run({ "Taskfile.yml": task("dotenv: [dev.env]\n", "    env: {GOARCH: riscv64}\n"), ...FILES }, "task", { CGO_ENABLED: "0", GOARCH: "amd64" }).calls.map(({ environment }) => ["CGO_ENABLED", "GOARCH"].map((name) => print(environment.getExported(name)?.value ?? EMPTY)))).toEqual([["0", "amd64"]]);
  });
});
