/** Properties. Source: CMake 3.25, cmSetPropertyCommand.cxx and cmGetPropertyCommand.cxx. */
import type { Traced, Word } from "../../../text/index.js";
import { concat, isEmpty, literal, literalOf, unknownText } from "../../../text/index.js";
import { choose } from "../../make/index.js";
import { keywordsOf, textAt, type Call, type Handler } from "../call.js";
import type { CMake } from "../cmake.js";
import { joinList } from "../lists.js";
import { setTo, textOf, UNSET, type Slot } from "../state.js";
import { targetExists } from "../targets.js";

const SCOPES = new Set(["GLOBAL", "DIRECTORY", "TARGET", "SOURCE", "INSTALL", "TEST", "CACHE", "VARIABLE"]);

const setProperty: Handler = ({ cmake, args }) => {
  const scope = textAt(args, 0) ?? "";
  const property = args.findIndex(({ value }) => literalOf(value) === "PROPERTY");
  const name = textAt(args, property + 1);
  if (property === -1 || name === null || !SCOPES.has(scope)) return undefined;
  const options = new Set(["APPEND", "APPEND_STRING"]);
  const named = args.slice(1, property).map(({ value }) => literalOf(value) ?? "");
  const mode = named.find((word) => options.has(word));
  const holders = scope === "GLOBAL" ? [""] : named.filter((word) => !options.has(word));
  for (const holder of scope === "DIRECTORY" && holders.length === 0 ? [cmake.directory.source ?? ""] : holders) setOne(cmake, keyOf(scope, holder, name), mode, args.slice(property + 2));
  return undefined;
};

function setOne(cmake: CMake, key: string, mode: string | undefined, values: readonly Word[]): void {
  const old = textOf(cmake.properties.get(key) ?? UNSET);
  const value = joinList(values);
  if (mode === undefined) cmake.properties.set(key, values.length === 0 ? UNSET : setTo(value));
  else if (mode === "APPEND_STRING") cmake.properties.set(key, setTo(concat(old, value)));
  else if (!isEmpty(value)) cmake.properties.set(key, setTo(isEmpty(old) ? value : joinList([{ kind: "word", value: old }, { kind: "word", value }])));
}

const getProperty: Handler = (call) => {
  const { cmake, args } = call;
  const output = textAt(args, 0);
  const scope = textAt(args, 1) ?? "";
  if (output === null) return undefined;
  const property = args.findIndex(({ value }) => literalOf(value) === "PROPERTY");
  const name = textAt(args, property + 1) ?? "";
  const holder = property > 2 ? (textAt(args, 2) ?? "") : scope === "DIRECTORY" ? (cmake.directory.source ?? "") : "";
  const slot = slotOf(call, scope, holder, name);
  const question = textAt(args, property + 2);
  if (question === "SET") cmake.set(output, slot.set === "maybe" ? choose([{ when: "it is set", value: literal("1") }, { when: "it is not set", value: literal("0") }]) : literal(slot.set === "yes" ? "1" : "0"));
  else if (slot.set === "no") cmake.unset(output);
  else cmake.setSlot(output, slot);
  return undefined;
};

function slotOf({ cmake, at }: Call, scope: string, holder: string, name: string): Slot {
  if (scope === "CACHE" || scope === "VARIABLE") return scope === "VARIABLE" ? cmake.variable(name) : name === "VALUE" ? cmake.cached(holder) : unknownProperty(name, at);
  const slot = cmake.properties.get(keyOf(scope, holder, name));
  if (slot !== undefined) return slot;
  // properties that CMake gives by itself
  return scope === "GLOBAL" && !/^[A-Z]+(?:_FEATURES|_LANGUAGES|_FOUND|_TARGETS)|^CMAKE_|_KNOWN_|^TARGET_|GENERATOR/.test(name) ? UNSET : isOwnProperty(name) ? unknownProperty(name, at) : UNSET;
}

/** Properties whose names CMake documents begin like this; those of a project's own are not set when nobody sets them. */
function isOwnProperty(name: string): boolean {
  return /^(?:TYPE|NAME|LOCATION|IMPORTED|INTERFACE_|COMPILE_|LINK_|INCLUDE_|OUTPUT_|RUNTIME_|LIBRARY_|ARCHIVE_|SOURCES|SOURCE_DIR|BINARY_DIR|VARIABLES|MACROS|BUILDSYSTEM_TARGETS|SUBDIRECTORIES|VERSION|SOVERSION|[A-Z]+_STANDARD|ALIASED|EXPORT|POSITION_|GENERATED|LANGUAGE|ENABLED_|IN_TRY|CMAKE_|GENERATOR|TARGET_|PACKAGES_|[A-Z]+_KNOWN)/.test(name);
}

function unknownProperty(name: string, at: Call["at"]): Slot {
  return { value: unknownText({ code: "not-understood", text: `the property ${name}`, at }), set: "maybe" };
}

const getTargetProperty: Handler = (call) => {
  const { cmake, args, at } = call;
  const [output, target, name] = [textAt(args, 0), textAt(args, 1), textAt(args, 2)];
  if (output === null) return undefined;
  if (target === null || name === null) cmake.set(output, unknownText({ code: "not-understood", text: "a property that is not known", at }));
  else {
    const slot = slotOf(call, "TARGET", target, name);
    cmake.set(output, name === "TYPE" ? typeOf(cmake, target, at) : textOf(slot, literal(`${output}-NOTFOUND`)));
  }
  return undefined;
};

function typeOf(cmake: CMake, target: string, at: Call["at"]): Traced {
  const found = cmake.declared().find((declaration) => declaration.kind === "target" && literalOf(declaration.name) === target);
  if (found?.kind === "target" && found.type !== "library" && targetExists(cmake, target) === "yes") return literal(found.type === "custom" ? "UTILITY" : "EXECUTABLE");
  return unknownText({ code: "not-understood", text: `the type of the target ${target}`, at }, { mayBeEmpty: false, mayHaveBlanks: false });
}

const setTargetProperties: Handler = ({ cmake, args }) => {
  const { rest, many } = keywordsOf(args, { many: ["PROPERTIES"] });
  const pairs = (many.get("PROPERTIES") ?? []).flat();
  for (const { value } of rest) {
    for (let i = 0; i + 1 < pairs.length; i += 2) cmake.properties.set(keyOf("TARGET", literalOf(value) ?? "", literalOf(pairs[i]?.value ?? { pieces: [] }) ?? ""), setTo((pairs[i + 1] as Word).value));
  }
  return undefined;
};

const setDirectoryProperties: Handler = ({ cmake, args }) => {
  const pairs = args.slice(1);
  for (let i = 0; i + 1 < pairs.length; i += 2) cmake.properties.set(keyOf("DIRECTORY", cmake.directory.source ?? "", textAt(pairs, i) ?? ""), setTo((pairs[i + 1] as Word).value));
  return undefined;
};

const getUnknown =
  (index: number): Handler =>
  ({ cmake, args, at }) => {
    const output = textAt(args, index);
    if (output !== null) cmake.set(output, unknownText({ code: "not-understood", text: "a property", at }));
    return undefined;
  };

export function keyOf(scope: string, holder: string, name: string): string {
  return `${scope}:${holder}:${name}`;
}

export const PROPERTY_COMMANDS: Readonly<Record<string, Handler>> = {
  set_property: setProperty,
  get_property: getProperty,
  get_target_property: getTargetProperty,
  set_target_properties: setTargetProperties,
  set_directory_properties: setDirectoryProperties,
  get_cmake_property: getUnknown(0),
  get_directory_property: getUnknown(0),
  get_source_file_property: getUnknown(0),
  get_test_property: getUnknown(2),
};
