/** What the make that runs a command keeps from it. */
import type { Origin, Traced } from "../text/index.js";

/** `NAME += value` that does nothing, because the command line gives NAME (fact q3). */
export interface IgnoredAppend {
  readonly name: string;
  /** as written */
  readonly value: Traced;
  /** of the name */
  readonly at: Origin;
  /** where the command line gives the variable */
  readonly given: Origin | null;
}

export interface CallingMake {
  /** Where a variable is defined that is not exported; null when there is none. */
  hidden(name: string): Origin | null;
  readonly ignoredAppends: readonly IgnoredAppend[];
}
