/** Paths on command lines, which may hold wildcards that the shell could not expand. */
import { literalOf, type Traced } from "../../text/index.js";
import { expand, hasWildcard } from "../files/index.js";
import type { Machine } from "../machine.js";
import type { CommandCall } from "../model.js";
import { absolutePath } from "./arguments.js";

export interface PathOperand {
  /** absolute */
  readonly path: string;
  /** as it is written: `dir/.` and `dir/` differ from `dir` for cp */
  readonly text: string;
}

/** The paths that operands name, wildcards expanded; `unknown` when some operand or match is not known. */
export function pathOperands(operands: readonly Traced[], call: CommandCall, machine: Machine): { readonly paths: readonly PathOperand[]; readonly unknown: boolean } {
  const paths: PathOperand[] = [];
  let unknown = false;
  for (const operand of operands) {
    const text = literalOf(operand);
    const path = text === null ? null : absolutePath(text, call);
    if (text === null || path === null) {
      unknown = true;
      continue;
    }
    if (!hasWildcard(text) || machine.files.stat(path).kind === "file") {
      paths.push({ path, text });
      continue;
    }
    const found = expand(machine.files, path);
    unknown ||= !found.complete;
    for (const match of found.paths) paths.push({ path: match, text: match });
  }
  return { paths, unknown };
}
