import { BuildMachine, driverTable, type Environment } from "../evaluate/index.js";
import type { ImageCommand, Stage } from "../evaluate/dockerfile/index.js";
import { StageFiles } from "../evaluate/files/index.js";
import { entryDrivers } from "../evaluate/drivers/index.js";
import type { WaitingProcess } from "../evaluate/model.js";
import { known, literalOf, literal, unknown, type Hop, type Origin, type Traced, type Verdict } from "../text/index.js";
import { absolutePath, basename, join } from "../workspace/index.js";

/** A program that the container starts, directly or through a shell and scripts. */
export interface ExecutedProgram {
  /** absolute path */
  readonly path: string;
  /** for people: "ENTRYPOINT", "CMD through /entrypoint.sh" */
  readonly text: string;
  readonly at: Origin | null;
  /** processes that stay above it, outermost first, the one that signals meet: none when some start of it is direct */
  readonly above: Verdict<readonly WaitingProcess[]>;
}

/** Programs that take what a program prints, or come after it, and are not what a container is for. */
const PASSING = new Set(["tee", "cat", "sleep", "rm"]);

interface ProgramStart {
  readonly path: string;
  readonly text: string;
  readonly waiting: readonly WaitingProcess[];
}

/**
 * What ENTRYPOINT, CMD and HEALTHCHECK start, found by evaluating them as shells do: entry scripts are read, wrappers such as tini are looked
 * through. Source: Dockerfile reference, "Understand how CMD and ENTRYPOINT interact".
 */
export function executedPrograms(stage: Stage): readonly ExecutedProgram[] {
  const programs = new Map<string, ExecutedProgram>();
  const start = (command: ImageCommand, name: string, extra: readonly Traced[]): void => {
    const starts: ProgramStart[] = [];
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
        if (text !== null && PASSING.has(basename(text))) return;
        starts.push({ path: path ?? "", text: describe(name, call.chain), waiting: call.waiting ?? [] });
      },
    });
    const environment = stage.environment;
    const chain: Hop[] = [{ fact: "", text: name, at: command.at }];
    const at = command.at ?? stage.at;
    // A shell form ignores CMD as its arguments.
    const written = command.form === "exec" ? [...command.args, ...extra] : shellForm(command, stage);
    machine.run({ words: written.map((value) => ({ kind: "word", value })), environment, directory: stage.directory, at, chain, certainty: "must", input: null });
    for (const { path, text } of starts) {
      if (path !== "" && !programs.has(path)) programs.set(path, { path, text, at: command.at, above: name === "HEALTHCHECK" ? unknown({ code: "not-understood", text: "signals to a check of health", at: command.at }) : above(path, starts) });
    }
  };

  const { entrypoint, cmd, healthcheck } = stage;
  if (entrypoint !== null) start(entrypoint, cmd === null ? "ENTRYPOINT" : "ENTRYPOINT and CMD", cmd === null ? [] : argumentsOf(cmd, stage));
  else if (cmd !== null) start(cmd, "CMD", []);
  if (healthcheck !== null) start(healthcheck, "HEALTHCHECK", []);
  return [...programs.values()];
}

/** CMD as the arguments of ENTRYPOINT: the shell form is `/bin/sh -c …` there too. */
function argumentsOf(cmd: ImageCommand, stage: Stage): readonly Traced[] {
  return cmd.form === "exec" ? cmd.args : shellForm(cmd, stage);
}

function shellForm({ args }: ImageCommand, { shellWords }: Stage): readonly Traced[] {
  return [...(shellWords.length > 0 ? shellWords : [literal("/bin/sh"), literal("-c")]), ...args];
}

/** What stands above a program that is the last thing the container starts: one that others follow does something for them. */
function above(path: string, starts: readonly ProgramStart[]): ExecutedProgram["above"] {
  const own = starts.filter((start) => start.path === path);
  if (own.some(({ waiting }) => waiting.length === 0)) return known([]);
  const last = starts.at(-1);
  const reason = { code: "not-understood", at: null } as const;
  if (last?.path !== path) return unknown({ ...reason, text: "what the container does after it has started the program" });
  const doubtful = last.waiting.find(({ isPlain }) => !isPlain);
  if (doubtful !== undefined) return unknown({ ...reason, text: "what the process above does with signals", at: doubtful.at });
  // A shell that may have become the next one leaves that one as the first process.
  const staying = last.waiting.filter(({ stays }) => stays);
  return staying.length > 0 ? known(staying) : unknown({ ...reason, text: "whether the shell becomes the program", at: last.waiting[0]?.at ?? null });
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
