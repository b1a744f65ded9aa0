import { describe, expect, it } from "vitest";
import { BuildMachine, driverTable, Environment, type ShellRun } from "../../src/evaluate/index.js";
import { REPOSITORY_MOUNT, repositoryFiles, StageFiles } from "../../src/evaluate/files/index.js";
import { literal, literalOf, print } from "../../src/text/index.js";
import { join, memoryWorkspace } from "../../src/workspace/index.js";

const at = (path: string): string => join(REPOSITORY_MOUNT, path);
const RUN: ShellRun = {
  script: literal("tell", { file: "Makefile", start: 3, end: 7 }),
  dialect: "dash",
  environment: Environment.of([["STAGE", { value: literal("a"), set: "yes", exported: true }], ["OTHER", { value: literal("a"), set: "yes", exported: true }]]),
  directory: REPOSITORY_MOUNT,
  positional: [literal("/bin/sh")],
  chain: [],
  certainty: "must",
  isRepeated: true,
};

interface Step {
  readonly run?: Partial<ShellRun>;
  readonly before?: (machine: BuildMachine) => void;
}

/** A machine on which `tell` prints VERSION and $STAGE; what each step printed, and how often `tell` really ran. */
function told(steps: readonly Step[], does: (machine: BuildMachine) => void = () => undefined): { readonly outputs: readonly string[]; readonly count: number; readonly machine: BuildMachine } {
  let count = 0;
  let setting = "1.24";
  const machine: BuildMachine = new BuildMachine({
    files: new StageFiles(repositoryFiles(memoryWorkspace({ VERSION: "v1", LICENSE: "free" }))),
    drivers: driverTable([
      {
        names: ["tell"],
        run(call) {
          count++;
          does(machine);
          const file = machine.files.read(at("VERSION"));
          const version = file !== null && "text" in file ? file.text : "?";
          const stage = call.environment.getExported("STAGE");
          machine.emptyReferences.note({ text: "tell", name: "tell", at: { file: "Makefile", start: count, end: count + 1 }, cause: { kind: "undefined", lost: null } });
          return { status: "success", output: literal(`${version} ${stage === null ? "" : (literalOf(stage.value) ?? "?")}`) };
        },
      },
      {
        names: ["setup"],
        run: () => {
          setting = "1.25";
          return { status: "success", output: literal("") };
        },
      },
    ]),
    os: "linux",
    arch: "amd64",
    baseImage: null,
    shell: "dash",
    setting: () => setting,
  });
  const outputs = steps.map(({ run, before }) => {
    before?.(machine);
    return print(machine.runShell({ ...RUN, ...run }).output);
  });
  return { outputs, count, machine };
}

const write = (path: string, text: string) => (machine: BuildMachine): void => machine.files.write(at(path), { content: literal(text), artifacts: [], from: "test" }, "must");

describe("scripts that are repeated", () => {
  it("run once while what they read is as it was, whatever else changes", () => {
    const { outputs, count } = told([
      {},
      {},
      { before: write("bin/app", "") },
      { before: write("LICENSE", "none") },
      { run: { environment: RUN.environment.set("OTHER", literal("b"), true) } },
      { before: (machine) => void machine.run({ words: [{ kind: "word", value: literal("unknown-tool") }], environment: RUN.environment, directory: REPOSITORY_MOUNT, at: { file: "Makefile", start: 0, end: 1 }, chain: [], certainty: "must", input: null }) },
    ]);
    expect(new Set(outputs)).toEqual(new Set(["v1 a"]));
    expect(count).toBe(1);
  });

  it("give what they read now, and what they gave before when that comes back", () => {
    const { outputs, count } = told([
      {},
      { before: write("VERSION", "v2") },
      { run: { environment: RUN.environment.set("STAGE", literal("b"), true) } },
      { run: { environment: RUN.environment.unset("STAGE") } },
      {},
    ]);
    expect(outputs).toEqual(["v1 a", "v2 a", "v2 b", "v2 ", "v2 a"]);
    expect(count).toBe(4);
  });

  it.each([
    ["the text", { run: { script: literal("tell  ", { file: "Makefile", start: 3, end: 9 }) } }],
    ["the place", { run: { script: literal("tell", { file: "Makefile", start: 30, end: 34 }) } }],
    ["the directory", { run: { directory: at("sub") } }],
    ["the certainty", { run: { certainty: "may" } }],
    ["the shell", { run: { dialect: "bash" } }],
    ["its options", { run: { options: ["-e"] } }],
    ["a variable that is read is no more the same text of the same place", { run: { environment: RUN.environment.set("STAGE", literal("a", { file: "Makefile", start: 0, end: 1 }), true) } }],
    ["what is installed", { before: (machine) => machine.install("apk", ["git"], { remove: false, complete: true, call: { words: [], environment: RUN.environment, directory: null, at: { file: "Dockerfile", start: 0, end: 1 }, chain: [], certainty: "must", input: null } }) }],
    ["the Go release that a step installs", { before: (machine) => void machine.runShell({ ...RUN, script: literal("setup"), isRepeated: false }) }],
  ] as const satisfies readonly (readonly [string, Step])[])("run again where %s is another one", (_, step) => {
    expect(told([{}, step]).count).toBe(2);
  });

  it("run again when they did something", () => {
    expect(told([{}, {}, {}], write("log", "x")).count).toBe(3);
    expect(told([{}, {}], (machine) => machine.noteBuild()).count).toBe(2);
  });

  it("note again what expanded to nothing, where something else was noted meanwhile", () => {
    const other = { text: "$X", name: "X", at: { file: "Makefile", start: 1, end: 3 }, cause: { kind: "undefined", lost: null } } as const;
    const { machine } = told([{}, { before: (own) => own.emptyReferences.note(other) }]);
    expect(machine.emptyReferences.startingAt("Makefile", 1)?.text).toBe("tell");
  });
});
