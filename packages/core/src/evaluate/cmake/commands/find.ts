/** `find_program`, `find_package` and their kin. What a machine has is only known where its files are. */
import type { Traced } from "../../../text/index.js";
import { concat, literal, literalOf, unknownText } from "../../../text/index.js";
import { absolutePath, join } from "../../../workspace/index.js";
import { choose, MakeStop } from "../../make/index.js";
import { keywordsOf, listOf, textAt, type Call, type Handler } from "../call.js";
import { runFile } from "../interpret.js";
import { splitList } from "../lists.js";
import { setTo } from "../state.js";
import { decide } from "../truth.js";

/** Keywords after which no names follow. Source: CMake 3.25, cmFindBase.cxx. */
const FLAGS = ["NO_DEFAULT_PATH", "NO_PACKAGE_ROOT_PATH", "NO_CMAKE_PATH", "NO_CMAKE_ENVIRONMENT_PATH", "NO_SYSTEM_ENVIRONMENT_PATH", "NO_CMAKE_SYSTEM_PATH", "NO_CMAKE_INSTALL_PREFIX", "CMAKE_FIND_ROOT_PATH_BOTH", "ONLY_CMAKE_FIND_ROOT_PATH", "NO_CMAKE_FIND_ROOT_PATH", "REQUIRED", "NO_CACHE", "NAMES_PER_DIR"];

const findProgram: Handler = (call) => {
  const { args } = call;
  const name = textAt(args, 0);
  if (name === null || isFound(call, name)) return undefined;
  const keywords = keywordsOf(args.slice(1), { flags: FLAGS, one: ["DOC", "VALIDATOR"], many: ["NAMES", "HINTS", "PATHS", "PATH_SUFFIXES", "ENV"] });
  const isShort = !keywords.many.has("NAMES");
  const names = (isShort ? keywords.rest.slice(0, 1) : listOf(keywords, "NAMES")).map(({ value }) => literalOf(value));
  const directories = [...listOf(keywords, "HINTS"), ...(isShort ? keywords.rest.slice(1) : []), ...listOf(keywords, "PATHS")].map(({ value }) => literalOf(value));
  remember(call, name, programPath(call, name, names, directories), keywords.flags.has("NO_CACHE"));
  return undefined;
};

/** What an earlier search, or the command line, found stays. */
function isFound({ cmake }: Call, name: string): boolean {
  const slot = cmake.variable(name);
  return slot.set === "yes" && decide([slot.value], (text) => !/NOTFOUND$/.test(text) && text !== "") === "yes";
}

function remember({ cmake }: Call, name: string, value: Traced, noCache: boolean): void {
  if (noCache) cmake.set(name, value);
  else {
    cmake.cache.set(name, { ...setTo(value), type: "FILEPATH" });
    if (cmake.normal(name).set !== "no") cmake.unset(name);
  }
}

/** Programs without which nothing is built at all: taken to be there, at a place that is not known. */
const NEEDED = new Set(["go", "cmake", "make", "ninja"]);

function programPath({ cmake, at }: Call, variable: string, names: readonly (string | null)[], directories: readonly (string | null)[]): Traced {
  const path = cmake.environmentVariable("PATH");
  const search = [...directories, ...(path.set === "yes" ? (literalOf(path.value)?.split(":") ?? [null]) : [null])];
  let isCertain = true;
  for (const name of names) {
    for (const directory of search) {
      const file = name === null || directory === null ? null : absolutePath(cmake.directory.source, join(directory, name));
      const kind = file === null ? "unknown" : cmake.machine.files.stat(file).kind;
      if (kind === "file" && isCertain) return literal(file ?? "");
      isCertain &&= kind === "absent" || kind === "directory";
    }
  }
  const notFound = literal(`${variable}-NOTFOUND`);
  if (isCertain) return notFound;
  const [name, ...others] = names;
  const known = name !== null && name !== undefined && others.length === 0;
  const found = known ? concat(unknownText({ code: "file", text: `the directory of ${name}`, at }, { mayBeEmpty: false, mayHaveBlanks: false }), literal(`/${name}`)) : unknownText({ code: "file", text: "where a program is", at }, { mayBeEmpty: false, mayHaveBlanks: false });
  if (name !== null && name !== undefined && NEEDED.has(name)) return known ? found : concat(unknownText({ code: "file", text: `the directory of ${name}`, at }, { mayBeEmpty: false, mayHaveBlanks: false }), literal(`/${name}`));
  return choose([{ when: `${name ?? "a program"} is installed`, value: found }, { when: `${name ?? "a program"} is not installed`, value: notFound }]);
}

/** A library, header or other file: it may be found. */
const findFile: Handler = (call) => {
  const { args, at } = call;
  const name = textAt(args, 0);
  if (name === null || isFound(call, name)) return undefined;
  const found = unknownText({ code: "file", text: `where ${textAt(args, 1) ?? "a file"} is`, at }, { mayBeEmpty: false, mayHaveBlanks: false });
  const flags = args.map(({ value }) => literalOf(value));
  const value = flags.includes("REQUIRED") ? found : choose([{ when: "it is found", value: found }, { when: "it is not found", value: literal(`${name}-NOTFOUND`) }]);
  remember(call, name, value, flags.includes("NO_CACHE"));
  return undefined;
};

/** `Find<Name>.cmake` of the project is read; else the package may set anything that begins with its name. */
const findPackage: Handler = (call) => {
  const { cmake, args, at } = call;
  const name = textAt(args, 0);
  if (name === null) throw new MakeStop("find_package needs a name", at);
  for (const { value, kind } of splitList(cmake.valueOf("CMAKE_MODULE_PATH"))) {
    const directory = kind === "word" ? literalOf(value) : null;
    const path = directory === null ? null : absolutePath(cmake.directory.source, join(directory, `Find${name}.cmake`));
    if (path === null) continue;
    cmake.set("CMAKE_FIND_PACKAGE_NAME", literal(name));
    if (args.some((arg) => literalOf(arg.value) === "REQUIRED")) cmake.set(`${name}_FIND_REQUIRED`, literal("1"));
    if (runFile(cmake, path, value)) return undefined;
  }
  const required = args.some(({ value }) => literalOf(value) === "REQUIRED");
  const reason = { code: "file", text: `what find_package(${name}) finds`, at } as const;
  cmake.openPrefixes.push({ prefix: name.toLowerCase(), reason });
  if (name === "Git") cmake.set("GIT_EXECUTABLE", gitPath(at, required));
  cmake.set(`${name}_FOUND`, required ? literal("1") : choose([{ when: `${name} is found`, value: literal("1") }, { when: `${name} is not found`, value: literal("0") }]));
  return undefined;
};

function gitPath(at: Call["at"], required: boolean): Traced {
  const found = concat(unknownText({ code: "file", text: "the directory of git", at }, { mayBeEmpty: false, mayHaveBlanks: false }), literal("/git"));
  return required ? found : choose([{ when: "git is found", value: found }, { when: "git is not found", value: literal("GIT_EXECUTABLE-NOTFOUND") }]);
}

export const FIND_COMMANDS: Readonly<Record<string, Handler>> = { find_program: findProgram, find_library: findFile, find_path: findFile, find_file: findFile, find_package: findPackage };

