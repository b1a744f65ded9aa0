import type { ImageCommand, Stage } from "../../evaluate/dockerfile/index.js";
import { literal, literalOf, print, type Evidence, type Traced } from "../../text/index.js";
import { absolutePath, basename } from "../../workspace/index.js";
import type { AskedBy, Requirement, RuntimeImage } from "../model.js";
import { execFormRequirement } from "./exec-form.js";
import { packageManagerOf } from "./install.js";
import { findAt, findInPath, type FoundProgram } from "./programs.js";
import { met, undecided, unmet } from "./verdicts.js";

/** What a container starts by itself, and what it must have for that. Commands of the base image are its own affair. */
export function commandRequirements(stage: Stage, image: RuntimeImage): readonly Requirement[] {
  const { entrypoint, cmd, healthcheck } = stage;
  // Arguments of an ENTRYPOINT start nothing. Source: Dockerfile reference, "Understand how CMD and ENTRYPOINT interact".
  const started = entrypoint ?? cmd;
  return [started, healthcheck].flatMap((command) => (command === null ? [] : requirementsOf(command, stage, image)));
}

function requirementsOf(command: ImageCommand, stage: Stage, image: RuntimeImage): readonly Requirement[] {
  const { instruction, at } = command;
  if (instruction === null || at === null) return [];
  const broken = execFormRequirement(command, instruction, at);
  if (broken !== null) return [broken];
  const where: Where = { stage, image, by: { instruction: instruction.name, at, cure: null } };
  if (command.form === "shell") return [shellRequirement(stage.shellWords[0] ?? null, where)];
  const [program] = command.args;
  return program === undefined ? [] : [programRequirement(program, where)];
}

interface Where {
  readonly stage: Stage;
  readonly image: RuntimeImage;
  readonly by: AskedBy;
}

/** The shell of shell forms: /bin/sh, or the first word of SHELL. */
function shellRequirement(shell: Traced | null, where: Where): Requirement {
  const { by } = where;
  const { instruction: name, at } = by;
  const found = find(shell ?? literal("/bin/sh"), where);
  const subject = shell === null ? "/bin/sh" : print(shell);
  if (found.kind === "unknown") return undecided("shell", subject, found.reason, [], by);
  if (found.kind === "there") return met("shell", subject, found.evidence, by);
  const remedy = name === "HEALTHCHECK" ? "Use the exec form (HEALTHCHECK CMD [\"/app\", \"…\"]), or ship in an image with a shell." : `Use the exec form (${name} ["/app"]), or ship in an image with a shell.`;
  return unmet("shell", subject, remedy, [{ fact: "", text: `${name} in shell form`, at }, ...found.evidence], by);
}

/** The program that is started must be there; a script needs the interpreter of its first line, too. */
function programRequirement(program: Traced, where: Where): Requirement {
  const { by } = where;
  const subject = print(program);
  const found = find(program, where);
  if (found.kind === "unknown") return undecided("command", subject, found.reason, [], by);
  if (found.kind === "missing") return unmet("command", subject, `Copy it there, or let ${by.instruction} name the path at which the program is.`, found.evidence, by);
  const interpreter = found.path === null ? null : interpreterOf(found.path, where);
  return interpreter ?? met("command", subject, found.evidence, by);
}

/** Null when the file is no script of which the interpreter is in doubt. Source: execve(2), "Interpreter scripts". */
function interpreterOf(path: string, where: Where): Requirement | null {
  const text = where.image.text(path);
  if (text.kind === "unknown" || text.value === null) return null;
  const line = /^#![ \t]*(\S+)(?:[ \t]+(\S.*))?/.exec(text.value.text.split("\n", 1)[0] ?? "");
  // With a carriage return at its end the line names another file: whether the file is checked out so is not known.
  if (line === null || text.value.text.split("\n", 1)[0]?.endsWith("\r") === true) return null;
  const [, interpreter = "", argument = ""] = line;
  const named = /(?:^|\/)env$/.test(interpreter) && /^[\w.+-]+$/.test(argument) && !argument.startsWith("-") ? [interpreter, argument] : [interpreter];
  for (const program of named) {
    const found = find(literal(program), where);
    const evidence: Evidence = [{ fact: "", text: `${path} begins with ${line[0]}`, at: null }];
    if (found.kind === "missing") return unmet("script-interpreter", program, remedyOf(program, where.image), [...evidence, ...found.evidence], where.by);
    if (found.kind === "unknown") return undecided("script-interpreter", program, found.reason, evidence, where.by);
  }
  return null;
}

function remedyOf(program: string, image: RuntimeImage): string {
  const name = basename(program);
  const manager = packageManagerOf(image);
  if (manager === "apk" && name === "bash") return "Begin the script with #!/bin/sh, or install bash (RUN apk add --no-cache bash).";
  return manager === null ? "Start the program itself, or ship in an image that has the interpreter." : `Install ${name}, or let the script name an interpreter that the image has.`;
}

/** Where the runtime finds a program: by its path, else in PATH of the image. Source: runc, `exec.LookPath` in the container. */
function find(program: Traced, { stage, image, by: { at } }: Where): FoundProgram {
  const name = literalOf(program);
  if (name === null || name === "") return { kind: "unknown", reason: { code: "not-understood", text: `the program ${print(program)}`, at } };
  if (!name.includes("/")) return findInPath(name, image);
  const path = absolutePath(stage.directory, name);
  return path === null ? { kind: "unknown", reason: { code: "image", text: "WORKDIR of the base image", at } } : findAt([path], image);
}
