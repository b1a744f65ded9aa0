import type { Traced } from "../../text/index.js";
import { concat, literal, literalOf } from "../../text/index.js";
import type { Machine } from "../machine.js";
import type { CommandCall } from "../model.js";
import { pathOf } from "./arguments.js";

/** What a program reads that is given files, or else its input; null when some of it is not known. */
export function readText(operands: readonly Traced[], call: CommandCall, machine: Machine): Traced | null {
  const parts = (operands.length === 0 ? [literal("-")] : operands).map((operand) => (literalOf(operand) === "-" ? call.input : textOf(operand, call, machine)));
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? concat(...known) : null;
}

/** Text of a file, with the place where it is written; null when it is not known. */
export function textOf(operand: Traced, call: CommandCall, machine: Machine): Traced | null {
  const path = pathOf(operand, call);
  if (path === null) return null;
  const fact = machine.files.stat(path);
  if (fact.kind === "file" && fact.content !== null) return fact.content;
  const read = machine.files.read(path);
  if (read === null || "unknown" in read) return null;
  return literal(read.text, read.source === null ? null : { file: read.source, start: 0, end: read.text.length });
}
