import type { Traced } from "../../text/index.js";
import { literalOf, MAX_ALTERNATIVES, variants } from "../../text/index.js";
import { fileName } from "./file-names.js";
import type { Make } from "./make.js";
import type { FileName } from "./rules.js";
import { couldBe } from "./values.js";

export interface Meant {
  readonly names: readonly FileName[];
  /** whether there are no others */
  readonly all: boolean;
}

/**
 * The targets that a name with alternatives or unknown parts may mean: `build-$(GOOS)`. Null when it says nothing about them, or is a name like
 * any other.
 */
export function meantBy(make: Make, name: Traced): Meant | null {
  if (literalOf(name) !== null) return null;
  const found = new Map<string, FileName>();
  let all = true;
  for (const { value } of variants(name) ?? [{ value: name }]) {
    const text = literalOf(value);
    if (text !== null) {
      found.set(text, fileName(value));
      continue;
    }
    all = false;
    if (!value.pieces.some((piece) => piece.kind === "literal")) continue;
    for (const [key, record] of make.targets.entries()) if (literalOf(record.name.text) !== null && !key.startsWith(".") && couldBe(value, key)) found.set(key, record.name);
  }
  return found.size === 0 || found.size > MAX_ALTERNATIVES ? null : { names: [...found.values()], all };
}
