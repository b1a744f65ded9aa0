/** A build machine on which `go` is only noted. */
import { baseDrivers, cmakeDriver, makeDriver, ninjaDriver } from "../../../src/evaluate/drivers/index.js";
import { StageFiles } from "../../../src/evaluate/files/index.js";
import { BuildMachine, driverTable, type Driver, Environment } from "../../../src/evaluate/index.js";
import { repositoryFiles, REPOSITORY_MOUNT } from "../../../src/evaluate/files/index.js";
import type { CommandCall } from "../../../src/evaluate/model.js";
import type { Traced, Word } from "../../../src/text/index.js";
import { EMPTY, literal, print } from "../../../src/text/index.js";
import { memoryWorkspace } from "../../../src/workspace/index.js";

export { REPOSITORY_MOUNT as ROOT };

export interface Started {
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string | Traced>>;
  /** command lines, in order; the default configures in `build` and builds there */
  readonly run?: readonly (readonly (string | Traced | Word)[])[];
}

export interface Ran {
  readonly calls: readonly CommandCall[];
  /** the go commands, "may: " before those that may run */
  readonly lines: readonly string[];
  readonly reasons: readonly string[];
  readonly machine: BuildMachine;
}

export const CONFIGURE = ["cmake", "-S", ".", "-B", "build"];
export const BUILD = ["cmake", "--build", "build"];

/** Runs CMake on a project; a head is put before a text without `project`. */
export function cmake(text: string, { files = {}, environment = {}, run = [CONFIGURE, BUILD] }: Started = {}): Ran {
  const calls: CommandCall[] = [];
  const go: Driver = {
    names: ["go"],
    run(call) {
      calls.push(call);
      return { status: "success", output: EMPTY };
    },
  };
  const base = repositoryFiles(memoryWorkspace({ "CMakeLists.txt": text, ...files }));
  const machine = new BuildMachine({ files: new StageFiles(base), drivers: driverTable([...baseDrivers, makeDriver, cmakeDriver, ninjaDriver, go]), os: "linux", arch: "amd64", baseImage: null, shell: "dash" });
  const variables = Object.entries(environment).map(([name, value]) => [name, { value: typeof value === "string" ? literal(value) : value, set: "yes", exported: true }] as const);
  for (const words of run) {
    machine.run({
      words: words.map((word): Word => (typeof word === "string" ? { kind: "word", value: literal(word) } : "kind" in word ? word : { kind: "word", value: word })),
      environment: Environment.of(variables),
      directory: REPOSITORY_MOUNT,
      at: { file: "Dockerfile", start: 0, end: 3 },
      chain: [],
      certainty: "must",
      input: null,
    });
  }
  const lines = calls.map(({ words, certainty }) => (certainty === "may" ? "may: " : "") + words.map(({ kind, value }) => (kind === "gap" ? `(${print(value)})…` : print(value))).join(" "));
  const reasons = machine.effects.flatMap((effect) => (effect.kind === "not-understood" ? [effect.reason.text] : []));
  return { calls, lines, reasons, machine };
}

/** What is written at the places of a text. */
export function written(texts: Readonly<Record<string, string>>, x: Traced): readonly string[] {
  return x.pieces.map(({ origin }) => (origin === null ? "" : (texts[origin.file]?.slice(origin.start, origin.end) ?? "?")));
}
