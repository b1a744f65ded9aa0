/** Commands that decide what runs next. */
import { literal, literalOf, print, type Traced } from "../../../text/index.js";
import { absolutePath, join } from "../../../workspace/index.js";
import { MakeStop } from "../../make/index.js";
import { textAt, valueAt, type Arg, type Call, type Flow, type Flows, type Handler } from "../call.js";
import { invoke, runFile, runText } from "../interpret.js";
import { loadModule } from "../modules.js";
import { splitList } from "../lists.js";
import { directoryFor } from "../directories.js";

const flow = (kind: Flow): Handler => () => new Set([kind]);

/** `return(PROPAGATE …)`: variables of the function go to its caller. */
const leave: Handler = ({ cmake, args }) => {
  const { parent } = cmake.scope;
  if (textAt(args, 0) === "PROPAGATE" && parent !== null) {
    for (const { value } of args.slice(1)) {
      const name = literalOf(value);
      if (name !== null) cmake.setSlot(name, cmake.normal(name), parent);
    }
  }
  return new Set<Flow>(["return"]);
};

/** An error ends the run: no build system is written. */
const message: Handler = ({ args, at }) => {
  const mode = textAt(args, 0);
  if (mode === "FATAL_ERROR" || mode === "SEND_ERROR") throw new MakeStop(`an error of its own: ${args.slice(1).map(({ value }) => print(value)).join("")}`, at);
  return undefined;
};

const include: Handler = (call) => {
  const { cmake, args, at } = call;
  const name = valueAt(args, 0);
  if (name === null) throw new MakeStop("include needs a file", at);
  const flags = args.slice(1).map(({ value }) => literalOf(value));
  const text = args[0]?.kind === "gap" ? null : literalOf(name);
  if (text === null) {
    cmake.disturb({ code: "file", text: `a file is included whose name is not known (${print(name)})`, at });
    return undefined;
  }
  const found = text.includes("/") || /\.cmake$|^CMakeLists\.txt$/.test(text) ? includeFile(call, text) : includeModule(call, text);
  const result = flags.indexOf("RESULT_VARIABLE");
  if (result !== -1) cmake.set(flags[result + 1] ?? "", literal(found ?? "NOTFOUND"));
  if (found === null && !flags.includes("OPTIONAL")) throw new MakeStop(`include could not find ${text}`, at);
  return undefined;
};

function includeFile({ cmake, args, at }: Call, text: string): string | null {
  const path = absolutePath(cmake.directory.source, text);
  if (path === null) {
    cmake.disturb({ code: "file", text: `${text} is included from a directory that is not known`, at });
    return text;
  }
  return runFile(cmake, path, valueAt(args, 0) as Traced) ? path : null;
}

/** `include(Name)`: from CMAKE_MODULE_PATH, else from CMake itself. Directories that are not known are taken to have no module that a known one has. */
function includeModule({ cmake, args, at }: Call, name: string): string | null {
  const directories = splitList(cmake.valueOf("CMAKE_MODULE_PATH")).map(({ kind, value }) => (kind === "word" ? literalOf(value) : null));
  for (const directory of directories) {
    const path = directory === null ? null : absolutePath(cmake.directory.source, join(directory, `${name}.cmake`));
    if (path !== null && runFile(cmake, path, valueAt(args, 0) as Traced)) return path;
  }
  if (loadModule(cmake, name, at)) return `/usr/share/cmake/Modules/${name}.cmake`;
  if (!directories.includes(null)) return null;
  cmake.disturb({ code: "file", text: `the module ${name} is searched in directories that are not known`, at });
  return name;
}

const addSubdirectory: Handler = (call) => {
  const { cmake, args, at } = call;
  const source = textAt(args, 0);
  const binary = args[1];
  if (source === null) {
    cmake.notUnderstood({ code: "file", text: "a subdirectory whose name is not known", at }, true);
    return undefined;
  }
  const path = absolutePath(cmake.directory.source, source);
  const excluded = args.some(({ value }) => literalOf(value) === "EXCLUDE_FROM_ALL");
  const hasBinary = binary !== undefined && literalOf(binary.value) !== "EXCLUDE_FROM_ALL";
  const directory = directoryFor(cmake, path, hasBinary ? literalOf(binary.value) : source, excluded);
  const file = path === null ? null : cmake.machine.files.read(join(path, "CMakeLists.txt"));
  if (path === null || file === null) {
    if (path !== null) throw new MakeStop(`add_subdirectory: ${source} has no CMakeLists.txt`, at);
    return undefined;
  }
  if ("unknown" in file) {
    cmake.notUnderstood({ ...file.unknown, at: file.unknown.at ?? at }, true);
    return undefined;
  }
  if (directory.binary !== null) cmake.machine.files.makeDirectory(directory.binary, cmake.certainty);
  const before = cmake.directory;
  cmake.directory = directory;
  try {
    cmake.within(cmake.newScope(cmake.scope), () => {
      cmake.set("CMAKE_CURRENT_SOURCE_DIR", cmake.directoryText("source"));
      cmake.set("CMAKE_CURRENT_BINARY_DIR", cmake.directoryText("binary"));
      runText(cmake, file.text, { file: file.source, path: join(path, "CMakeLists.txt") });
    });
  } finally {
    cmake.directory = before;
  }
  return undefined;
};

/** `include_guard()`: the rest of the file runs once. */
const includeGuard: Handler = ({ cmake }) => {
  const key = `GUARD::${cmake.place.path ?? ""}`;
  const slot = cmake.properties.get(key);
  cmake.properties.set(key, { value: literal("1"), set: "yes" });
  if (slot === undefined || slot.set === "no") return undefined;
  return new Set<Flow>(slot.set === "yes" ? ["return"] : ["return", "next"]);
};

/** `cmake_language(CALL …)` and `EVAL CODE` with texts that are known. */
const cmakeLanguage: Handler = (call) => {
  const { cmake, args, at } = call;
  const operation = textAt(args, 0);
  if (operation === "EVAL" && textAt(args, 1) === "CODE") {
    const code = args.slice(2).map(({ value }) => literalOf(value));
    if (!code.includes(null)) runText(cmake, code.join(""), { file: null, path: cmake.place.path });
    else cmake.disturb({ code: "not-understood", text: "code that is not known is run", at });
  } else if (operation === "CALL") return named(call, args.slice(1));
  else if (operation === "DEFER") {
    const start = args.findIndex(({ value }) => literalOf(value) === "CALL");
    if (start !== -1) return named(call, args.slice(start + 1));
  }
  return undefined;
};

function named(call: Call, [name, ...args]: readonly Arg[]): Flows {
  const invoked = { ...call, name: (name === undefined ? null : literalOf(name.value))?.toLowerCase() ?? "", args };
  call.cmake.run.onCommand?.(invoked, args.map(({ value }) => ({ kind: "quoted", value })));
  return invoke(invoked);
}

export const FLOW_COMMANDS: Readonly<Record<string, Handler>> = {
  break: flow("break"),
  continue: flow("continue"),
  return: leave,
  message,
  include,
  add_subdirectory: addSubdirectory,
  include_guard: includeGuard,
  cmake_language: cmakeLanguage,
};

