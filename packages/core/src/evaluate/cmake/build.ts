/** `cmake --build` and `cmake --install`: the native tool in a configured binary directory. */
import type { Word } from "../../text/index.js";
import { EMPTY, literal, literalOf } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import type { Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { mayHideBuild } from "../may-hide-build.js";
import { BUILD_FILES } from "./configure.js";
import type { CMakeOptions } from "./options.js";

/** Builds targets with what a configuration has left in the directory. */
export function runBuild(call: CommandCall, machine: Machine, directory: string | null, options: CMakeOptions, targets: readonly Word[]): CommandResult {
  const { files } = machine;
  const exists = (name: string): boolean => directory !== null && files.stat(join(directory, name)).kind === "file";
  const goals = targets.length > 0 ? targets : [];
  if (exists(BUILD_FILES.makefile)) return machine.run({ ...call, directory, words: [...words("make", "--no-print-directory"), ...goals, ...options.native] });
  if (exists(BUILD_FILES.rules)) return runNinja(call, machine, directory, goals);
  const isAbsent = directory !== null && [BUILD_FILES.makefile, BUILD_FILES.ninja].every((name) => files.stat(join(directory, name)).kind === "absent");
  if (isAbsent) return { status: "failure", output: EMPTY };
  const text = directory === null ? "a build in a directory that is not known" : `a build in ${directory}, which no CMake that is understood has configured`;
  machine.record(mayHideBuild(text, "cmake", call, "file"));
  files.disturb("/", text, call.at);
  return machine.unknownOutput(call, "output of a build");
}

/** Ninja knows files by their paths below the binary directory. */
export function runNinja(call: CommandCall, machine: Machine, directory: string | null, goals: readonly Word[]): CommandResult {
  const known = directory === null ? new Set<string>() : targetNames(machine, directory);
  const named = goals.map((goal): Word => {
    const text = literalOf(goal.value);
    const isTarget = text === null || known.has(text) || /^(?:all|clean|install|test|help)$/.test(text);
    return isTarget || directory === null ? goal : { kind: "word", value: literal(join(directory, text)) };
  });
  return machine.run({ ...call, directory, words: [...words("make", "--no-print-directory", "-f", BUILD_FILES.rules), ...named] });
}

/** Whether a directory holds a build by ninja that CMake has configured. */
export function isNinjaBuild(machine: Machine, directory: string | null): boolean {
  return directory !== null && machine.files.stat(join(directory, BUILD_FILES.rules)).kind === "file";
}

/** Names of the targets of a configured binary directory. */
export function targetNames({ files }: Machine, directory: string): ReadonlySet<string> {
  const found = files.read(join(directory, BUILD_FILES.targets));
  if (found === null || "unknown" in found) return new Set();
  return new Set([...found.text.matchAll(/\/CMakeFiles\/([^\n]+)\.dir$/gm)].map(([, name = ""]) => name));
}

export function runInstall(call: CommandCall, machine: Machine, directory: string | null, options: CMakeOptions): CommandResult {
  const prefix = options.installPrefix;
  const definition: readonly Word[] = prefix === null ? [] : [{ kind: "word", value: { pieces: [...literal("-DCMAKE_INSTALL_PREFIX=").pieces, ...prefix.pieces] } }];
  return machine.run({ ...call, directory, words: [...words("cmake"), ...definition, ...words("-P", BUILD_FILES.install)] });
}

function words(...texts: readonly string[]): readonly Word[] {
  return texts.map((text) => ({ kind: "word", value: literal(text) }));
}
