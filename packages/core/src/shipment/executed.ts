import { BuildMachine, driverTable, type Environment } from "../evaluate/index.js";
import type { ImageCommand, Stage } from "../evaluate/dockerfile/index.js";
import { StageFiles } from "../evaluate/files/index.js";
import { entryDrivers } from "../evaluate/drivers/index.js";
import { literalOf, literal, type Hop, type Origin, type Traced } from "../text/index.js";
import { absolutePath, join } from "../workspace/index.js";

/** A program that the container starts, directly or through a shell and scripts. */
export interface ExecutedProgram {
  /** absolute path */
  readonly path: string;
  /** for people: "ENTRYPOINT", "CMD through /entrypoint.sh" */
  readonly text: string;
  readonly at: Origin | null;
}

/**
 * What ENTRYPOINT, CMD and HEALTHCHECK start, found by evaluating them as shells do: entry scripts are read, wrappers such as tini are looked
 * through. Source: Dockerfile reference, "Understand how CMD and ENTRYPOINT interact".
 */
export function executedPrograms(stage: Stage): readonly ExecutedProgram[] {
  const programs = new Map<string, ExecutedProgram>();
  const start = (command: ImageCommand, name: string, extra: readonly Traced[]): void => {
    const machine = new BuildMachine({
      files: new StageFiles(stage.machine.files.snapshot()),
      drivers: driverTable(entryDrivers),
      os: stage.platform.os,
      arch: stage.platform.arch,
      baseImage: null,
      shell: stage.machine.shell,
      onCommand(call) {
        const [program] = call.words;
        const text = program?.kind === "word" ? literalOf(program.value) : null;
        const path = text === null ? null : locate(text, call.directory, call.environment, stage);
        if (path !== null && !programs.has(path)) programs.set(path, { path, text: describe(name, call.chain), at: command.at });
      },
    });
    const environment = stage.environment;
    const chain: Hop[] = [{ fact: "", text: name, at: command.at }];
    const at = command.at ?? stage.at;
    if (command.form === "exec") {
      const words = [...command.args, ...extra].map((value) => ({ kind: "word" as const, value }));
      machine.run({ words, environment, directory: stage.directory, at, chain, certainty: "must", input: null });
    } else if (command.args[0] !== undefined) {
      // A shell form ignores CMD as its arguments.
      const [script] = command.args;
      machine.runShell({ script, dialect: stage.machine.shell, environment, directory: stage.directory, positional: [literal("sh")], chain, certainty: "must" });
    }
  };

  const { entrypoint, cmd, healthcheck } = stage;
  if (entrypoint !== null) start(entrypoint, cmd === null ? "ENTRYPOINT" : "ENTRYPOINT and CMD", cmd === null ? [] : argumentsOf(cmd, stage));
  else if (cmd !== null) start(cmd, "CMD", []);
  if (healthcheck !== null) start(healthcheck, "HEALTHCHECK", []);
  return [...programs.values()];
}

/** CMD as the arguments of ENTRYPOINT: the shell form is `/bin/sh -c …` there too. */
function argumentsOf(cmd: ImageCommand, { shellWords }: Stage): readonly Traced[] {
  if (cmd.form === "exec") return cmd.args;
  return [...(shellWords.length > 0 ? shellWords : [literal("/bin/sh"), literal("-c")]), ...cmd.args];
}

/** Where execvp finds a program: as written when it has a slash, else in PATH. Null when that is not known. */
function locate(name: string, directory: string | null, environment: Environment, stage: Stage): string | null {
  const { files } = stage.machine;
  if (name.includes("/")) return absolutePath(directory, name);
  const path = environment.get("PATH");
  const text = path === null ? null : literalOf(path.value);
  if (text === null) return null;
  for (const element of text.split(":")) {
    const candidate = join(element, name);
    const file = files.stat(candidate);
    if (file.kind === "file" || (file.kind === "unknown" && (file.artifacts?.length ?? 0) > 0)) return candidate;
  }
  return null;
}

function describe(name: string, chain: readonly Hop[]): string {
  const through = chain.slice(1).map((hop) => hop.text);
  return through.length === 0 ? name : `${name} through ${through.join(", ")}`;
}
