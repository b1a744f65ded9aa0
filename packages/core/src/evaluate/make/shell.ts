/** Which shell make starts, and how. Source: GNU make 4.3, job.c (construct_command_argv). */
import type { Traced } from "../../text/index.js";
import { literalOf, splitBlanks } from "../../text/index.js";
import { dialectOf } from "../dialect.js";
import type { ShellDialect } from "../machine.js";
import { valueOf } from "./expand.js";
import type { Make } from "./make.js";

export interface Shell {
  /** the shell's word in `$(SHELL)`, which is `$0` of the script */
  readonly path: Traced;
  readonly dialect: ShellDialect;
  /** options before the script: `-eu`, `-o`, `pipefail`, `-c` */
  readonly options: readonly string[];
  /** null when the shell is none that is understood, with what it is */
  readonly foreign: string | null;
}

/** The shell of the current scope. make splits `$(SHELL)` at blanks: `/usr/bin/env bash -o pipefail` is bash with an option. */
export function shellOf(make: Make): Shell {
  const value = valueOf(make, "SHELL");
  const words = splitBlanks(value);
  const texts = words.map((word) => literalOf(word.value) ?? "");
  // env with options or assignments of its own changes more than the shell, and stays foreign
  const at = baseName(texts[0]) === "env" && /^[\w./]+$/.test(texts[1] ?? "") ? 1 : 0;
  const program = literalOf(value) === null ? "sh" : baseName(texts[at] ?? "sh");
  const options = [...texts.slice(at + 1), ...splitBlanks(valueOf(make, ".SHELLFLAGS")).map((word) => literalOf(word.value) ?? "")];
  return { path: words[at]?.value ?? value, dialect: dialectFor(program, make), options, foreign: /^(?:sh|ash|dash|bash|busybox|ksh|zsh)$/.test(program) ? null : program };
}

function baseName(path = ""): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function dialectFor(program: string, make: Make): ShellDialect {
  if (program === "zsh" || program === "ksh") return "bash";
  if (program === "busybox") return "busybox";
  return dialectOf(program, make.machine.shell) ?? make.machine.shell;
}
