import type { FlagItem, FlagOccurrence } from "../../gobuild/model.js";
import { literalOf, print } from "../../text/index.js";

/** The flags of a line, without its gaps. */
export function given(items: readonly FlagItem[]): readonly FlagOccurrence[] {
  return items.filter((item) => item.kind === "flag");
}

/** The last occurrence of a flag that is written: the one that counts, unless a gap after it holds another one. */
export function lastGiven(items: readonly FlagItem[], flag: string): FlagOccurrence | null {
  return given(items).findLast((occurrence) => occurrence.flag === flag && !occurrence.dropped) ?? null;
}

/** A flag as people would write it: "-race", "-linkmode=external". */
export function flagText({ flag, value }: FlagOccurrence): string {
  return literalOf(value) === "true" ? `-${flag}` : `-${flag}=${print(value)}`;
}
