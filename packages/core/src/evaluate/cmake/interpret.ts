/** Running the commands of a file. Source: CMake 3.25, cmMakefile::ExecuteCommand and the commands' function blockers. */
import { LIMITS } from "../../limits.js";
import type { Block, Command, If, Statement } from "../../syntax/cmake/index.js";
import { parseCMake } from "../../syntax/cmake/index.js";
import type { Traced } from "../../text/index.js";
import { carrier, literal, originOf } from "../../text/index.js";
import { MakeStop } from "../make/index.js";
import { type Call, divided, evaluated, type Flow, type Flows, NEXT, placeOf } from "./call.js";
import type { CMake } from "./cmake.js";
import { HANDLERS } from "./commands/index.js";
import { condition } from "./condition.js";
import { callFunction, define, isDefined } from "./functions.js";
import { runForeach, runWhile } from "./loops.js";
import { runModuleCommand } from "./modules.js";
import { runUnknownCommand } from "./unknown-command.js";

/** Reads and runs a file of the machine. False when it is not there. */
export function runFile(cmake: CMake, path: string, name: Traced): boolean {
  const found = cmake.machine.files.read(path);
  if (found === null) return false;
  if ("unknown" in found) {
    cmake.disturb({ ...found.unknown, at: found.unknown.at ?? originOf(name) });
    return true;
  }
  runText(cmake, found.text, { file: found.source, path });
  return true;
}

/** @throws MakeStop for syntax that CMake refuses, before anything of it runs */
export function runText(cmake: CMake, text: string, place: { readonly file: string | null; readonly path: string | null }): void {
  const parsed = parseCMake(text, place.file);
  const [problem] = parsed.problems;
  if (problem !== undefined) throw new MakeStop(problem.message, place.file === null ? null : { file: place.file, start: problem.range[0], end: problem.range[1] });
  const before = { place: cmake.place, replace: cmake.replace };
  const saved = ["CMAKE_CURRENT_LIST_FILE", "CMAKE_CURRENT_LIST_DIR", "CMAKE_PARENT_LIST_FILE"].map((name) => [name, cmake.normal(name)] as const);
  cmake.place = place;
  cmake.replace = null;
  cmake.set("CMAKE_PARENT_LIST_FILE", saved[0]?.[1].value ?? literal(""));
  setListFile(cmake, place.path);
  try {
    nested(cmake, null, () => runStatements(cmake, parsed.statements));
  } finally {
    cmake.place = before.place;
    cmake.replace = before.replace;
    for (const [name, slot] of saved) cmake.setSlot(name, slot);
  }
}

function setListFile(cmake: CMake, path: string | null): void {
  cmake.set("CMAKE_CURRENT_LIST_FILE", literal(path ?? ""));
  cmake.set("CMAKE_CURRENT_LIST_DIR", literal(path === null ? "" : path.slice(0, path.lastIndexOf("/")) || "/"));
}

/** @throws MakeStop when files and calls are nested too deeply */
export function nested<T>(cmake: CMake, at: Traced | null, run: () => T): T {
  if (cmake.depth >= LIMITS.evaluationDepth) throw new MakeStop(`limit: files and functions nested deeper than ${LIMITS.evaluationDepth}`, at === null ? null : originOf(at));
  cmake.depth++;
  try {
    return run();
  } finally {
    cmake.depth--;
  }
}

/** Runs statements in order. Where it is not known whether the rest is reached, it may run. */
export function runStatements(cmake: CMake, statements: readonly Statement[], from = 0): Flows {
  for (let i = from; i < statements.length; i++) {
    const flows = runStatement(cmake, statements[i] as Statement);
    if (!flows.has("next")) return flows;
    if (flows.size === 1) continue;
    const left = [...flows].filter((flow) => flow !== "next");
    const ways = cmake.world.either<Flows>([
      { when: "the rest runs", run: () => runStatements(cmake, statements, i + 1) },
      { when: left.join(" or "), run: () => new Set(left) },
    ]);
    return new Set(ways.flatMap(({ value }) => [...value]));
  }
  return NEXT;
}

function runStatement(cmake: CMake, statement: Statement): Flows {
  switch (statement.type) {
    case "If":
      return runIf(cmake, statement);
    case "Block":
      return runBlock(cmake, statement);
    case "Command":
      return runCommand(cmake, statement);
  }
}

function runIf(cmake: CMake, { branches }: If): Flows {
  const ways: { readonly when: string; readonly run: () => Flows }[] = [];
  let before = "";
  for (const { header, body } of branches) {
    const call = callOf(cmake, header);
    const answer = header.name.toLowerCase() === "else" ? "yes" : condition(call);
    if (answer === "no") continue;
    const text = call.name === "else" ? "" : shownCondition(header);
    ways.push({ when: answer === "yes" ? before : joined(before, text), run: () => runStatements(cmake, body) });
    if (answer === "yes") return either(cmake, ways);
    before = joined(before, `not (${text})`);
  }
  return either(cmake, [...ways, { when: before, run: () => NEXT }]);
}

export function either(cmake: CMake, ways: readonly { readonly when: string; readonly run: () => Flows }[]): Flows {
  const [only, ...others] = ways;
  if (only !== undefined && others.length === 0) return only.run();
  return new Set(cmake.world.either(ways).flatMap(({ value }): readonly Flow[] => [...value]));
}

function joined(a: string, b: string): string {
  const text = a === "" ? b : `${a}, ${b}`;
  return text.length > MAX_CONDITION ? `${text.slice(0, MAX_CONDITION)}…` : text;
}

/** Conditions are for people, who do not read more than this. */
const MAX_CONDITION = 120;

function shownCondition({ args }: Command): string {
  return args.map(({ text }) => carrier(text)).join(" ");
}

function runBlock(cmake: CMake, block: Block): Flows {
  switch (block.kind) {
    case "foreach":
      return runForeach(callOf(cmake, block.header), () => runStatements(cmake, block.body));
    case "while":
      return runWhile(cmake, (first) => condition(callOf(cmake, block.header, first)), () => runStatements(cmake, block.body));
    case "function":
    case "macro":
      define(callOf(cmake, block.header), block);
      return NEXT;
    case "block":
      return runScopeBlock(callOf(cmake, block.header), block);
  }
}

function runScopeBlock({ cmake, args }: Call, block: Block): Flows {
  const texts = args.map(({ value }) => carrier(value));
  const at = texts.indexOf("PROPAGATE");
  const scopes = texts.slice(0, at === -1 ? undefined : at);
  if (scopes.includes("SCOPE_FOR") && !scopes.includes("VARIABLES")) return runStatements(cmake, block.body);
  const scope = cmake.newScope(cmake.scope);
  const flows = cmake.within(scope, () => runStatements(cmake, block.body));
  for (const name of at === -1 ? [] : texts.slice(at + 1)) {
    const slot = scope.variables.get(name);
    if (slot !== undefined) cmake.setSlot(name, slot);
  }
  return flows;
}

/** Evaluates the arguments of a command. */
export function callOf(cmake: CMake, command: Command, isTraced = true): Call {
  const at = placeOf(cmake, command);
  cmake.step(at);
  const args = evaluated(cmake, cmake.replace === null ? command.args : command.args.map(cmake.replace));
  const call = { cmake, name: command.name.toLowerCase(), args: divided(args), at };
  if (isTraced) cmake.run.onCommand?.(call, args);
  return call;
}

function runCommand(cmake: CMake, command: Command): Flows {
  return invoke(callOf(cmake, command));
}

/** Runs what the name of a call stands for. */
export function invoke(call: Call): Flows {
  if (isDefined(call.cmake, call.name)) return callFunction(call);
  const handler = HANDLERS.get(call.name);
  if (handler !== undefined) return handler(call) ?? NEXT;
  if (!runModuleCommand(call)) runUnknownCommand(call);
  return NEXT;
}
