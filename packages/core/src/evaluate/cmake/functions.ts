/** Functions and macros. Source: CMake 3.25, cmFunctionCommand.cxx and cmMacroCommand.cxx. */
import type { Argument, Block } from "../../syntax/cmake/index.js";
import { carrier, concatAll, literal, literalOf, originOf, slice, throughReference, type Traced, type Word } from "../../text/index.js";
import { MakeStop, unknownFrom } from "../make/index.js";
import { type Call, type Flows, NEXT, textAt } from "./call.js";
import type { CMake } from "./cmake.js";
import { nested, runStatements } from "./interpret.js";
import { isExact, joinList } from "./lists.js";
import type { Definition } from "./state.js";

export function define({ cmake, args, at }: Call, block: Block): void {
  const name = textAt(args, 0);
  if (name === null || (block.kind !== "function" && block.kind !== "macro")) return;
  const parameters = args.slice(1).map(({ value }) => literalOf(value) ?? "");
  const { file, path } = cmake.place;
  cmake.functions.set(name.toLowerCase(), [{ when: "", value: { kind: block.kind, name, parameters, block, replace: cmake.replace, file, path, at } }]);
}

export function isDefined(cmake: CMake, name: string): boolean {
  return cmake.functions.get(name)?.some(({ value }) => value !== null) === true;
}

/** Calls what is defined under the name of the command; where that is not known, each in a way of its own. */
export function callFunction(call: Call): Flows {
  const { cmake, name } = call;
  const definitions = (cmake.functions.get(name) ?? []).flatMap(({ when, value }) => (value === null ? [] : [{ when, value }]));
  const [only, ...others] = definitions;
  if (only === undefined) return NEXT;
  if (others.length === 0) return callOne(only.value, call);
  const ways = cmake.world.either(definitions.map(({ when, value }) => ({ when, run: () => callOne(value, call) })));
  return new Set(ways.flatMap(({ value }) => [...value]));
}

function callOne(definition: Definition, call: Call): Flows {
  const { args, at } = call;
  if (args.length < definition.parameters.length && isExact(args)) throw new MakeStop(`'${definition.name}' is called with too few arguments`, at);
  return definition.kind === "function" ? callAsFunction(definition, call) : callAsMacro(definition, call);
}

function callAsFunction(definition: Definition, { cmake, args }: Call): Flows {
  const scope = cmake.newScope(cmake.scope);
  const bound = bindings(definition.parameters, args);
  inBody(cmake, definition, definition.replace, () =>
    cmake.within(scope, () => {
      for (const [name, value] of bound) cmake.set(name, value);
      const path = definition.path ?? "";
      cmake.set("CMAKE_CURRENT_FUNCTION", literal(definition.name));
      cmake.set("CMAKE_CURRENT_FUNCTION_LIST_FILE", literal(path));
      cmake.set("CMAKE_CURRENT_FUNCTION_LIST_DIR", literal(path.slice(0, path.lastIndexOf("/"))));
      nested(cmake, null, () => runStatements(cmake, definition.block.body));
    }),
  );
  return NEXT;
}

/** The body runs as if it stood where the macro is called, with the parameters replaced in its text. */
function callAsMacro(definition: Definition, { cmake, args }: Call): Flows {
  const bound = new Map(bindings(definition.parameters, args));
  const replace = (argument: Argument): Argument => {
    const outer = definition.replace === null ? argument : definition.replace(argument);
    return outer.kind === "bracket" ? outer : { ...outer, text: replaced(outer.text, bound) };
  };
  return inBody(cmake, definition, replace, () => nested(cmake, null, () => runStatements(cmake, definition.block.body)));
}

function inBody<T>(cmake: CMake, { file, path }: Definition, replace: CMake["replace"], run: () => T): T {
  const before = { place: cmake.place, replace: cmake.replace };
  cmake.place = { file, path };
  cmake.replace = replace;
  try {
    return run();
  } finally {
    cmake.place = before.place;
    cmake.replace = before.replace;
  }
}

/** Parameters, ARGC, ARGV, ARGN and ARGV0…; where a part of the arguments is not known, what comes after it is not either. */
function bindings(parameters: readonly string[], args: readonly Word[]): readonly (readonly [string, Traced])[] {
  const gap = args.findIndex(({ kind }) => kind === "gap");
  const value = (index: number): Traced | null => (gap === -1 || index < gap ? (args[index]?.value ?? null) : lost(args, gap));
  const count = gap === -1 ? literal(String(args.length)) : lost(args, gap);
  const rest = gap !== -1 && gap < parameters.length ? lost(args, gap) : joinList(args.slice(parameters.length));
  return [
    ...args.slice(0, MAX_NUMBERED).flatMap((_, i) => {
      const found = value(i);
      return found === null ? [] : [[`ARGV${i}`, found] as const];
    }),
    ["ARGC", count],
    ["ARGV", joinList(args)],
    ["ARGN", rest],
    ...parameters.map((name, i) => [name, value(i) ?? lost(args, gap)] as const),
  ];
}

const MAX_NUMBERED = 1_000;

/** Something of the arguments from a gap on. */
function lost(args: readonly Word[], gap: number): Traced {
  return unknownFrom(args.slice(Math.max(0, gap)).map(({ value }) => value), "which argument it is");
}

/** `${name}` of a parameter, and nothing else, is replaced. */
function replaced(text: Traced, bound: ReadonlyMap<string, Traced>): Traced {
  const source = carrier(text);
  const parts: Traced[] = [];
  let last = 0;
  for (const { 0: written, 1: name = "", index } of source.matchAll(/\$\{([^${}]+)\}/g)) {
    const value = bound.get(name);
    if (value === undefined) continue;
    const at = originOf(slice(text, index, index + written.length));
    parts.push(slice(text, last, index), at === null ? value : throughReference(value, written, at));
    last = index + written.length;
  }
  return last === 0 ? text : concatAll([...parts, slice(text, last)]);
}
