/** `project`, `cmake_minimum_required`. Source: CMake 3.25, cmProjectCommand.cxx. */
import type { Traced } from "../../../text/index.js";
import { EMPTY, literal, literalOf, unknownText } from "../../../text/index.js";
import { absolutePath } from "../../../workspace/index.js";
import { MakeStop } from "../../make/index.js";
import { keywordsOf, listOf, textAt, valueAt, type Call, type Handler } from "../call.js";
import { runFile } from "../interpret.js";
import { setTo } from "../state.js";

const minimumRequired: Handler = ({ cmake, args }) => {
  const version = /^\d+(?:\.\d+)*/.exec(textAt(args, 1) ?? "")?.[0];
  if (version !== undefined) cmake.set("CMAKE_MINIMUM_REQUIRED_VERSION", literal(version));
  return undefined;
};

const project: Handler = (call) => {
  const { cmake, args, at } = call;
  const name = valueAt(args, 0);
  if (name === null) throw new MakeStop("project needs a name", at);
  const keywords = keywordsOf(args.slice(1), { one: ["VERSION", "DESCRIPTION", "HOMEPAGE_URL"], many: ["LANGUAGES"] });
  const languages = [...keywords.rest, ...listOf(keywords, "LANGUAGES")].map(({ value }) => literalOf(value) ?? "");
  const define = (suffix: string, value: Traced): void => {
    cmake.set(`PROJECT_${suffix}`, value);
    const text = literalOf(name);
    if (text !== null) cmake.set(`${text}_${suffix}`, value);
    if (!cmake.hasProject) cmake.set(`CMAKE_PROJECT_${suffix}`, value);
  };
  cmake.set("PROJECT_NAME", name);
  if (!cmake.hasProject) cmake.set("CMAKE_PROJECT_NAME", name);
  cmake.set("PROJECT_SOURCE_DIR", cmake.directoryText("source"));
  cmake.set("PROJECT_BINARY_DIR", cmake.directoryText("binary"));
  const text = literalOf(name);
  if (text !== null) {
    for (const kind of ["source", "binary"] as const) {
      const variable = `${text}_${kind === "source" ? "SOURCE" : "BINARY"}_DIR`;
      cmake.set(variable, cmake.directoryText(kind));
      cmake.cache.set(variable, { ...setTo(cmake.directoryText(kind)), type: "STATIC" });
    }
    cmake.set(`${text}_IS_TOP_LEVEL`, literal(cmake.hasProject ? "OFF" : "ON"));
  }
  cmake.set("PROJECT_IS_TOP_LEVEL", literal(cmake.hasProject ? "OFF" : "ON"));
  const version = keywords.one.get("VERSION") ?? EMPTY;
  define("VERSION", version);
  const parts = (literalOf(version) ?? "").split(".");
  for (const [i, part] of ["MAJOR", "MINOR", "PATCH", "TWEAK"].entries()) {
    define(`VERSION_${part}`, literalOf(version) === null ? unknownText({ code: "not-understood", text: "a part of a version that is not known", at }) : literal(parts[i] ?? ""));
  }
  define("DESCRIPTION", keywords.one.get("DESCRIPTION") ?? EMPTY);
  define("HOMEPAGE_URL", keywords.one.get("HOMEPAGE_URL") ?? EMPTY);
  if (!cmake.hasProject) firstProject(call);
  cmake.hasProject = true;
  if (!languages.includes("NONE")) compilers(call, languages.length === 0 ? ["C", "CXX"] : languages);
  return undefined;
};

/** The first one finds out about the system. The toolchain file is read then. */
function firstProject({ cmake, at }: Call): void {
  const { os, arch } = cmake.machine.facts();
  const toolchain = literalOf(cmake.valueOf("CMAKE_TOOLCHAIN_FILE"));
  const system = SYSTEMS[os] ?? os;
  cmake.set("CMAKE_HOST_SYSTEM_NAME", literal(system));
  cmake.set("CMAKE_HOST_SYSTEM_PROCESSOR", literal(PROCESSORS[arch] ?? arch));
  if (toolchain !== null && toolchain !== "") {
    const path = absolutePath(cmake.directory.source, toolchain);
    if (path === null || !runFile(cmake, path, literal(toolchain))) cmake.disturb({ code: "file", text: `the toolchain file ${toolchain}, which is not there`, at });
  }
  if (cmake.variable("CMAKE_SYSTEM_NAME").set === "no") {
    cmake.set("CMAKE_SYSTEM_NAME", literal(system));
    cmake.set("CMAKE_SYSTEM_PROCESSOR", literal(PROCESSORS[arch] ?? arch));
  }
  if (system === "Linux") {
    cmake.set("UNIX", literal("1"));
    cmake.set("LINUX", literal("1"));
  }
}

const SYSTEMS: Readonly<Record<string, string>> = { linux: "Linux", windows: "Windows", darwin: "Darwin" };
/** As `uname -m` tells them. */
const PROCESSORS: Readonly<Record<string, string>> = { amd64: "x86_64", arm64: "aarch64", arm: "armv7l", "386": "i686", loong64: "loongarch64" };

/** Which compilers are found is not known. */
function compilers({ cmake, at }: Call, languages: readonly string[]): void {
  for (const language of languages) {
    if (!/^[A-Z]+$/.test(language)) continue;
    cmake.openPrefixes.push({ prefix: `cmake_${language.toLowerCase()}_`, reason: { code: "command-output", text: `what CMake finds out about the ${language} compiler`, at } });
  }
}

export const PROJECT_COMMANDS: Readonly<Record<string, Handler>> = { cmake_minimum_required: minimumRequired, project };
