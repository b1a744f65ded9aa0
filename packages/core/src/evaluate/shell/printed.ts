import type { Traced } from "../../text/index.js";
import { concatAll } from "../../text/index.js";
import type { Outcome } from "./outcome.js";

/**
 * The output that stands for both where one way prints no more than the other one may: a program that prints nothing when it fails, and a text that may be
 * empty when it succeeds. Null when there are two.
 */
export function outputForBoth(a: readonly Traced[], b: readonly Traced[]): readonly Traced[] | null {
  if (a === b) return a;
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  if (shorter.some((text, i) => text !== longer[i])) return null;
  return longer.slice(shorter.length).every(mayAllBeEmpty) ? longer : null;
}

function mayAllBeEmpty({ pieces }: Traced): boolean {
  return pieces.every((piece) => piece.kind === "unknown" && piece.shape.mayBeEmpty);
}

/** What was printed by the time that a command ended, for each of the ways. */
export function outputsOf({ success, failure }: Outcome): readonly Traced[] {
  const ends = [success, failure].flatMap((end) => (end === null ? [] : [end.output]));
  const [first, second] = ends;
  const both = first === undefined || second === undefined ? null : outputForBoth(first, second);
  return (both === null ? ends : [both]).map((output) => concatAll(output));
}
