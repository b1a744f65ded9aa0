import type { Instruction } from "../../syntax/dockerfile/ast.js";
import { csvFields, csvOption, runScript } from "../../syntax/dockerfile/index.js";
import type { Hop, Traced } from "../../text/index.js";
import { carrier, literal, literalOf } from "../../text/index.js";
import type { BuildMachine } from "../build-machine.js";
import { dialectOf } from "../dialect.js";
import { lostAfter, type LostAssignment } from "../lost.js";
import type { FileView } from "../files/view.js";
import type { ShellDialect } from "../machine.js";
import { type ScriptShell, shellOf } from "../script-file.js";
import { absolutePath, type InstructionReader } from "./instructions.js";
import type { RunWithoutShell } from "./model.js";
import type { Scope } from "./scope.js";
import { notUnderstood } from "../may-hide-build.js";

export interface RunContext {
  readonly reader: InstructionReader;
  readonly scope: Scope;
  readonly machine: BuildMachine;
  readonly directory: string | null;
  /** SHELL */
  readonly shellWords: readonly Traced[];
  /** what earlier instructions of the stage assigned in vain */
  readonly lost: readonly LostAssignment[];
  /** where what cannot run is told */
  readonly withoutShell: RunWithoutShell[];
  /** the file system named by `--mount=from=…`; null when it is not known */
  source(from: Traced | null): FileView | null;
}

/** RUN in shell form, exec form and with here-documents. Returns what has been assigned in vain when it ends. */
export function evaluateRun(instruction: Instruction, context: RunContext): readonly LostAssignment[] {
  const { reader, machine, scope, directory, lost } = context;
  const unmount = mounts(instruction, context);
  const chain: Hop[] = [{ fact: "", text: "RUN", at: reader.at(instruction) }];
  const environment = scope.runEnvironment();
  try {
    if (instruction.form === "exec") {
      machine.run({
        words: instruction.args.map((argument) => ({ kind: "word", value: argument.text })),
        environment,
        directory,
        at: reader.at(instruction),
        chain,
        certainty: "must",
        input: null,
        lost,
      });
      return lost;
    }
    const run = runScript(instruction);
    if (run === null) return lost;
    const { script } = run;
    if (run.kind !== "file") noteMissingShell(instruction, context);
    const shell = run.kind === "file" ? shellOf(carrier(script), machine.shell) : shellOfStage(context.shellWords, machine.shell);
    if (shell === null) {
      const text = run.kind === "file" ? "a here-document for another interpreter than a shell" : "a RUN whose SHELL is not a POSIX shell";
      const driver = run.kind === "file" ? "here-document" : (literalOf(context.shellWords[0] ?? literal("shell")) ?? "shell");
      machine.record(notUnderstood({ code: "not-understood", text, at: reader.at(instruction) }, driver, chain));
      machine.files.disturb("/", text, reader.at(instruction));
      return lost;
    }
    const { left = [] } = machine.runShell({ ...shell, script, environment, directory, positional: [literal("sh")], chain, certainty: "must", lost });
    return lostAfter(lost, left, "run");
  } finally {
    for (const undo of unmount) undo();
  }
}

/** Mounts may bring a shell: asked with them in place. */
function noteMissingShell(instruction: Instruction, { reader, machine, shellWords, withoutShell }: RunContext): void {
  const [word] = shellWords;
  const shell = word === undefined ? "/bin/sh" : literalOf(word);
  if (shell?.startsWith("/") === true && machine.files.stat(shell).kind === "absent") withoutShell.push({ instruction, at: reader.at(instruction), shell });
}

/** SHELL and its options: `["/bin/bash", "-o", "pipefail", "-c"]`. */
function shellOfStage([program, ...options]: readonly Traced[], sh: ShellDialect): ScriptShell | null {
  const dialect = program === undefined ? sh : dialectOf(literalOf(program)?.split("/").at(-1) ?? "", sh);
  return dialect === null ? null : { dialect, options: options.map((option) => literalOf(option) ?? "") };
}

/** Shows bind mounts and makes the directories of the others; without a target that is the working directory. Source: dockerfile2llb, dispatchRunMounts. */
function mounts(instruction: Instruction, context: RunContext): readonly (() => void)[] {
  const undo: (() => void)[] = [];
  for (const flag of instruction.flags) {
    if (flag.name !== "mount" || flag.value === null) continue;
    const options = mountOptions(flag.value, context);
    const target = options.target === undefined ? context.directory : absolutePath(options.target, context.directory);
    if (target === null) continue;
    const type = literalOf(options.type ?? literal("bind"));
    if (type === "bind") {
      const source = context.source(options.from ?? null);
      const path = absolutePath(options.source ?? literal("/"), "/");
      if (source !== null && path !== null) undo.push(context.machine.files.mount(target, source, path));
      else context.machine.files.disturb(target, "a mount that is not known", context.reader.at(flag));
    } else if (type === "cache" || type === "tmpfs") {
      context.machine.files.makeDirectory(target, "must");
    }
  }
  return undo;
}

interface MountOptions {
  readonly type?: Traced;
  readonly from?: Traced;
  readonly source?: Traced;
  readonly target?: Traced;
}

const OPTION_NAMES: Readonly<Record<string, keyof MountOptions>> = {
  type: "type",
  from: "from",
  source: "source",
  src: "source",
  target: "target",
  dst: "target",
  destination: "target",
};

function mountOptions(value: Traced, { reader, scope }: RunContext): MountOptions {
  const options: { -readonly [K in keyof MountOptions]: MountOptions[K] } = {};
  for (const field of csvFields(value) ?? []) {
    const { key, value: written } = csvOption(field);
    const name = OPTION_NAMES[key];
    if (name !== undefined && written !== null) options[name] = reader.expand(written, scope);
  }
  return options;
}
