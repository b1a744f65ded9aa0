import { absolutePath } from "../workspace/index.js";
import { literal, literalOf, type Reason } from "../text/index.js";
import { readBuildText } from "./build-text.js";
import { dialectOf } from "./dialect.js";
import type { Machine, ShellDialect } from "./machine.js";
import type { CommandCall, CommandResult } from "./model.js";
import { notUnderstood } from "./may-hide-build.js";

/** The shell that reads a script, and how it is started. */
export interface ScriptShell {
  readonly dialect: ShellDialect;
  /** see {@link ShellRun} */
  readonly options: readonly string[];
}

/** Runs a script of the analysed repository that is started by its path. Null when the path is not a script whose text and shell are known. */
export function runScriptFile(path: string, call: CommandCall, machine: Machine): CommandResult | null {
  const absolute = absolutePath(call.directory, path);
  if (absolute === null) return null;
  const file = readBuildText(machine.files, absolute);
  if (file !== null && "unknown" in file && file.unknown.code === "limit") return tooLarge(call, file.unknown, machine);
  if (file === null || "unknown" in file) return null;
  const shell = shellOf(file.text, machine.shell);
  if (shell === null) return null;
  return runScriptText(file, shell, call, 1, machine);
}

function tooLarge(call: CommandCall, reason: Reason, machine: Machine): CommandResult {
  machine.record(notUnderstood({ ...reason, at: call.at }, "sh", call.chain));
  machine.files.disturb("/", reason.text, call.at);
  return machine.unknownOutput(call, reason.text);
}

/** Runs the text of a script with the words from `first` on as its positional parameters; the word before `first` is `$0`. */
export function runScriptText(
  file: { readonly text: string; readonly source: string | null },
  shell: ScriptShell,
  call: CommandCall,
  first: number,
  machine: Machine,
): CommandResult {
  const origin = file.source === null ? null : { file: file.source, start: 0, end: file.text.length };
  return machine.runShell({
    ...shell,
    script: literal(file.text, origin),
    environment: call.environment,
    directory: call.directory,
    positional: call.words.slice(first - 1).map((word) => word.value),
    chain: [...call.chain, { fact: "", text: call.words.map((word) => literalOf(word.value) ?? "…").join(" "), at: call.at }],
    certainty: call.certainty,
    failureTolerated: call.failureTolerated ?? "no",
    ...(call.lost === undefined ? {} : { lost: call.lost }),
    ...(call.make === undefined ? {} : { make: call.make }),
    ...(call.waiting === undefined ? {} : { waiting: call.waiting }),
  });
}

/** The shell named in the first line (`#!/bin/sh -e`, `#!/usr/bin/env bash`); null for other interpreters and for files without such a line. */
export function shellOf(text: string, sh: ShellDialect): ScriptShell | null {
  const match = /^#!\s*(?:\S*\/env\s+(?:-\S+\s+)*)?(?:\S*\/)?(\w+)(.*)/.exec(text);
  const dialect = match?.[1] === undefined ? null : dialectOf(match[1], sh);
  return dialect === null ? null : { dialect, options: match?.[2]?.split(/\s+/).filter((word) => word !== "") ?? [] };
}
