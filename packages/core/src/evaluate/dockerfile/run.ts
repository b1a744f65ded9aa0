import type { Instruction } from "../../syntax/dockerfile/ast.js";
import type { Hop, Traced } from "../../text/index.js";
import { concat, literal, literalOf } from "../../text/index.js";
import type { BuildMachine } from "../build-machine.js";
import { lostAfter, type LostAssignment } from "../lost.js";
import type { FileView } from "../files/view.js";
import type { ShellDialect } from "../machine.js";
import { absolutePath, type InstructionReader } from "./instructions.js";
import type { Scope } from "./scope.js";

export interface RunContext {
  readonly reader: InstructionReader;
  readonly scope: Scope;
  readonly machine: BuildMachine;
  readonly directory: string | null;
  /** SHELL */
  readonly shellWords: readonly Traced[];
  /** what earlier instructions of the stage assigned in vain */
  readonly lost: readonly LostAssignment[];
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
    const dialect = dialectOf(context.shellWords, machine.shell);
    const script = scriptOf(instruction);
    if (script === null) return lost;
    if (dialect === null) {
      machine.record({
        kind: "not-understood",
        reason: { code: "not-understood", text: "a RUN whose SHELL is not a POSIX shell", at: reader.at(instruction) },
        driver: literalOf(context.shellWords[0] ?? literal("shell")) ?? "shell",
        mayBuildGo: true,
        chain,
      });
      machine.files.disturb("/", "a RUN whose SHELL is not a POSIX shell", reader.at(instruction));
      return lost;
    }
    const { left = [] } = machine.runShell({ script, dialect, environment, directory, positional: [literal("sh")], chain, certainty: "must", lost });
    return lostAfter(lost, left, "run");
  } finally {
    for (const undo of unmount) undo();
  }
}

/** The text that the shell is given. A RUN that is nothing but one here-document runs its body. Source: dockerfile2llb, dispatchRun. */
function scriptOf(instruction: Instruction): Traced | null {
  const command = instruction.args[0]?.text ?? null;
  if (command === null) return null;
  const [heredoc] = instruction.heredocs;
  if (heredoc === undefined) return command;
  if (instruction.heredocs.length === 1 && /^\d*<<-?\s*\S+$/.test((literalOf(command) ?? "").trim())) return heredoc.body;
  return concat(command, ...instruction.heredocs.flatMap((document) => [literal("\n"), document.body, literal(document.delimiter)]), literal("\n"));
}

function dialectOf(shellWords: readonly Traced[], sh: ShellDialect): ShellDialect | null {
  const [program] = shellWords;
  if (program === undefined) return sh;
  switch (literalOf(program)?.split("/").at(-1)) {
    case "sh":
      return sh;
    case "dash":
      return "dash";
    case "bash":
      return "bash";
    case "ash":
      return "busybox";
    default:
      return null;
  }
}

/** Shows bind mounts and makes the directories of the others. Source: Dockerfile reference, RUN --mount. */
function mounts(instruction: Instruction, context: RunContext): readonly (() => void)[] {
  const undo: (() => void)[] = [];
  for (const flag of instruction.flags) {
    if (flag.name !== "mount" || flag.value === null) continue;
    const options = mountOptions(flag.value, context);
    const target = options.target === undefined ? null : absolutePath(options.target, context.directory);
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
  const text = literalOf(value);
  if (text === null) return options;
  for (const field of text.split(",")) {
    const [name = "", ...rest] = field.split("=");
    const key = OPTION_NAMES[name.trim().toLowerCase()];
    if (key !== undefined) options[key] = reader.expand(literal(rest.join("=")), scope);
  }
  return options;
}
