/** Targets and custom commands. Source: CMake 3.25, cmAddCustomTargetCommand.cxx and cmAddCustomCommandCommand.cxx. */
import type { Word } from "../../../text/index.js";
import { literal, literalOf } from "../../../text/index.js";
import { MakeStop } from "../../make/index.js";
import { keywordsOf, listOf, textAt, valueAt, type Arg, type Call, type Handler, type Keywords } from "../call.js";
import type { CommandLine, Commands } from "../model.js";

const ONE = ["WORKING_DIRECTORY", "COMMENT", "JOB_POOL", "DEPFILE", "MAIN_DEPENDENCY"];
const FLAGS = ["VERBATIM", "USES_TERMINAL", "COMMAND_EXPAND_LISTS", "APPEND", "PRE_BUILD", "PRE_LINK", "POST_BUILD", "ALL"];
const MANY = ["COMMAND", "DEPENDS", "BYPRODUCTS", "SOURCES", "OUTPUT", "IMPLICIT_DEPENDS", "TARGET"];
const KEYWORDS = new Set([...ONE, ...FLAGS, ...MANY]);

const addCustomTarget: Handler = (call) => {
  const { cmake, args, at } = call;
  const name = valueAt(args, 0);
  if (name === null) throw new MakeStop("add_custom_target needs a name", at);
  // old form: the command follows the name, or ALL
  const isAll = textAt(args, 1) === "ALL";
  const rest = args.slice(isAll ? 2 : 1);
  const first = textAt(rest, 0);
  const hasKeyword = first !== null && KEYWORDS.has(first);
  const words = hasKeyword || rest.length === 0 ? rest : [{ kind: "word" as const, value: literal("COMMAND"), quoted: false }, ...rest];
  const keywords = read(words);
  const commands = commandsOf(call, words, keywords, false);
  cmake.declare({
    kind: "target",
    name,
    inAll: isAll && !cmake.directory.excluded,
    type: "custom",
    commands: commands.lines.length === 0 ? null : commands,
    depends: [...listOf(keywords, "DEPENDS"), ...listOf(keywords, "SOURCES")],
    directory: cmake.directory,
    when: [],
  });
  return undefined;
};

const addCustomCommand: Handler = (call) => {
  const { cmake, args } = call;
  const keywords = read(args);
  const commands = commandsOf(call, args, keywords, true);
  const target = listOf(keywords, "TARGET")[0];
  if (target !== undefined) {
    const moment = (["PRE_BUILD", "PRE_LINK"] as const).find((flag) => keywords.flags.has(flag)) ?? "POST_BUILD";
    cmake.declare({ kind: "attached", target: target.value, moment, commands, when: [] });
    return undefined;
  }
  const main = keywords.one.get("MAIN_DEPENDENCY");
  const depends = [...listOf(keywords, "DEPENDS"), ...(main === undefined ? [] : [{ kind: "word" as const, value: main }])];
  cmake.declare({ kind: "rule", outputs: listOf(keywords, "OUTPUT"), commands, depends, append: keywords.flags.has("APPEND"), when: [] });
  return undefined;
};

function read(args: readonly Arg[]): Keywords {
  return keywordsOf(args, { one: ONE, flags: FLAGS, many: MANY });
}

/** In custom commands `ARGS` may stand before the arguments; in custom targets it is one. */
function commandsOf({ cmake, at }: Call, args: readonly Word[], { one, flags }: Keywords, hasArgs: boolean): Commands {
  const lines: CommandLine[] = [];
  let current: Word[] | null = null;
  let take = false;
  for (const word of args) {
    const text = word.kind === "word" ? literalOf(word.value) : null;
    if (text === "COMMAND") {
      current = [];
      lines.push({ words: current, at });
      take = true;
    } else if (hasArgs && text === "ARGS" && current !== null) take = true;
    else if (text !== null && KEYWORDS.has(text)) take = false;
    else if (take && current !== null) current.push(word);
  }
  return { lines: lines.filter(({ words }) => words.length > 0), workingDirectory: one.get("WORKING_DIRECTORY") ?? null, verbatim: flags.has("VERBATIM"), expandLists: flags.has("COMMAND_EXPAND_LISTS"), directory: cmake.directory };
}

const addDependencies: Handler = ({ cmake, args }) => {
  const target = valueAt(args, 0);
  if (target !== null) cmake.declare({ kind: "dependency", target, on: args.slice(1), when: [] });
  return undefined;
};

/** A program or library of another language: only what is built for it matters. */
const addBinary =
  (type: "executable" | "library"): Handler =>
  ({ cmake, args, at }) => {
    const name = valueAt(args, 0);
    if (name === null) throw new MakeStop("a target needs a name", at);
    const flags = new Set(args.slice(1).map(({ value }) => literalOf(value)));
    const isReal = !flags.has("IMPORTED") && !flags.has("INTERFACE") && !flags.has("ALIAS");
    cmake.declare({
      kind: "target",
      name,
      inAll: isReal && !flags.has("EXCLUDE_FROM_ALL") && !cmake.directory.excluded,
      type,
      commands: null,
      depends: args.slice(1).filter(({ value }) => !/^[A-Z_0-9]+$/.test(literalOf(value) ?? "")),
      directory: cmake.directory,
      when: [],
    });
    return undefined;
  };

const targetLinkLibraries: Handler = ({ cmake, args }) => {
  const target = valueAt(args, 0);
  const on = args.slice(1).filter(({ value }) => !["PUBLIC", "PRIVATE", "INTERFACE", "LINK_PUBLIC", "LINK_PRIVATE", "debug", "optimized", "general"].includes(literalOf(value) ?? ""));
  if (target !== null) cmake.declare({ kind: "dependency", target, on, when: [] });
  return undefined;
};

/** Files that `cmake --install` copies. */
const install: Handler = ({ cmake, args }) => {
  const { one, many } = keywordsOf(args, { one: ["DESTINATION", "RENAME", "COMPONENT", "TYPE"], many: ["PROGRAMS", "FILES", "TARGETS", "DIRECTORY", "PERMISSIONS", "CONFIGURATIONS", "SCRIPT", "CODE", "EXPORT", "RUNTIME", "LIBRARY", "ARCHIVE"], flags: ["OPTIONAL", "EXCLUDE_FROM_ALL"] });
  const destination = one.get("DESTINATION");
  const files = [...(many.get("PROGRAMS") ?? []), ...(many.get("FILES") ?? [])].flat();
  if (files.length > 0 && destination !== undefined) cmake.declare({ kind: "install", files, destination, rename: one.get("RENAME") ?? null, directory: cmake.directory, when: [] });
  return undefined;
};

export const TARGET_COMMANDS: Readonly<Record<string, Handler>> = {
  add_custom_target: addCustomTarget,
  add_custom_command: addCustomCommand,
  add_dependencies: addDependencies,
  add_executable: addBinary("executable"),
  add_library: addBinary("library"),
  target_link_libraries: targetLinkLibraries,
  install,
};

