/** One run of CMake as a command: configuring a project, or running a script. */
import type { Traced } from "../../text/index.js";
import { concat, EMPTY, literal, literalOf, unknownText, WORD_SHAPE } from "../../text/index.js";
import { absolutePath, join } from "../../workspace/index.js";
import type { CommandCall, CommandResult } from "../model.js";
import type { Machine } from "../machine.js";
import { MakeStop } from "../make/index.js";
import { SUCCESS } from "../result.js";
import { buildSystem } from "./build-system.js";
import { CACHE_FILE, cacheText, readCache } from "./cache.js";
import { CMake, type CMakeRun } from "./cmake.js";
import { HANDLERS } from "./commands/index.js";
import { environmentText } from "./configure-environment.js";
import { installScript } from "./install-script.js";
import { runFile } from "./interpret.js";
import type { CMakeOptions } from "./options.js";
import type { Preset } from "./presets.js";
import { setTo } from "./state.js";
import { notUnderstood } from "../may-hide-build.js";

/** Files of a binary directory by which the build is found again. */
export const BUILD_FILES = {
  makefile: "Makefile",
  ninja: "build.ninja",
  /** of a build by ninja, in the language of make */
  rules: "CMakeFiles/rules.make",
  targets: "CMakeFiles/TargetDirectories.txt",
  environment: "CMakeFiles/configure-environment.txt",
  install: "cmake_install.cmake",
} as const;

export interface Configuration {
  readonly call: CommandCall;
  readonly machine: Machine;
  readonly options: CMakeOptions;
  readonly preset: Preset | null;
  /** absolute; null when not known */
  readonly source: string | null;
  readonly binary: string | null;
  /** whoever configures gives nothing that has a default (`option`, `set(… CACHE …)`), as it is assumed of make's `?=` */
  readonly defaultsHold?: boolean;
  /** told of every command, for comparisons with `--trace-expand` */
  readonly onCommand?: CMakeRun["onCommand"];
}

/** Runs the project and writes its build system. Never throws: where CMake stops with an error, that is recorded. */
export function configure(configuration: Configuration): CommandResult {
  const { call, machine, options, preset, source, binary } = configuration;
  const cmake = newRun(configuration, { source, binary, excluded: false, order: 0 });
  if (binary !== null) readCache(cmake, machine.files, binary);
  const text = (name: string, value: Traced, type: string): void => cmake.cache.set(name, { ...setTo(value), type });
  for (const { name, value, type } of preset?.cache ?? []) text(name, value, type);
  give(cmake, options);
  if (options.toolchain !== null) text("CMAKE_TOOLCHAIN_FILE", options.toolchain, "FILEPATH");
  if (options.installPrefix !== null) text("CMAKE_INSTALL_PREFIX", options.installPrefix, "PATH");
  for (const [name, value] of preset?.environment ?? []) cmake.environment.set(name, setTo(value));
  const generator = options.generator ?? preset?.generator ?? given(cmake, "CMAKE_GENERATOR") ?? environmentGenerator(call) ?? literal("Unix Makefiles");
  if (source !== null) text("CMAKE_HOME_DIRECTORY", literal(source), "INTERNAL");
  if (cmake.cache.get("CMAKE_GENERATOR") === undefined || options.generator !== null) text("CMAKE_GENERATOR", generator, "INTERNAL");
  const kind = literalOf(cmake.cached("CMAKE_GENERATOR").value);
  initialVariables(cmake, call, kind ?? "");
  return attempt(configuration, cmake, () => {
    for (const name of options.initialCaches) includeInitialCache(cmake, name, call);
    if (cmake.cache.get("CMAKE_INSTALL_PREFIX") === undefined) text("CMAKE_INSTALL_PREFIX", literal("/usr/local"), "PATH");
    if (source === null) throw new MakeStop("the source directory is not known", call.at);
    if (!runFile(cmake, join(source, "CMakeLists.txt"), literal("CMakeLists.txt"))) throw new MakeStop(`${source} has no CMakeLists.txt`, call.at);
    if (binary === null) throw new MakeStop("the binary directory is not known", call.at);
    if (kind === null || !/^Unix Makefiles$|^Ninja/.test(kind)) throw new MakeStop(`the generator ${kind ?? ""} is not understood`, call.at);
    generate(cmake, binary, kind.startsWith("Ninja"));
  });
}

function generate(cmake: CMake, binary: string, ninja: boolean): void {
  const { files } = cmake.machine;
  const { makefile, targets } = buildSystem(cmake, { ninja });
  const write = (name: string, content: Traced | null): void => files.write(join(binary, name), { content, artifacts: [], from: "CMake" }, cmake.certainty);
  files.makeDirectory(binary, cmake.certainty);
  write(CACHE_FILE, cacheText(cmake));
  write(ninja ? BUILD_FILES.rules : BUILD_FILES.makefile, makefile);
  if (ninja) write(BUILD_FILES.ninja, null);
  write(BUILD_FILES.targets, literal(targets.map((name) => `${join(binary, "CMakeFiles", `${name}.dir`)}\n`).join("")));
  write(BUILD_FILES.environment, environmentText(cmake));
  write(BUILD_FILES.install, installScript(cmake));
}

/** `cmake -P script` */
export function runScript(configuration: Configuration): CommandResult {
  const { call, options, source } = configuration;
  const cmake = newRun(configuration, { source, binary: source, excluded: false, order: 0 });
  give(cmake, options);
  initialVariables(cmake, call, "");
  const script = options.script ?? EMPTY;
  const name = literalOf(script);
  const path = name === null ? null : absolutePath(call.directory, name);
  call.words.forEach(({ value }, i) => cmake.set(`CMAKE_ARGV${i}`, value));
  cmake.set("CMAKE_ARGC", literal(String(call.words.length)));
  return attempt(configuration, cmake, () => {
    cmake.set("CMAKE_SCRIPT_MODE_FILE", literal(path ?? ""));
    if (path === null) cmake.disturb({ code: "file", text: "a script of CMake whose name is not known", at: call.at });
    else if (!runFile(cmake, path, script)) throw new MakeStop(`there is no script ${name ?? ""}`, call.at);
  });
}

function newRun({ call, machine, options, defaultsHold = false, onCommand }: Configuration, directory: CMake["directory"]): CMake {
  const run = {
    machine,
    environment: call.environment,
    chain: call.chain,
    certainty: call.certainty,
    at: call.at,
    directory: call.directory,
    open: options.gap,
    defaultsHold,
    ...(onCommand === undefined ? {} : { onCommand }),
  };
  return new CMake(run, directory, HANDLERS);
}

function attempt({ call, machine }: Configuration, cmake: CMake, run: () => void): CommandResult {
  try {
    run();
    return SUCCESS;
  } catch (error) {
    if (!(error instanceof MakeStop)) throw error;
    const reason = { code: error.reason.startsWith("limit: ") ? "limit" : "not-understood", text: error.reason.startsWith("limit: ") ? error.reason : `CMake stops: ${error.reason}`, at: error.at ?? call.at } as const;
    machine.record(notUnderstood(reason, "cmake", call.chain));
    return { status: cmake.certainty === "may" ? "unknown" : "failure", output: EMPTY };
  }
}

/** `-D` and `-U`. */
function give(cmake: CMake, options: CMakeOptions): void {
  for (const { name, value, type } of options.cache) {
    if (value !== null) cmake.cache.set(name, { ...setTo(value), type: type === "UNINITIALIZED" ? (cmake.cache.get(name)?.type ?? type) : type });
    else {
      const pattern = new RegExp(`^${name.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".")}$`);
      for (const [known] of [...cmake.cache.entries()]) if (pattern.test(known)) cmake.cache.set(known, undefined);
    }
  }
}

function given(cmake: CMake, name: string): Traced | null {
  return cmake.cache.get(name)?.value ?? null;
}

function environmentGenerator({ environment }: CommandCall): Traced | null {
  const found = environment.getExported("CMAKE_GENERATOR");
  return found?.set === "yes" ? found.value : null;
}

function initialVariables(cmake: CMake, call: CommandCall, generator: string): void {
  const program = call.words[0] === undefined ? null : literalOf(call.words[0].value);
  const unknownDirectory = (name: string): Traced => concat(unknownText({ code: "file", text: `the directory of ${name}`, at: call.at }, WORD_SHAPE), literal(`/${name}`));
  const of = (name: string): Traced => (program?.startsWith("/") === true ? literal(program.replace(/[^/]+$/, name)) : unknownDirectory(name));
  const version = unknownText({ code: "command-output", text: "the version of CMake", at: call.at }, WORD_SHAPE);
  const values: readonly (readonly [string, Traced])[] = [
    ["CMAKE_COMMAND", of("cmake")],
    ["CMAKE_CTEST_COMMAND", of("ctest")],
    ["CMAKE_CPACK_COMMAND", of("cpack")],
    ["CMAKE_ROOT", unknownText({ code: "file", text: "where CMake is installed", at: call.at }, WORD_SHAPE)],
    ["CMAKE_VERSION", version],
    ["CMAKE_MAJOR_VERSION", version],
    ["CMAKE_MINOR_VERSION", version],
    ["CMAKE_PATCH_VERSION", version],
    ["CMAKE_GENERATOR", literal(generator)],
    ["CMAKE_SOURCE_DIR", cmake.directoryText("source")],
    ["CMAKE_BINARY_DIR", cmake.directoryText("binary")],
    ["CMAKE_CURRENT_SOURCE_DIR", cmake.directoryText("source")],
    ["CMAKE_CURRENT_BINARY_DIR", cmake.directoryText("binary")],
    ["CMAKE_FILES_DIRECTORY", literal("/CMakeFiles")],
    ["CMAKE_CFG_INTDIR", literal(".")],
    ...(cmake.machine.facts().os === "linux" ? ([["UNIX", literal("1")], ["CMAKE_HOST_UNIX", literal("1")]] as const) : []),
    ...(cmake.machine.facts().os === "linux" ? ([["CMAKE_HOST_SYSTEM_NAME", literal("Linux")]] as const) : []),
  ];
  for (const [name, value] of values) cmake.set(name, value);
}

function includeInitialCache(cmake: CMake, name: Traced, call: CommandCall): void {
  const text = literalOf(name);
  const path = text === null ? null : absolutePath(call.directory, text);
  if (path === null) cmake.disturb({ code: "file", text: "a cache file whose name is not known", at: call.at });
  else if (!runFile(cmake, path, name)) throw new MakeStop(`there is no cache file ${text ?? ""}`, call.at);
}

