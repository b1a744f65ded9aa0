import type { FlagItem, FlagOccurrence } from "../../gobuild/model.js";
import { literalOf, print, shapeOf } from "../../text/index.js";

/** The flags of a line, without its gaps. */
export function given(items: readonly FlagItem[]): readonly FlagOccurrence[] {
  return items.filter((item) => item.kind === "flag");
}

/** Whether nothing in front of a failure could have made other words of it: `-ldflags $(FLAGS) -s` is right where FLAGS is empty. */
export function isCertain(items: readonly FlagItem[]): boolean {
  return items.every((item) => {
    if (item.kind === "gap") return false;
    const { mayBeEmpty, mayHaveBlanks } = shapeOf(item.value);
    return !item.separate || literalOf(item.value) !== null || (!mayBeEmpty && !mayHaveBlanks);
  });
}

/** The last occurrence of a flag that is written: the one that counts, unless a gap after it holds another one. */
export function lastGiven(items: readonly FlagItem[], flag: string): FlagOccurrence | null {
  return given(items).findLast((occurrence) => occurrence.flag === flag && !occurrence.dropped) ?? null;
}

/** A flag as people would write it: "-race", "-linkmode=external". */
export function flagText({ flag, value }: FlagOccurrence): string {
  return literalOf(value) === "true" ? `-${flag}` : `-${flag}=${print(value)}`;
}
