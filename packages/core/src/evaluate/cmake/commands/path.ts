/** `get_filename_component` and `cmake_path`. Source: CMake 3.25, cmGetFilenameComponentCommand.cxx and cmCMakePathCommand.cxx. */
import type { Traced, Word } from "../../../text/index.js";
import { EMPTY, lift, literalOf, unknownText } from "../../../text/index.js";
import { absolutePath, basename, dirname, join, normalize, relative } from "../../../workspace/index.js";
import { keywordsOf, textAt, type Call, type Handler } from "../call.js";
import { setCached } from "./variables.js";

const getFilenameComponent: Handler = (call) => {
  const { cmake, args } = call;
  const name = textAt(args, 0);
  const mode = textAt(args, 2);
  if (name === null || mode === null) return undefined;
  const base = keywordsOf(args.slice(3), { one: ["BASE_DIR"], flags: ["CACHE"] }).one.get("BASE_DIR");
  const value = component(call, mode, args[1]?.value ?? EMPTY, base ?? cmake.directoryText("source"));
  if (textAt(args, args.length - 1) === "CACHE") setCached(call, name, value, "FILEPATH", false);
  else cmake.set(name, value);
  return undefined;
};

function component(call: Call, mode: string, file: Traced, base: Traced): Traced {
  switch (mode) {
    case "DIRECTORY":
    case "PATH":
      return lift((path) => directoryOf(path), [file]);
    case "NAME":
      return lift((path) => basename(path), [file]);
    case "EXT":
      return lift((path) => /\.[^]*$/.exec(basename(path))?.[0] ?? "", [file]);
    case "LAST_EXT":
      return lift((path) => /\.[^.]*$/.exec(basename(path))?.[0] ?? "", [file]);
    case "NAME_WE":
      return lift((path) => basename(path).replace(/\.[^]*$/, ""), [file]);
    case "NAME_WLE":
      return lift((path) => basename(path).replace(/\.[^.]*$/, ""), [file]);
    case "ABSOLUTE":
    case "REALPATH":
      return lift((path, directory) => absolutePath(directory, path) ?? "", [file, base]);
    default:
      return unknownText({ code: "not-understood", text: `the ${mode} of a file name`, at: call.at });
  }
}

/** As CMake cuts it: nothing is left of a plain name. */
function directoryOf(path: string): string {
  return path.includes("/") ? dirname(path) : "";
}

/** `cmake_path(GET …)` and the changes of a path that need no file. */
const cmakePath: Handler = (call) => {
  const { cmake, args } = call;
  const operation = textAt(args, 0) ?? "";
  const name = textAt(args, 1);
  if (name === null) return undefined;
  const old = cmake.valueOf(name);
  const rest = args.slice(2);
  const output = outputOf(rest) ?? name;
  switch (operation) {
    case "SET": {
      const value = rest.at(-1)?.value ?? EMPTY;
      cmake.set(name, textAt(rest, 0) === "NORMALIZE" ? lift(normalize, [value]) : value);
      return undefined;
    }
    case "GET": {
      const target = textAt(rest, rest.length - 1);
      if (target !== null) cmake.set(target, part(call, textAt(rest, 0) ?? "", textAt(rest, 1) === "LAST_ONLY", old));
      return undefined;
    }
    case "APPEND":
    case "APPEND_STRING": {
      const parts = operands(rest);
      cmake.set(output, lift((...texts) => texts.reduce((a, b) => (operation === "APPEND_STRING" ? a + b : b.startsWith("/") ? b : a === "" || a.endsWith("/") ? a + b : `${a}/${b}`)), [old, ...parts]));
      return undefined;
    }
    case "NORMAL_PATH":
      cmake.set(output, lift(normalize, [old]));
      return undefined;
    case "ABSOLUTE_PATH":
    case "RELATIVE_PATH": {
      const base = keywordsOf(rest, { one: ["BASE_DIRECTORY", "OUTPUT_VARIABLE"], flags: ["NORMALIZE"] }).one.get("BASE_DIRECTORY") ?? cmake.directoryText("source");
      cmake.set(output, lift((path, directory) => (operation === "ABSOLUTE_PATH" ? join(path.startsWith("/") ? "" : directory, path) : relative(directory, path)), [old, base]));
      return undefined;
    }
    case "REMOVE_FILENAME":
      cmake.set(output, lift((path) => path.slice(0, path.lastIndexOf("/") + 1), [old]));
      return undefined;
    case "REMOVE_EXTENSION":
      cmake.set(output, lift((path) => join(dirname(path), basename(path).replace(/(?<=.)\.[^]*$/, "")), [old]));
      return undefined;
    case "REPLACE_FILENAME":
      cmake.set(output, lift((path, file) => path.slice(0, path.lastIndexOf("/") + 1) + file, [old, operands(rest)[0] ?? EMPTY]));
      return undefined;
    default: {
      const target = outputOf(rest) ?? textAt(rest, rest.length - 1);
      if (target !== null) cmake.set(target, unknownText({ code: "not-understood", text: `cmake_path(${operation})`, at: call.at }));
      return undefined;
    }
  }
};

function outputOf(rest: readonly Word[]): string | null {
  const at = rest.findIndex(({ value }) => literalOf(value) === "OUTPUT_VARIABLE");
  return at === -1 ? null : textAt(rest, at + 1);
}

function operands(rest: readonly Word[]): readonly Traced[] {
  const end = rest.findIndex(({ value }) => literalOf(value) === "OUTPUT_VARIABLE");
  return rest.slice(0, end === -1 ? undefined : end).map(({ value }) => value);
}

function part(call: Call, name: string, lastOnly: boolean, path: Traced): Traced {
  const file = (f: (name: string) => string): Traced => lift((text) => f(basename(text)), [path]);
  switch (name) {
    case "FILENAME":
      return file((text) => text);
    case "EXTENSION":
      return file((text) => (lastOnly ? /(?<=.)\.[^.]*$/ : /(?<=.)\.[^]*$/).exec(text)?.[0] ?? "");
    case "STEM":
      return file((text) => text.replace(lastOnly ? /(?<=.)\.[^.]*$/ : /(?<=.)\.[^]*$/, ""));
    case "PARENT_PATH":
      return lift(directoryOf, [path]);
    case "ROOT_DIRECTORY":
    case "ROOT_PATH":
      return lift((text) => (text.startsWith("/") ? "/" : ""), [path]);
    case "ROOT_NAME":
      return EMPTY;
    case "RELATIVE_PART":
      return lift((text) => text.replace(/^\/+/, ""), [path]);
    default:
      return unknownText({ code: "not-understood", text: `cmake_path(GET ${name})`, at: call.at });
  }
}

export const PATH_COMMANDS: Readonly<Record<string, Handler>> = { get_filename_component: getFilenameComponent, cmake_path: cmakePath };

