import { literal, literalOf, type Traced, type Word } from "../../text/index.js";
import { absolutePath, join } from "../../workspace/index.js";
import { type CMakeOptions, configure, findPreset, isNinjaBuild, type Preset, readOptions, runBuild, runInstall, runNinja, runScript, runTool } from "../cmake/index.js";
import { mayHideBuild } from "../may-hide-build.js";
import { parseArguments, wordText } from "./arguments.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";

/** CMake: configures projects through the machine's files, and builds what it has configured. */
export const cmakeDriver: Driver = {
  names: ["cmake", "cmake3"],
  run(call, machine) {
    const options = readOptions(call.words.slice(1));
    switch (options.mode) {
      case "tool":
        return runTool(call, options.tool, machine);
      case "script":
        return runScript({ call, machine, options, preset: null, source: call.directory, binary: call.directory });
      case "build":
        return build(call, machine, options);
      case "install":
        return runInstall(call, machine, pathOf(call, options.directory), options);
      case "nothing":
        return machine.unknownOutput(call, "output of `cmake`");
      case "workflow":
        return notUnderstood(call, machine, "a workflow of presets");
      case "configure":
        return configureProject(call, machine, options);
    }
  },
};

function configureProject(call: CommandCall, machine: Machine, options: CMakeOptions): CommandResult {
  const given = options.path === null ? null : pathOf(call, options.path);
  const isBinary = given !== null && machine.files.stat(join(given, "CMakeCache.txt")).kind === "file" && machine.files.stat(join(given, "CMakeLists.txt")).kind !== "file";
  const source = options.source !== null ? pathOf(call, options.source) : isBinary ? homeOf(machine, given) : options.path !== null ? given : options.binary !== null || options.preset !== null ? call.directory : null;
  if (options.source === null && options.path === null && options.binary === null && options.preset === null) return machine.unknownOutput(call, "output of `cmake`");
  const preset = presetOf(call, machine, options.preset, source, "configurePresets");
  if (preset === "unknown") return notUnderstood(call, machine, "a preset that is not known");
  const binary = options.binary !== null ? pathOf(call, options.binary) : isBinary ? given : (preset?.binary ?? call.directory);
  return configure({ call, machine, options, preset, source, binary });
}

/** The source directory of a configured binary directory. */
function homeOf(machine: Machine, binary: string): string | null {
  const found = machine.files.read(join(binary, "CMakeCache.txt"));
  return found === null || "unknown" in found ? null : (/^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$/m.exec(found.text)?.[1] ?? null);
}

function build(call: CommandCall, machine: Machine, options: CMakeOptions): CommandResult {
  if (options.preset === null) return runBuild(call, machine, pathOf(call, options.directory), options, options.targets);
  const preset = presetOf(call, machine, options.preset, call.directory, "buildPresets");
  if (preset === null || preset === "unknown" || call.directory === null) return notUnderstood(call, machine, "a preset that is not known");
  const configured = preset.configurePreset === null ? null : findPreset(machine.files, call.directory, "configurePresets", preset.configurePreset, call.environment);
  // a build sees the environment of the configuration too
  const environment = [...(configured?.environment ?? []), ...preset.environment].reduce((all, [name, value]) => all.set(name, value, true), call.environment);
  const targets = options.targets.length > 0 ? options.targets : preset.targets.map((name): Word => ({ kind: "word", value: literal(name) }));
  return runBuild({ ...call, environment }, machine, configured?.binary ?? null, options, targets);
}

function presetOf(call: CommandCall, machine: Machine, name: Traced | null, source: string | null, kind: "configurePresets" | "buildPresets"): Preset | null | "unknown" {
  if (name === null) return null;
  const text = literalOf(name);
  return (text === null || source === null ? null : findPreset(machine.files, source, kind, text, call.environment)) ?? "unknown";
}

/** Ninja builds what CMake has configured for it; files of other origin are not read. */
export const ninjaDriver: Driver = {
  names: ["ninja", "ninja-build", "samu"],
  run(call, machine) {
    const options = parseArguments(call, { withValue: ["-C", "-f", "-j", "-k", "-l", "-d", "-t", "-w"] });
    const directory = options.value("-C");
    const where = directory === null ? call.directory : pathOf(call, directory);
    if (options.has("-t", "-n", "--version") || wordText(call, 1) === "--help") return machine.unknownOutput(call, "output of `ninja`");
    if (!options.has("-f") && isNinjaBuild(machine, where)) return runNinja(call, machine, where, options.operands.map((value) => ({ kind: "word", value })));
    return notUnderstood(call, machine, "`ninja` is not understood", "ninja");
  },
};

function pathOf(call: CommandCall, value: Traced | null): string | null {
  const text = value === null ? null : literalOf(value);
  return text === null ? null : absolutePath(call.directory, text);
}

function notUnderstood(call: CommandCall, machine: Machine, text: string, driver = "cmake"): CommandResult {
  machine.record(mayHideBuild(text, driver, call));
  machine.files.disturb("/", text, call.at);
  return machine.unknownOutput(call, `output of \`${driver}\``);
}
