/** What a run of CMake knows, in every way that it can go. */
import type { Origin, Reason, Traced } from "../../text/index.js";
import { EMPTY, unknownText } from "../../text/index.js";
import { choose, type Way } from "../make/index.js";
import type { Argument, Block } from "../../syntax/cmake/index.js";

/** A variable, cache entry, property or environment variable. */
export interface Slot {
  /** what it is when it is set; empty when it is not */
  readonly value: Traced;
  readonly set: "yes" | "maybe" | "no";
}

export const UNSET: Slot = { value: EMPTY, set: "no" };

export function setTo(value: Traced): Slot {
  return { value, set: "yes" };
}

export function unknownSlot(reason: Reason): Slot {
  return { value: unknownText(reason), set: "maybe" };
}

/** The text that a reference gives. */
export function textOf(slot: Slot, otherwise: Traced = EMPTY): Traced {
  if (slot.set === "yes") return slot.value;
  return slot.set === "no" ? otherwise : choose([{ when: "it is set", value: slot.value }, { when: "it is not set", value: otherwise }]);
}

export function joinSlots(ways: readonly Way<Slot>[]): Slot {
  const set = ways.filter(({ value }) => value.set !== "no");
  if (set.length === 0) return UNSET;
  const always = ways.every(({ value }) => value.set === "yes");
  return { value: choose(set.map(({ when, value }) => ({ when, value: value.value }))), set: always ? "yes" : "maybe" };
}

/** A function or macro. */
export interface Definition {
  readonly kind: "function" | "macro";
  readonly name: string;
  readonly parameters: readonly string[];
  readonly block: Block;
  /** of a definition inside of a macro: puts the arguments of the macro into an argument of the body */
  readonly replace: ((argument: Argument) => Argument) | null;
  /** the file that defines it; null when it was written during the build */
  readonly file: string | null;
  /** absolute path of that file */
  readonly path: string | null;
  readonly at: Origin | null;
}

/** Where commands of a directory (`add_subdirectory`) read and build. Null when not known. */
export interface Directory {
  readonly source: string | null;
  readonly binary: string | null;
  /** `EXCLUDE_FROM_ALL` */
  readonly excluded: boolean;
  /** directories are numbered as they are added */
  readonly order: number;
}
