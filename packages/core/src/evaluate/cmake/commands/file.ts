/** `file(…)` and `configure_file`. Source: CMake 3.25, cmFileCommand.cxx and cmConfigureFileCommand.cxx. */
import type { Traced, Word } from "../../../text/index.js";
import { concat, EMPTY, lift, literal, literalOf, unknownText } from "../../../text/index.js";
import { absolutePath, basename, join, relative } from "../../../workspace/index.js";
import { expand as expandGlob } from "../../files/index.js";
import { keywordsOf, listOf, textAt, type Call, type Handler } from "../call.js";
import { configured } from "../configure-text.js";
import { joinList } from "../lists.js";
import { contentOf } from "../read-file.js";
import { evaluateExpressions } from "../generator-expressions.js";

type Operation = (call: Call, rest: readonly Word[]) => void;

const file: Handler = (call) => {
  const { args } = call;
  const operation = textAt(args, 0) ?? "";
  (OPERATIONS[operation] ?? other)(call, args.slice(1));
  return undefined;
};

const OPERATIONS: Readonly<Record<string, Operation>> = {
  WRITE: (call, [name, ...content]) => write(call, name, concat(...content.map(({ value }) => value))),
  APPEND: (call, [name, ...content]) => {
    const path = pathOf(call, name, "source");
    const old = path === null ? null : contentOf(call.cmake.machine.files, path);
    const added = concat(...content.map(({ value }) => value));
    write(call, name, old === null ? added : "unknown" in old ? unknownText(old.unknown) : concat(old.content, added));
  },
  READ: (call, rest) => {
    const path = pathOf(call, rest[0], "source");
    const content = path === null ? null : contentOf(call.cmake.machine.files, path);
    const value = content === null || "unknown" in content || rest.length > 2 ? unknownText({ code: "file", text: "the text of a file", at: call.at }) : content.content;
    output(call, rest, 1, value);
  },
  STRINGS: (call, rest) => {
    const path = pathOf(call, rest[0], "source");
    const content = path === null ? null : contentOf(call.cmake.machine.files, path);
    output(call, rest, 1, content === null || "unknown" in content ? unknownText({ code: "file", text: "the lines of a file", at: call.at }) : linesOf(content.content, call, rest.slice(2)));
  },
  GLOB: (call, rest) => glob(call, rest),
  GLOB_RECURSE: (call, rest) => output(call, rest, 0, unknownText({ code: "file", text: "the files of a directory and those below it", at: call.at })),
  MAKE_DIRECTORY: (call, rest) =>
    each(call, rest, (path) => {
      call.cmake.machine.files.makeDirectory(path, call.cmake.certainty);
    }),
  REMOVE: (call, rest) => remove(call, rest),
  REMOVE_RECURSE: (call, rest) => remove(call, rest),
  TOUCH: (call, rest) =>
    each(call, rest, (path) => {
      if (call.cmake.machine.files.stat(path).kind === "absent") call.cmake.machine.files.write(path, { content: EMPTY, artifacts: [], from: "file(TOUCH)" }, call.cmake.certainty);
    }),
  RELATIVE_PATH: (call, rest) => output(call, rest, 0, lift((directory, path) => relative(directory, path), [rest[1]?.value ?? EMPTY, rest[2]?.value ?? EMPTY])),
  TO_CMAKE_PATH: (call, rest) => output(call, rest, 1, lift((text) => text.replaceAll(":", ";"), [rest[0]?.value ?? EMPTY])),
  TO_NATIVE_PATH: (call, rest) => output(call, rest, 1, rest[0]?.value ?? EMPTY),
  REAL_PATH: (call, rest) => output(call, rest, 1, lift((text, base) => absolutePath(base, text) ?? "", [rest[0]?.value ?? EMPTY, call.cmake.directoryText("source")])),
  COPY: (call, rest) => copy(call, rest),
  INSTALL: (call, rest) => copy(call, rest),
  COPY_FILE: (call, rest) => move(call, rest, false),
  RENAME: (call, rest) => move(call, rest, true),
  CONFIGURE: (call, rest) => {
    const { one, flags } = keywordsOf(rest, { one: ["OUTPUT", "CONTENT"], flags: ["@ONLY", "ESCAPE_QUOTES"] });
    const name = one.get("OUTPUT");
    if (name !== undefined) write(call, { kind: "word", value: name }, configured(call.cmake, one.get("CONTENT") ?? EMPTY, { atOnly: flags.has("@ONLY"), escapeQuotes: false }), "binary");
  },
  GENERATE: (call, rest) => {
    const { one } = keywordsOf(rest, { one: ["OUTPUT", "CONTENT", "INPUT", "CONDITION", "TARGET"], flags: ["USE_SOURCE_PERMISSIONS"] });
    const name = one.get("OUTPUT");
    const content = one.get("CONTENT");
    if (name !== undefined) write(call, { kind: "word", value: name }, content === undefined ? null : evaluateExpressions(call.cmake, content), "binary");
  },
};

/** Anything else may write where it says, or set what it names. */
function other({ cmake, at, args }: Call, rest: readonly Word[]): void {
  const operation = textAt(args, 0) ?? "a file operation";
  if (/^(?:DOWNLOAD|ARCHIVE_EXTRACT|CREATE_LINK|CHMOD|LOCK|UPLOAD|ARCHIVE_CREATE)/.test(operation)) {
    const directory = cmake.directory.binary;
    if (directory !== null && /^(?:DOWNLOAD|ARCHIVE_EXTRACT|CREATE_LINK)/.test(operation)) cmake.machine.files.disturb(directory, `file(${operation})`, at);
    return;
  }
  for (const { value } of rest) {
    const name = literalOf(value);
    if (name !== null && /^[A-Za-z_]\w*$/.test(name) && !/^[A-Z_]+$/.test(name)) cmake.set(name, unknownText({ code: "file", text: `file(${operation})`, at }));
  }
}

function pathOf({ cmake }: Call, word: Word | undefined, base: "source" | "binary"): string | null {
  const text = word === undefined || word.kind === "gap" ? null : literalOf(word.value);
  return text === null ? null : absolutePath(cmake.directory[base], text);
}

function write(call: Call, name: Word | undefined, content: Traced | null, base: "source" | "binary" = "source"): void {
  const { cmake, at } = call;
  const path = pathOf(call, name, base);
  if (path !== null) cmake.machine.files.write(path, { content, artifacts: [], from: "CMake" }, cmake.certainty);
  else cmake.machine.files.disturb("/", "CMake writes a file whose name is not known", at);
}

function each(call: Call, words: readonly Word[], f: (path: string) => void): void {
  for (const word of words) {
    const path = pathOf(call, word, "source");
    if (path === null) call.cmake.machine.files.disturb("/", "CMake changes files whose names are not known", call.at);
    else f(path);
  }
}

function output({ cmake }: Call, rest: readonly Word[], index: number, value: Traced): void {
  const name = textAt(rest, index);
  if (name !== null) cmake.set(name, value);
}

function remove(call: Call, rest: readonly Word[]): void {
  each(call, rest, (path) => {
    call.cmake.machine.files.remove(path, call.cmake.certainty);
  });
}

function linesOf(content: Traced, { at }: Call, options: readonly Word[]): Traced {
  const { one } = keywordsOf(options, { one: ["LIMIT_COUNT", "REGEX", "LENGTH_MINIMUM", "LENGTH_MAXIMUM", "LIMIT_INPUT", "LIMIT_OUTPUT", "ENCODING"], flags: ["NEWLINE_CONSUME", "NO_HEX_CONVERSION"] });
  const text = literalOf(content);
  const count = one.get("LIMIT_COUNT");
  if (text === null || one.has("REGEX") || one.size > (count === undefined ? 0 : 1)) return unknownText({ code: "file", text: "the lines of a file", at });
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  const limit = count === undefined ? lines.length : Number(literalOf(count));
  const origin = content.pieces[0]?.origin ?? null;
  return joinList(lines.slice(0, limit).map((line) => ({ kind: "word", value: literal(line.replaceAll(";", "\\;"), origin) })));
}

function glob(call: Call, rest: readonly Word[]): void {
  const { cmake, at } = call;
  const keywords = keywordsOf(rest.slice(1), { one: ["RELATIVE", "LIST_DIRECTORIES"], flags: ["CONFIGURE_DEPENDS"] });
  const base = keywords.one.get("RELATIVE");
  const from = base === undefined ? null : literalOf(base);
  const found = keywords.rest.map((word) => {
    const pattern = pathOf(call, word, "source");
    return pattern === null ? { paths: [], complete: false } : expandGlob(cmake.machine.files, pattern);
  });
  if (found.some(({ complete }) => !complete) || (base !== undefined && from === null)) return output(call, rest, 0, unknownText({ code: "file", text: "the files that match", at }));
  const paths = [...new Set(found.flatMap(({ paths: own }) => own))].sort().map((path) => (from === null ? path : relative(from, path)));
  output(call, rest, 0, joinList(paths.map((path) => ({ kind: "word", value: literal(path) }))));
}

function copy(call: Call, rest: readonly Word[]): void {
  const { cmake, at } = call;
  const { files } = cmake.machine;
  const keywords = keywordsOf(rest, { one: ["DESTINATION", "RENAME", "TYPE"], many: ["FILES", "FILE_PERMISSIONS", "PERMISSIONS", "PATTERN", "REGEX", "DIRECTORY_PERMISSIONS"], flags: ["NO_SOURCE_PERMISSIONS", "USE_SOURCE_PERMISSIONS", "FOLLOW_SYMLINK_CHAIN", "FILES_MATCHING"] });
  const target = keywords.one.get("DESTINATION");
  const directory = target === undefined ? null : pathOf(call, { kind: "word", value: target }, "binary");
  const rename = keywords.one.get("RENAME");
  for (const word of [...keywords.rest, ...listOf(keywords, "FILES")]) {
    const path = pathOf(call, word, "source");
    const name = rename === undefined ? (path === null ? null : basename(path)) : literalOf(rename);
    if (path === null || directory === null || name === null) files.disturb(directory ?? "/", "CMake copies files whose names are not known", at);
    else files.copy(files, path, join(directory, name), "CMake", cmake.certainty);
  }
}

function move(call: Call, rest: readonly Word[], removes: boolean): void {
  const { cmake, at } = call;
  const { files } = cmake.machine;
  const [from, to] = [pathOf(call, rest[0], "source"), pathOf(call, rest[1], "source")];
  if (from === null || to === null) return files.disturb("/", "CMake copies a file whose name is not known", at);
  files.copy(files, from, to, "CMake", cmake.certainty);
  if (removes) files.remove(from, cmake.certainty);
}

/** `configure_file(input output)` */
const configureFile: Handler = (call) => {
  const { cmake, args, at } = call;
  const input = pathOf(call, args[0], "source");
  const named = args[1] === undefined ? null : pathOf(call, args[1], "binary");
  if (named === null) {
    cmake.machine.files.disturb(cmake.directory.binary ?? "/", "CMake configures a file whose name is not known", at);
    return undefined;
  }
  const target = input !== null && (cmake.machine.files.stat(named).kind === "directory" || (textAt(args, 1) ?? "").endsWith("/")) ? join(named, basename(input)) : named;
  const flags = new Set(args.slice(2).map(({ value }) => literalOf(value)));
  const source = input === null ? null : contentOf(cmake.machine.files, input);
  if (flags.has("COPYONLY") && input !== null) cmake.machine.files.copy(cmake.machine.files, input, target, "configure_file", cmake.certainty);
  else {
    const content = source === null || "unknown" in source ? null : configured(cmake, source.content, { atOnly: flags.has("@ONLY"), escapeQuotes: flags.has("ESCAPE_QUOTES") });
    cmake.machine.files.write(target, { content, artifacts: [], from: "configure_file" }, cmake.certainty);
  }
  return undefined;
};

export const FILE_COMMANDS: Readonly<Record<string, Handler>> = { file, configure_file: configureFile };

