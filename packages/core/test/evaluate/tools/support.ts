import { baseDrivers, makeDriver } from "../../../src/evaluate/drivers/index.js";
import { REPOSITORY_MOUNT, repositoryFiles, StageFiles } from "../../../src/evaluate/files/index.js";
import { BuildMachine, driverTable, Environment, SUCCESS, type Driver } from "../../../src/evaluate/index.js";
import type { CommandCall, Effect, ImageBuildEffect } from "../../../src/evaluate/model.js";
import { literal, literalOf, print, type Word } from "../../../src/text/index.js";
import { absolutePath, memoryWorkspace } from "../../../src/workspace/index.js";

export type Files = Readonly<Record<string, string>>;

export interface Ran {
  /** each go command: `GOOS=linux go build …`, `./` for the repository's root */
  readonly go: readonly string[];
  readonly calls: readonly CommandCall[];
  readonly images: readonly ImageBuildEffect[];
  readonly notUnderstood: readonly string[];
}

/** Runs one command in the root of a repository, with a go command that only writes down how it was called and writes what `-o` names. */
export function run(files: Files, command: string, environment: Readonly<Record<string, string>> = {}): Ran {
  const calls: CommandCall[] = [];
  const go: Driver = {
    names: ["go"],
    run(call, { files: disk }) {
      calls.push(call);
      const at = call.words.findIndex(({ value }) => literalOf(value) === "-o");
      const output = at === -1 ? null : literalOf(call.words[at + 1]?.value ?? literal(""));
      const path = output === null ? null : absolutePath(call.directory, output);
      if (path !== null) disk.write(path, { content: null, artifacts: [`${calls.length}`], from: "go build" }, call.certainty);
      return SUCCESS;
    },
  };
  const disk = new StageFiles(repositoryFiles(memoryWorkspace(files)));
  const machine = new BuildMachine({ files: disk, drivers: driverTable([...baseDrivers, makeDriver, go]), os: "linux", arch: "amd64", baseImage: null, shell: "dash" });
  machine.run({
    words: command.split(" ").map((text): Word => ({ kind: "word", value: literal(text) })),
    environment: Environment.of(Object.entries(environment).map(([name, value]) => [name, { value: literal(value), set: "yes", exported: true }])),
    directory: REPOSITORY_MOUNT,
    at: { file: "", start: 0, end: 0 },
    chain: [],
    certainty: "must",
    input: null,
  });
  const { effects } = machine;
  return {
    go: calls.map((call) => shown(call, Object.keys(environment))),
    calls,
    images: effects.filter((effect): effect is ImageBuildEffect => effect.kind === "image-build"),
    notUnderstood: effects.flatMap((effect: Effect) => (effect.kind === "not-understood" ? [`${effect.driver}: ${effect.reason.text}`] : [])),
  };
}

/** Variables that decide a build and the words; a word with blanks in quotes, another directory as `(cd x)`. */
function shown({ words, environment, directory, certainty }: CommandCall, given: readonly string[]): string {
  const variables = environment
    .names()
    .filter((name) => /^(GO|CGO|CC$|CXX$)/.test(name) && !given.includes(name))
    .flatMap((name) => {
      const variable = environment.getExported(name);
      const value = variable === null ? "" : print(variable.value);
      return value === "" ? [] : [`${name}=${value}`];
    });
  const texts = words.map(({ kind, value }) => {
    const text = print(value).replaceAll(`${REPOSITORY_MOUNT}/`, "./").replaceAll(REPOSITORY_MOUNT, ".");
    return `${kind === "gap" ? "?" : ""}${/\s/.test(text) ? `'${text}'` : text}`;
  });
  const at = directory === null ? ["(cd ?)"] : directory === REPOSITORY_MOUNT ? [] : [`(cd ${directory.slice(REPOSITORY_MOUNT.length + 1)})`];
  return [...(certainty === "may" ? ["may:"] : []), ...at, ...variables, ...texts].join(" ");
}
