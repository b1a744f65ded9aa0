/** `set`, `unset`, `option`. Source: CMake 3.25, cmSetCommand.cxx, cmUnsetCommand.cxx, cmOptionCommand.cxx. */
import type { Traced, Word } from "../../../text/index.js";
import { literal, literalOf } from "../../../text/index.js";
import { GO_VARIABLES } from "../../lost.js";
import { nonEmpty } from "../../make/index.js";
import { textAt, type Call, type Handler } from "../call.js";
import { joinList } from "../lists.js";
import { joinSlots, setTo, UNSET } from "../state.js";

const set: Handler = (call) => {
  assign(call);
  return undefined;
};

function assign(call: Call): void {
  const { cmake, args } = call;
  const name = textAt(args, 0);
  if (name === null) return unknownName(call);
  const values = args.slice(1);
  const variable = /^ENV\{(.*)\}$/.exec(name)?.[1];
  if (variable !== undefined) return setEnvironment(call, variable, values);
  const last = textAt(values, values.length - 1);
  if (last === "PARENT_SCOPE" && !(values.at(-1)?.quoted ?? false)) return setInParent(call, name, values.slice(0, -1));
  const cache = values.findLastIndex(({ value, quoted }) => !quoted && literalOf(value) === "CACHE");
  if (cache !== -1) {
    const type = textAt(values, cache + 1) ?? "STRING";
    const forced = values.slice(cache + 3).some(({ value }) => literalOf(value) === "FORCE") || type === "INTERNAL";
    return setCached(call, name, joinList(values.slice(0, cache)), type, forced);
  }
  if (values.length === 0) cmake.unset(name);
  else cmake.set(name, joinList(values));
}

/** Fact q7: what it sets ends with the run that configures. */
function setEnvironment({ cmake, at }: Call, name: string, values: readonly Word[]): void {
  const [value] = values;
  // the empty text unsets it, as no text does
  const empty = value === undefined ? "no" : nonEmpty(value.value);
  if (value === undefined || empty === "no") {
    cmake.environment.set(name, UNSET);
    cmake.assigned.set(name, undefined);
    return;
  }
  cmake.environment.set(name, { value: value.value, set: empty });
  // CC and CXX choose the compilers of CMake itself
  if (GO_VARIABLES.has(name) && name !== "CC" && name !== "CXX" && at !== null) cmake.assigned.set(name, { name, value: value.value, at, lostIn: "configure", command: "" });
}

function setInParent({ cmake }: Call, name: string, values: readonly Word[]): void {
  const { parent } = cmake.scope;
  if (parent === null) return;
  // what the name means here stays
  if (cmake.scope.variables.get(name) === undefined) cmake.setSlot(name, cmake.normal(name));
  if (values.length === 0) cmake.unset(name, parent);
  else cmake.set(name, joinList(values), parent);
}

/** A default: what the cache has stays, unless it is forced. What the command line gave without a type gets one. Policy CMP0126: a normal variable stays as it is. */
export function setCached({ cmake }: Call, name: string, value: Traced, type: string, forced: boolean): void {
  const entry = cmake.cache.get(name);
  const known = cmake.cached(name);
  const keepsDefault = cmake.run.defaultsHold && entry === undefined;
  if (forced || known.set === "no" || keepsDefault) {
    cmake.cache.set(name, { ...setTo(value), type });
    if (cmake.normal(name).set !== "no" && !keepsNormal(cmake)) cmake.unset(name);
    return;
  }
  // given without a type, it is taken over with one: that hides a normal variable no longer
  if (known.set === "yes") {
    if (entry?.type === "UNINITIALIZED") {
      cmake.cache.set(name, { ...entry, type });
      if (!keepsNormal(cmake)) cmake.unset(name);
    }
    return;
  }
  cmake.cache.set(name, { ...joinSlots([{ when: "it is given", value: { ...known, set: "yes" } }, { when: "", value: setTo(value) }]), type });
}

/** Policy CMP0126, which is new in 3.21. */
function keepsNormal(cmake: Call["cmake"]): boolean {
  return cmake.atLeast("3.21");
}

/** Any variable may be another one. */
function unknownName({ cmake, at }: Call): void {
  cmake.disturb({ code: "not-understood", text: "a variable whose name is not known is set", at });
}

const unset: Handler = ({ cmake, args }) => {
  const name = textAt(args, 0);
  if (name === null) return undefined;
  const variable = /^ENV\{(.*)\}$/.exec(name)?.[1];
  if (variable !== undefined) {
    cmake.environment.set(variable, UNSET);
    cmake.assigned.set(variable, undefined);
  } else if (textAt(args, 1) === "CACHE") cmake.cache.set(name, undefined);
  else if (textAt(args, 1) === "PARENT_SCOPE") cmake.unset(name, cmake.scope.parent ?? cmake.scope);
  else cmake.unset(name);
  return undefined;
};

const option: Handler = (call) => {
  const { cmake, args } = call;
  const name = textAt(args, 0);
  if (name === null) return undefined;
  // policy CMP0077: a normal variable of the name wins
  if (cmake.normal(name).set === "yes") return undefined;
  setCached(call, name, args[2]?.value ?? literal("OFF"), "BOOL", false);
  return undefined;
};

export const VARIABLE_COMMANDS: Readonly<Record<string, Handler>> = { set, unset, option };

